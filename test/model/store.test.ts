import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { Extent } from '../../src/model/inventory.ts';
import { podKey, type Pod } from '../../src/model/pod.ts';
import { readNamespace } from '../../src/model/read-namespace.ts';
import { readPod } from '../../src/model/read-pod.ts';
import { createStore, ofEveryKind, type Change, type Store } from '../../src/model/store.ts';

const complete: Extent = { state: 'complete' };

function emptyStore(): Store {
  return createStore(ofEveryKind(complete));
}

function pod(namespace: string, name: string, labels: Record<string, string> = {}): Pod {
  const read = readPod({ metadata: { namespace, name, labels } }, 'default');
  assert.ok(read);
  return read;
}

function appOf(side: Change['after']): string | undefined {
  return side !== undefined && 'labels' in side ? side.labels.get('app') : undefined;
}

describe('a store', () => {
  it('hands out the lists of all namespaces, the same until something changes', () => {
    const store = emptyStore();
    const { pods, namespaces } = store.inventory;
    assert.deepEqual(pods.lists(), []);
    store.put('pods', pod('shop', 'b'));
    store.put('pods', pod('edge', 'a'));
    const before = pods.lists();
    assert.deepEqual(before, [pods.in('edge'), pods.in('shop')]);
    assert.equal(pods.lists(), before);
    store.put('pods', pod('shop', 'b'));
    assert.equal(pods.lists(), before);
    store.remove('pods', 'edge', 'a');
    assert.deepEqual(pods.lists(), [pods.in('shop')]);
    const none = namespaces.all();
    assert.equal(namespaces.all(), none);
  });

  it('hands out a namespace in order of name, and the same array until something there changes', () => {
    const store = emptyStore();
    const { pods } = store.inventory;
    store.put('pods', pod('shop', 'b'));
    store.put('pods', pod('shop', 'a'));
    const before = pods.in('shop');
    assert.deepEqual(before.map(podKey), ['a', 'b']);
    store.put('pods', pod('other', 'c'));
    assert.equal(pods.in('shop'), before);
    store.put('pods', pod('shop', 'c'));
    assert.deepEqual(before.map(podKey), ['a', 'b']);
    assert.deepEqual(pods.in('shop').map(podKey), ['a', 'b', 'c']);
    assert.deepEqual(
      [...pods.all()].map((each) => each.namespace),
      ['other', 'shop', 'shop', 'shop'],
    );
  });

  it('keeps a pod and a workload of the same name apart', () => {
    const store = emptyStore();
    const { pods } = store.inventory;
    store.put('pods', { ...pod('shop', 'web'), origin: 'Deployment' });
    assert.equal(pods.get('shop', 'web')?.origin, 'Deployment');
    store.put('pods', pod('shop', 'web'));
    assert.equal(pods.size, 2);
    assert.equal(pods.get('shop', 'web')?.origin, 'Pod');
    assert.equal(pods.get('shop', 'Deployment/web')?.origin, 'Deployment');
    store.remove('pods', 'shop', 'web');
    assert.equal(pods.get('shop', 'web')?.origin, 'Deployment');
    store.remove('pods', 'shop', 'Deployment/web');
    assert.equal(pods.get('shop', 'web'), undefined);
    assert.equal(pods.size, 0);
  });

  it('shares equal label sets, whatever their order', () => {
    const store = emptyStore();
    store.put('pods', pod('shop', 'a', { app: 'web', tier: 'front' }));
    store.put('pods', pod('shop', 'b', { tier: 'front', app: 'web' }));
    store.put('pods', pod('shop', 'c', { tier: 'web', app: 'front' }));
    const [a, b, c] = store.inventory.pods.in('shop');
    assert.equal(a?.labels, b?.labels);
    assert.notEqual(a?.labels, c?.labels);
    assert.deepEqual(
      c?.labels,
      new Map([
        ['tier', 'web'],
        ['app', 'front'],
      ]),
    );
  });

  it('does not mistake label sets for one another whose hashes are equal', () => {
    const store = emptyStore();
    store.put('pods', pod('shop', 'a', { app: 'v542649' }));
    store.put('pods', pod('shop', 'b', { app: 'v1261446' }));
    assert.deepEqual(store.inventory.pods.in('shop').map(appOf), ['v542649', 'v1261446']);
  });

  it('shows a namespace that came after the last look', () => {
    const store = emptyStore();
    store.put('pods', pod('b', 'p'));
    assert.equal([...store.inventory.pods.all()].length, 1);
    store.put('pods', pod('a', 'p'));
    assert.deepEqual(
      [...store.inventory.pods.all()].map((each) => each.namespace),
      ['a', 'b'],
    );
  });

  const differences: readonly Partial<Pod>[] = [
    { labels: new Map([['app', 'db']]) },
    { addresses: [{ family: 4, value: 1n }] },
    { addresses: [{ family: 6, value: 0n }] },
    { ports: [{ name: 'http', protocol: 'TCP', port: 80 }] },
    { hostNetwork: true },
    { containers: ['agent'] },
    { annotations: new Map([['linkerd.io/inject', 'enabled']]) },
    { calledHosts: [{ host: 'db', port: 5432, by: 'DB', to: 'container' }] },
    { dnsPolicy: 'None' },
    { phase: 'Running' },
    { node: 'n1' },
  ];
  for (const difference of differences) {
    it(`takes in a pod that differs in ${Object.keys(difference)[0]} only`, () => {
      const store = emptyStore();
      const before: Pod = { ...pod('shop', 'a'), addresses: [{ family: 4, value: 0n }] };
      store.put('pods', before);
      store.put('pods', { ...before, ...difference });
      assert.deepEqual(store.inventory.pods.in('shop'), [{ ...before, ...difference }]);
    });
  }

  it('tells what changed, and is silent about what did not', () => {
    const store = emptyStore();
    const changes: Change[] = [];
    store.onChange((change) => changes.push(change));
    store.put('pods', pod('shop', 'a', { app: 'web' }));
    store.put('pods', pod('shop', 'a', { app: 'web' }));
    store.put('pods', pod('shop', 'a', { app: 'db' }));
    store.remove('pods', 'shop', 'a');
    store.remove('pods', 'shop', 'a');
    assert.deepEqual(
      changes.map(({ before, after }) => [appOf(before), appOf(after)]),
      [
        [undefined, 'web'],
        ['web', 'db'],
        ['db', undefined],
      ],
    );
  });

  it('holds namespaces by name', () => {
    const store = emptyStore();
    const { namespaces } = store.inventory;
    const shop = readNamespace({ metadata: { name: 'shop', labels: { team: 'a' } } });
    assert.ok(shop);
    store.put('namespaces', shop);
    assert.equal(namespaces.get('shop')?.labels.get('team'), 'a');
    assert.equal(namespaces.size, 1);
    store.remove('namespaces', '', 'shop');
    assert.deepEqual([...namespaces.all()], []);
  });

  it('knows as much as it is told, everywhere or by namespace', () => {
    const store = emptyStore();
    store.setExtent('pods', (namespace) => (namespace === 'shop' ? complete : { state: 'given' }));
    assert.deepEqual(store.inventory.pods.extent('shop'), complete);
    assert.deepEqual(store.inventory.pods.extent(), { state: 'given' });
    store.setExtent('namespaces', { state: 'unknown', reason: 'the watch has not started' });
    assert.equal(store.inventory.namespaces.extent().state, 'unknown');
  });

  it('after any sequence of events equals a plain map of what was last put', () => {
    const label = fc.constantFrom('x', 'y');
    const identity = fc.record({
      namespace: fc.constantFrom('a', 'b'),
      name: fc.constantFrom('p', 'q', 'r'),
    });
    const event = fc.record({ identity, label, gone: fc.boolean() });
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const store = emptyStore();
        const expected = new Map<string, string>();
        const followed = new Map<string, string | undefined>();
        store.onChange((change) => {
          if (change.kind !== 'pods') return;
          const key = `${(change.after ?? change.before)?.namespace}/${(change.after ?? change.before)?.name}`;
          if (change.after === undefined) followed.delete(key);
          else followed.set(key, change.after.labels.get('app'));
        });
        for (const { identity, label: app, gone } of events) {
          const key = `${identity.namespace}/${identity.name}`;
          if (gone) {
            expected.delete(key);
            store.remove('pods', identity.namespace, identity.name);
          } else {
            expected.set(key, app);
            store.put('pods', pod(identity.namespace, identity.name, { app }));
          }
          store.inventory.pods.in(identity.namespace);
        }
        const entries = [...store.inventory.pods.all()].map(
          (each) => [`${each.namespace}/${each.name}`, each.labels.get('app')] as const,
        );
        assert.deepEqual(
          entries,
          [...expected].sort(([one], [other]) => (one < other ? -1 : 1)),
        );
        assert.deepEqual(followed, expected);
        assert.equal(store.inventory.pods.size, expected.size);
      }),
    );
  });
});
