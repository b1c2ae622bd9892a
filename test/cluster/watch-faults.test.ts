import assert from 'node:assert/strict';
import { test } from 'node:test';
import { synced } from '../support/synced.ts';
import { until } from '../support/until.ts';
import { pod, watchedCluster, type WatchedCluster } from '../support/watched-cluster.ts';

async function watchingPods(...options: Parameters<typeof watchedCluster>): Promise<WatchedCluster> {
  const cluster = await watchedCluster(...options);
  await synced(cluster.watch);
  await until('the watch is open', () => cluster.server.collection('pods').watches() === 1);
  return cluster;
}

async function seesNewPods({ server, podNames }: WatchedCluster): Promise<void> {
  server.put('pods', pod('after'));
  await until('the pod is seen', () => podNames().includes('after'));
}

test('a watch on which nothing comes is given up and opened again', async () => {
  const cluster = await watchingPods(undefined, { watchSeconds: 0.01, margin: -970 });
  const { watch } = cluster;
  await until('the silence is noticed', () => (watch.state().pods.restarts.get('silent') ?? 0) > 0);
  await seesNewPods(cluster);
});

const broken = [
  { what: 'a line that is cut off', bytes: '{"type":"ADDED","object":{"metadata"', ends: true },
  { what: 'a line that is no JSON', bytes: '<html>\n', ends: false },
  { what: 'an event without a version', bytes: '{"type":"ADDED","object":{}}\n', ends: false },
  {
    what: 'a pod without a name',
    bytes: '{"type":"ADDED","object":{"metadata":{"resourceVersion":"9"}}}\n',
    ends: false,
  },
  { what: 'an event of no known type', bytes: '{"type":"RENAMED","object":{}}\n', ends: false },
  { what: 'bytes that are no text', bytes: Buffer.from([0xff, 0xfe, 0x0a]), ends: false },
  { what: 'null', bytes: 'null\n', ends: false },
];
for (const { what, bytes, ends } of broken) {
  test(`${what} is an error after which the watch goes on`, async () => {
    const cluster = await watchingPods();
    const { server, watch } = cluster;
    server.collection('pods').write(bytes);
    if (ends) server.collection('pods').endWatches();
    await until('it is noticed', () => watch.state().pods.restarts.get('unreadable') === 1);
    await seesNewPods(cluster);
    assert.equal(watch.state().pods.missed, 0);
  });
}

test('an event that cannot be read each time it comes is passed by with a new list', async () => {
  const cluster = await watchingPods();
  const { server, watch } = cluster;
  server.intercept(({ resource, isWatch }, response) => {
    if (resource !== 'pods' || !isWatch || watch.state().pods.relists > 0) return false;
    response.end('{"type":"ADDED"}\n');
    return true;
  });
  server.collection('pods').endWatches();
  await until('it has listed again', () => watch.state().pods.relists === 1);
  assert.equal(watch.state().pods.restarts.get('unreadable'), 2);
  await seesNewPods(cluster);
});

test('an error event other than an old version is not a reason to list again', async () => {
  const cluster = await watchingPods();
  const status = {
    code: 429,
    reason: 'TooManyRequests',
    message: 'slow down',
    details: { retryAfterSeconds: 0 },
  };
  cluster.server.collection('pods').write(`${JSON.stringify({ type: 'ERROR', object: status })}\n`);
  await until('it is noticed', () => cluster.watch.state().pods.restarts.get('throttled') === 1);
  await seesNewPods(cluster);
  assert.equal(cluster.watch.state().pods.relists, 0);
});

test('connections that are reset lose nothing', async () => {
  const { server, watch, podNames } = await watchingPods();
  for (let round = 0; round < 5; round += 1) {
    server.put('pods', pod(`before-${round}`));
    server.cut();
    server.put('pods', pod(`while-${round}`));
    await until('the watch is open', () => server.collection('pods').watches() === 1);
    server.put('pods', pod(`after-${round}`));
    await until('all are seen', () => podNames().length === 3 * (round + 1));
  }
  const { relists, missed, restarts } = watch.state().pods;
  assert.deepEqual({ relists, missed, cuts: restarts.get('connection') }, { relists: 0, missed: 0, cuts: 5 });
});

test('a server that is away for a while is found again, and the facts say so meanwhile', async () => {
  const { server, watch, store, podNames } = await watchingPods(undefined, { stale: 10, outdated: 30 });
  await server.stop();
  await until('the facts are outdated', () => watch.state().pods.freshness === 'outdated');
  const extent = store.inventory.pods.extent();
  assert.ok(extent.state === 'unknown');
  assert.match(extent.reason, /^pods have not been updated since \d{4}-\d\d-\d\dT.*Z: .*ECONNREFUSED/);
  server.put('pods', pod('meanwhile'));
  await server.start();
  await until('the pod is seen', () => podNames().includes('meanwhile'));
  await until('the facts are current', () => watch.state().pods.freshness === 'current');
  assert.deepEqual(store.inventory.pods.extent(), { state: 'complete' });
  assert.equal(watch.state().pods.relists, 0);
});

