import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect, type Connection } from '../../src/cluster/connection.ts';
import { readCluster } from '../../src/cluster/read-once.ts';
import { readObject } from '../../src/cluster/read-object.ts';
import { serverVersion } from '../../src/cluster/server-version.ts';
import { watchCluster, type ClusterWatch } from '../../src/cluster/watch-cluster.ts';
import { watchStream } from '../../src/cluster/watch-stream.ts';
import { type WatchedKind, watchedKinds, watchedNames } from '../../src/cluster/watched-kind.ts';
import { type InventoryKind, inventoryKinds } from '../../src/model/inventory.ts';
import { createStore, ofEveryKind, type Store } from '../../src/model/store.ts';
import { synced } from '../support/synced.ts';
import { startControlPlane, type ControlPlane } from './support/control-plane.ts';
import { eventually } from './support/eventually.ts';

let cluster: ControlPlane;
before(async () => {
  cluster = await startControlPlane();
  await cluster.succeed(['create', 'namespace', 'shop']);
  await cluster.succeed(['apply', '-f', '-'], podYaml('web'));
});
after(() => cluster.stop());

function podYaml(name: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'shop', name, labels: { app: name } },
    spec: { containers: [{ name: 'main', image: 'none', ports: [{ name: 'http', containerPort: 80 }] }] },
  });
}

function policyYaml(name: string): string {
  return JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'shop', name },
    spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [{}] },
  });
}

async function connected(kubeconfig: string): Promise<Connection> {
  const result = await connect({ kind: 'kubeconfig', files: [kubeconfig] });
  assert.ok('connection' in result, JSON.stringify(result));
  after(() => result.connection.close());
  return result.connection;
}

interface Watched {
  readonly store: Store;
  readonly watch: ClusterWatch;
}

async function watched(kubeconfig: string): Promise<Watched> {
  const unread = { state: 'unknown', reason: 'nobody has begun to read' } as const;
  const store = createStore(ofEveryKind(unread));
  const watch = watchCluster(await connected(kubeconfig), store, {
    times: { first: 50, longest: 200, refused: 200 },
  });
  after(() => watch.stop());
  await synced(watch);
  return { store, watch };
}

test('the version of the server is what the module names', async () => {
  assert.deepEqual(await serverVersion(await connected(cluster.kubeconfig)), { major: 1, minor: 36 });
});

test('a watch sees what is created, changed and deleted', async () => {
  const { store, watch } = await watched(cluster.kubeconfig);
  const { pods, policies, namespaces, services, callbacks } = store.inventory;
  for (const kind of inventoryKinds) assert.equal(store.inventory[kind].extent().state, stateOf(kind), kind);
  assert.ok(callbacks.get('APIService/v1.apps')?.services.length === 0);
  assert.equal(namespaces.get('shop')?.labels.get('kubernetes.io/metadata.name'), 'shop');
  assert.ok(services.get('default', 'kubernetes') !== undefined);
  assert.equal(pods.get('shop', 'web')?.ports[0]?.name, 'http');
  await cluster.succeed(['apply', '-f', '-'], policyYaml('open'));
  await eventually(() => assert.deepEqual(policies.get('shop', 'open')?.isolates, ['ingress']));
  const status = JSON.stringify({
    status: { phase: 'Running', podIP: '10.1.2.3', podIPs: [{ ip: '10.1.2.3' }] },
  });
  const patch = ['patch', 'pod', 'web', '-n', 'shop', '--subresource=status', '--type=merge', '-p', status];
  await cluster.succeed(patch);
  await eventually(() => assert.equal(pods.get('shop', 'web')?.addresses.length, 1));
  await cluster.succeed(['delete', 'networkpolicy', 'open', '-n', 'shop']);
  await eventually(() => assert.equal(policies.get('shop', 'open'), undefined));
  assert.equal(watch.state().policies.missed, 0);
});

