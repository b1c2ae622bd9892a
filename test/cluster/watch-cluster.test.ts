import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchedNames } from '../../src/cluster/watched-kind.ts';
import { inventoryKinds } from '../../src/model/inventory.ts';
import { refuse } from '../support/list-watch-server.ts';
import { synced } from '../support/synced.ts';
import { until } from '../support/until.ts';
import { pod, watchedCluster } from '../support/watched-cluster.ts';

test('before the first list every kind is unknown; after it every kind is complete and current', async () => {
  const { server, store, watch } = await watchedCluster((server) => {
    server.put('namespaces', { metadata: { name: 'shop', labels: { team: 'a' } } });
    server.put('pods', pod('web', { app: 'web' }));
    server.put('services', {
      metadata: { namespace: 'shop', name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    });
    server.put('networkpolicies', {
      metadata: { namespace: 'shop', name: 'isolate' },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
    const service = { namespace: 'shop', name: 'web' };
    const webhooks = [
      { clientConfig: { service } },
      { clientConfig: { service: { ...service, port: 8443 } } },
    ];
    server.put('validatingwebhookconfigurations', { metadata: { name: 'hook' }, webhooks });
    server.put('mutatingwebhookconfigurations', {
      metadata: { name: 'hook' },
      webhooks: [{ clientConfig: {} }],
    });
    const path = { backend: { service: { name: 'web', port: { number: 80 } } } };
    server.put('ingresses', {
      metadata: { namespace: 'shop', name: 'web' },
      spec: { rules: [{ http: { paths: [path, path] } }] },
    });
    server.put('apiservices', { metadata: { name: 'v1.metrics' }, spec: { service } });
  });
  for (const kind of inventoryKinds) assert.equal(store.inventory[kind].extent().state, 'unknown');
  await synced(watch);
  const { pods, namespaces, services, ingresses, policies, callbacks } = store.inventory;
  for (const kind of inventoryKinds) {
    const state = kind === 'callbacks' ? 'given' : 'complete';
    assert.deepEqual(store.inventory[kind].extent(), { state }, kind);
  }
  for (const kind of watchedNames) {
    const { freshness, objects, unreadable, relists, missed } = watch.state()[kind];
    assert.deepEqual(
      { freshness, objects, unreadable, relists, missed },
      { freshness: 'current', objects: 1, unreadable: 0, relists: 0, missed: 0 },
    );
  }
  assert.equal(pods.get('shop', 'web')?.labels.get('app'), 'web');
  assert.equal(namespaces.get('shop')?.labels.get('team'), 'a');
  assert.equal(services.get('shop', 'web')?.selector.get('app'), 'web');
  assert.deepEqual(ingresses.get('shop', 'web')?.backends, [{ name: 'web', port: 80 }]);
  assert.deepEqual(policies.get('shop', 'isolate')?.isolates, ['ingress']);
  const [name, namespace] = ['web', 'shop'];
  assert.deepEqual(
    callbacks.all().map(({ kind, services: called }) => [kind, ...called]),
    [
      ['APIService', { namespace, name, port: 443 }],
      ['MutatingWebhookConfiguration'],
      ['ValidatingWebhookConfiguration', { namespace, name, port: 443 }, { namespace, name, port: 8443 }],
    ],
  );
  const paths = new Set(server.requests.map((request) => request.path));
  assert.ok(paths.has('/apis/networking.k8s.io/v1/networkpolicies') && paths.has('/api/v1/pods'));
});

test('what is added, changed and removed later is there, in the order of the events', async () => {
  const { server, store, watch, podNames } = await watchedCluster((server) => server.put('pods', pod('old')));
  await synced(watch);
  const seen: string[] = [];
  store.onChange(({ before, after }) => {
    const name = after?.name ?? before?.name;
    if (name !== undefined)
      seen.push(`${before === undefined ? '+' : after === undefined ? '-' : '~'}${name}`);
  });
  await until('the watch is open', () => server.collection('pods').watches() === 1);
  server.put('pods', pod('new'));
  server.put('pods', pod('new', { tier: 'front' }));
  server.remove('pods', 'shop', 'old');
  server.put('pods', pod('last'));
  await until('the last event has come', () => podNames().includes('last'));
  assert.deepEqual(seen, ['+new', '~new', '-old', '+last']);
  assert.deepEqual(podNames(), ['last', 'new']);
  assert.equal(watch.state().pods.objects, 2);
});

test('long lists come in pages of 500', async () => {
  const { server, store, watch } = await watchedCluster((server) => {
    for (let index = 0; index < 1201; index += 1) server.put('pods', pod(`web-${index}`));
  });
  await synced(watch);
  assert.equal(store.inventory.pods.size, 1201);
  const lists = server.requests.filter(({ resource, isWatch }) => resource === 'pods' && !isWatch);
  assert.deepEqual(
    lists.map(({ query }) => [query.get('limit'), query.get('continue') !== null]),
    [
      ['500', false],
      ['500', true],
      ['500', true],
    ],
  );
});

test('a continue token that has become too old starts the list again, without loss', async () => {
  let expired = false;
  const { store, watch, events } = await watchedCluster((server) => {
    for (let index = 0; index < 700; index += 1) server.put('pods', pod(`web-${index}`));
    server.intercept(({ resource, query }) => {
      if (resource === 'pods' && query.has('continue') && !expired) {
        expired = true;
        server.collection('pods').compact();
      }
      return false;
    });
  });
  await synced(watch);
  assert.equal(store.inventory.pods.size, 700);
  const interrupted = events.filter((event) => event.event === 'interrupted');
  assert.deepEqual(
    interrupted.map(({ during, reason }) => [during, reason]),
    [['list', 'expired']],
  );
  assert.equal(watch.state().pods.missed, 0);
});

test('a watch goes on where a bookmark has brought it', async () => {
  const { server, watch } = await watchedCluster();
  await synced(watch);
  const { put, collection, requests } = server;
  await until('the watch is open', () => collection('pods').watches() === 1);
  put('namespaces', { metadata: { name: 'elsewhere' } });
  collection('pods').bookmark();
  collection('pods').endWatches();
  const watches = () => requests.filter(({ resource, isWatch }) => resource === 'pods' && isWatch);
  await until('the next watch is open', () => watches().length === 2);
  const [first, second] = watches().map(({ query }) => Number(query.get('resourceVersion')));
  assert.equal(second, Number(first) + 1);
  assert.equal(watches()[0]?.query.get('allowWatchBookmarks'), 'true');
  assert.equal(watch.state().pods.restarts.get('ended'), 1);
});

test('the server is asked to end each watch, at times that differ', async () => {
  const { server, watch } = await watchedCluster();
  await synced(watch);
  const isOpen = (): boolean =>
    server.requests.filter(({ isWatch }) => isWatch).length === watchedNames.length;
  await until('all watches are open', isOpen);
  const seconds = server.requests
    .filter(({ isWatch }) => isWatch)
    .map(({ query }) => Number(query.get('timeoutSeconds')));
  assert.ok(seconds.every((each) => each >= 200 && each <= 300));
  assert.ok(new Set(seconds).size > 1);
});

for (const by of ['status', 'event'] as const) {
  test(`a version that is too old, told by ${by}, leads to a new list that counts what was missed`, async () => {
    const { server, watch, podNames } = await watchedCluster((server) => {
      server.collection('pods').refuseOldVersions(by);
      for (const name of ['kept', 'changed', 'gone']) server.put('pods', pod(name));
    });
    await synced(watch);
    await until('the watch is open', () => server.collection('pods').watches() === 1);
    server.intercept(({ resource }, response) => {
      if (resource === 'pods') response.destroy();
      return resource === 'pods';
    });
    server.collection('pods').endWatches();
    await until('the watch is gone', () => server.collection('pods').watches() === 0);
    server.put('pods', pod('changed', { app: 'new' }));
    server.put('pods', pod('new'));
    server.remove('pods', 'shop', 'gone');
    server.collection('pods').compact();
    server.intercept(() => false);
    await until('the list has come', () => podNames().includes('new'));
    assert.deepEqual(podNames(), ['changed', 'kept', 'new']);
    const { relists, missed, restarts, objects } = watch.state().pods;
    assert.deepEqual({ relists, missed, objects }, { relists: 1, missed: 3, objects: 3 });
    assert.equal(restarts.get('expired'), 1);
  });
}

test('a new list of a watch that has missed nothing counts nothing', async () => {
  const { server, watch } = await watchedCluster((server) => server.put('pods', pod('web')));
  await synced(watch);
  await until('the watch is open', () => server.collection('pods').watches() === 1);
  server.collection('pods').compact();
  server.collection('pods').endWatches();
  await until('it has listed again', () => watch.state().pods.relists === 1);
  assert.equal(watch.state().pods.missed, 0);
});

test('an event that the server lost is missed, and a new list finds it', async () => {
  const { server, watch, podNames } = await watchedCluster();
  await synced(watch);
  await until('the watch is open', () => server.collection('pods').watches() === 1);
  server.collection('pods').putSilently(pod('lost'));
  server.collection('pods').compact();
  server.collection('pods').endWatches();
  await until('it has listed again', () => podNames().includes('lost'));
  assert.equal(watch.state().pods.missed, 1);
});

test('a server that asks to be left alone is left alone', async () => {
  let asked = 0;
  const { watch, events } = await watchedCluster((server) => {
    server.intercept(({ resource }, response) => {
      if (resource !== 'pods') return false;
      asked += 1;
      if (asked > 1) return false;
      refuse(response, 429, 'TooManyRequests', 'too many requests', { 'retry-after': '1' });
      return true;
    });
  });
  await synced(watch);
  const interrupted = events.find((event) => event.event === 'interrupted');
  assert.equal(interrupted?.reason, 'throttled');
  assert.ok((interrupted?.retryIn ?? 0) >= 1000);
});

test('what is forbidden is unknown with the reason, the other kinds are read, and rights that come are noticed', async () => {
  let allowed = false;
  const { store, watch } = await watchedCluster((server) => {
    server.intercept(({ resource }, response) => {
      if (allowed || resource !== 'pods') return false;
      refuse(response, 403, 'Forbidden', 'pods is forbidden: User "lint" cannot list resource "pods"');
      return true;
    });
  });
  await synced(watch);
  assert.deepEqual(store.inventory.pods.extent(), {
    state: 'unknown',
    reason: 'netpol-lint is not allowed to read pods',
  });
  assert.deepEqual(store.inventory.services.extent(), { state: 'complete' });
  const before = watch.extentState();
  allowed = true;
  await until('pods are read', () => store.inventory.pods.extent().state === 'complete');
  assert.notEqual(watch.extentState(), before);
});

test('what makes no sense leaves a gap in its namespace, and coming and going changes the state of the extents', async () => {
  const { server, store, watch } = await watchedCluster();
  await synced(watch);
  await until('the watch is open', () => server.collection('networkpolicies').watches() === 1);
  const spec = { podSelector: { matchExpressions: [{ key: 'a', operator: 'Resembles' }] } };
  const states = [watch.extentState()];
  const extents: string[] = [];
  for (const [namespace, gaps] of [
    ['shop', 1],
    ['lab', 2],
  ] as const) {
    server.put('networkpolicies', { metadata: { name: 'odd', namespace }, spec });
    await until('the gap is there', () => watch.state().policies.unreadable === gaps);
    states.push(watch.extentState());
    extents.push(store.inventory.policies.extent('lab').state);
  }
  server.remove('networkpolicies', 'shop', 'odd');
  await until('one gap is gone', () => watch.state().policies.unreadable === 1);
  states.push(watch.extentState());
  assert.equal(new Set(states).size, 4);
  assert.deepEqual(extents, ['complete', 'unknown']);
});

test('a kind that cannot be read for now does not stop the others, and says why', async () => {
  const { store, events } = await watchedCluster((server) => {
    server.intercept(({ resource }, response) => {
      if (resource !== 'pods') return false;
      refuse(response, 500, 'InternalError', 'etcd is not there');
      return true;
    });
  });
  await until(
    'several attempts have failed',
    () => events.filter((e) => e.event === 'interrupted').length > 3,
  );
  await until('services are read', () => store.inventory.services.extent().state === 'complete');
  assert.deepEqual(store.inventory.pods.extent(), {
    state: 'unknown',
    reason: 'pods are not yet read from the cluster: etcd is not there',
  });
});