test('characters and lines may be cut anywhere', async () => {
  const { server, podNames, store } = await watchingPods();
  const object = {
    metadata: {
      namespace: 'shop',
      name: 'cut',
      resourceVersion: '5000',
      labels: { note: 'åäö' },
      annotations: { a: '漢字🙂' },
    },
  };
  const bytes = Buffer.from(`${JSON.stringify({ type: 'ADDED', object })}\n`);
  for (const byte of bytes) {
    server.collection('pods').write(Uint8Array.of(byte));
    await new Promise(setImmediate);
  }
  await until('the pod is seen', () => podNames().includes('cut'));
  assert.equal(store.inventory.pods.get('shop', 'cut')?.labels.get('note'), 'åäö');
});

test('thousands of events arrive in order and without loss', async () => {
  const { server, watch, podNames, store } = await watchingPods();
  for (let round = 0; round < 5000; round += 1)
    server.put('pods', pod(`web-${round % 50}`, { round: `${round}` }));
  server.put('pods', pod('zz-last'));
  await until('the last one is seen', () => podNames().includes('zz-last'));
  for (let index = 0; index < 50; index += 1) {
    assert.equal(store.inventory.pods.get('shop', `web-${index}`)?.labels.get('round'), `${4950 + index}`);
  }
  assert.equal(watch.state().pods.objects, 51);
});

test('a listener that throws on an event does not lose the event', async () => {
  const { server, store, watch, podNames, events } = await watchingPods();
  let thrown = false;
  store.onChange(() => {
    if (thrown) return;
    thrown = true;
    throw new Error('a defect');
  });
  server.put('pods', pod('web'));
  await until('the defect is counted', () => watch.state().pods.restarts.get('defect') === 1);
  server.put('pods', pod('next'));
  await until('the next is seen', () => podNames().includes('next'));
  assert.deepEqual(podNames(), ['next', 'web']);
  assert.ok(events.some((event) => event.event === 'interrupted' && event.message === 'a defect'));
});

test('a watch that ends as soon as it is open is not opened again and again without a pause', async () => {
  // On a busy machine even such a watch lasts for a while: however long, it must not count as one that worked.
  const { events } = await watchedCluster(
    (server) =>
      server.intercept(({ isWatch }, response) => {
        if (isWatch) response.end();
        return isWatch;
      }),
    { first: 10, longest: 40, steady: 60_000 },
  );
  const ofPods = () => events.filter((event) => event.event === 'interrupted' && event.kind === 'pods');
  await until('it was opened six times', () => ofPods().length >= 6);
  const delays = ofPods().map((event) => (event.event === 'interrupted' ? event.retryIn : 0));
  assert.ok((delays[0] ?? 0) >= 7 && delays.slice(2).every((delay) => delay >= 30), delays.join());
});

test('a policy that cannot be read leaves its namespace unknown and is reported by name', async () => {
  const { store, watch, events } = await watchedCluster((server) => {
    server.put('networkpolicies', { metadata: { namespace: 'odd', name: 'x' }, spec: { podSelector: 7 } });
    server.put('networkpolicies', { metadata: { namespace: 'shop', name: 'y' }, spec: { podSelector: {} } });
  });
  await synced(watch);
  const { policies } = store.inventory;
  assert.equal(policies.extent('odd').state, 'unknown');
  assert.equal(policies.extent('shop').state, 'complete');
  assert.equal(policies.extent().state, 'given');
  assert.equal(watch.state().policies.unreadable, 1);
  assert.ok(events.some((event) => event.event === 'unreadable' && event.name === 'x'));
});

test('lists and watches share a few connections', async () => {
  const { server, watch } = await watchingPods();
  for (let round = 0; round < 10; round += 1) {
    server.collection('pods').endWatches();
    await until('it is open again', () => (watch.state().pods.restarts.get('ended') ?? 0) > round);
    await until('it is open again', () => server.collection('pods').watches() === 1);
  }
  assert.ok(server.connections() <= 8, String(server.connections()));
});

test('after stop nothing runs, nothing is asked, and the facts are no longer called current', async () => {
  const { server, watch } = await watchingPods();
  await watch.stop();
  await until('the server has no watch left', () => server.collection('pods').watches() === 0);
  const asked = server.requests.length;
  server.put('pods', pod('late'));
  await fetch(`${server.url}/version`);
  assert.equal(server.requests.length, asked + 1, 'nobody asks but the test');
  assert.equal(watch.state().pods.freshness, 'behind');
  await watch.stop();
});