test('a restart of the API server is got over, and what changed since is seen', async () => {
  const { store, watch } = await watched(cluster.kubeconfig);
  await cluster.stopApiServer();
  await eventually(() => assert.notEqual(watch.state().pods.freshness, 'current'));
  assert.deepEqual(store.inventory.pods.extent(), { state: 'complete' });
  await cluster.startApiServer();
  await cluster.succeed(['apply', '-f', '-'], podYaml('late'));
  await cluster.succeed(['delete', 'pod', 'web', '-n', 'shop', '--force', '--grace-period=0']);
  const names = (): readonly string[] => store.inventory.pods.in('shop').map(({ name }) => name);
  await eventually(() => assert.deepEqual(names(), ['late']));
  await eventually(() => {
    for (const kind of watchedNames) assert.equal(watch.state()[kind].freshness, 'current', kind);
  });
});

test('without rights every kind is unknown with the reason, and rights that come later are noticed', async () => {
  await cluster.succeed(['create', 'serviceaccount', 'linter', '-n', 'shop']);
  const token = (await cluster.succeed(['create', 'token', 'linter', '-n', 'shop'])).trim();
  const kubeconfig = cluster.kubeconfigOf('linter', token);
  const { store } = await watched(kubeconfig);
  const extent = store.inventory.pods.extent();
  assert.ok(extent.state === 'unknown');
  assert.equal(extent.reason, 'netpol-lint is not allowed to read pods');
  assert.ok('failure' in (await readCluster(await connected(kubeconfig))));
  const account = '--serviceaccount=shop:linter';
  const kinds = `--resource=${Object.values(watchedKinds).map(groupResource).join()}`;
  await cluster.succeed(['create', 'clusterrole', 'reader', '--verb=get,list,watch', kinds]);
  await cluster.succeed(['create', 'rolebinding', 'linter', '-n', 'shop', '--clusterrole=reader', account]);
  await eventually(async () => {
    const oneNamespace = await readCluster(await connected(kubeconfig), { namespace: 'shop' });
    assert.ok('inventory' in oneNamespace);
    assert.deepEqual(oneNamespace.inventory.pods.extent('shop'), { state: 'complete' });
    assert.deepEqual(oneNamespace.inventory.namespaces.extent(), { state: 'given' });
  });
  await cluster.succeed(['create', 'clusterrolebinding', 'linter', '--clusterrole=reader', account]);
  await eventually(() => {
    for (const kind of inventoryKinds)
      assert.equal(store.inventory[kind].extent().state, stateOf(kind), kind);
  });
});

test('a version that is too old is told as we expect it', async () => {
  const connection = await connected(cluster.kubeconfig);
  const request = {
    path: '/api/v1/pods',
    resourceVersion: '1',
    timeoutSeconds: 1,
    onOpen: () => undefined,
    onEvent: () => assert.fail('an event of a version that is too old'),
  };
  const { signal } = new AbortController();
  const end = await watchStream(connection, request, { answer: 10_000, silence: 10_000, signal });
  assert.equal(end.reason, 'expired');
});

test('a list comes in pages, and the server ignores the limit where any version will do', async () => {
  for (let index = 0; index < 3; index += 1)
    await cluster.succeed(['apply', '-f', '-'], podYaml(`page-${index}`));
  const connection = await connected(cluster.kubeconfig);
  const itemsOf = async (query: string): Promise<number> => {
    const { signal } = new AbortController();
    const patience = { answer: 10_000, silence: 10_000, signal };
    const read = await readObject(connection, `/api/v1/pods?limit=2${query}`, patience);
    assert.ok('object' in read);
    return (read.object as { readonly items: readonly unknown[] }).items.length;
  };
  assert.equal(await itemsOf(''), 2);
  assert.ok((await itemsOf('&resourceVersion=0')) > 2);
});

/** Of what the API server calls a part is not watched. */
function stateOf(kind: InventoryKind): string {
  return kind === 'callbacks' ? 'given' : 'complete';
}

function groupResource({ apiVersion, resource }: WatchedKind): string {
  const [group, version] = apiVersion.split('/');
  return version === undefined ? resource : `${resource}.${group}`;
}
