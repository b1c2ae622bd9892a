import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readCluster } from '../../src/cluster/read-once.ts';
import { watchedKinds } from '../../src/cluster/watched-kind.ts';
import { serverVersion } from '../../src/cluster/server-version.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import { connectTo } from '../support/connection.ts';
import {
  refuse,
  sendJson,
  startListWatchServer,
  type Interception,
  type ListWatchServer,
} from '../support/list-watch-server.ts';
import { pod } from '../support/watched-cluster.ts';

async function shop(pods = 1): Promise<ListWatchServer> {
  const server = await startListWatchServer();
  after(() => server.stop());
  server.put('namespaces', { metadata: { name: 'shop' } });
  for (let index = 0; index < pods; index += 1) server.put('pods', pod(`web-${index}`));
  server.put('networkpolicies', { metadata: { namespace: 'other', name: 'y' }, spec: { podSelector: {} } });
  return server;
}

async function read(server: ListWatchServer, namespace?: string): Promise<Inventory> {
  const options = namespace === undefined ? {} : { namespace };
  const result = await readCluster(await connectTo(server.url), options);
  assert.ok('inventory' in result, JSON.stringify(result));
  return result.inventory;
}

const forbid =
  (...resources: readonly string[]): Interception =>
  ({ resource }, response) => {
    if (!resources.includes(resource)) return false;
    refuse(response, 403, 'Forbidden', `${resource} is forbidden`);
    return true;
  };

test('every kind is read once, page by page, and nothing is watched', async () => {
  const server = await shop(1100);
  const { pods, policies, services } = await read(server);
  assert.equal(pods.size, 1100);
  assert.equal(policies.size, 1);
  for (const kind of [pods, policies, services]) assert.deepEqual(kind.extent(), { state: 'complete' });
  assert.equal(server.requests.filter(({ resource }) => resource === 'pods').length, 3);
  assert.ok(server.requests.every(({ isWatch }) => !isWatch));
});

test('a kind that may not be listed is unknown with the reason, and the others are there', async () => {
  const server = await shop();
  server.intercept(forbid('pods'));
  const { pods, policies } = await read(server);
  const reason = 'not allowed to list pods: pods is forbidden';
  assert.deepEqual(pods.extent(), { state: 'unknown', reason });
  assert.equal(policies.size, 1);
});

test('of what the API server calls nothing is known until all kinds that tell of it may be listed', async () => {
  const server = await shop();
  const clientConfig = { service: { namespace: 'shop', name: 'web' } };
  server.put('validatingwebhookconfigurations', { metadata: { name: 'hook' }, webhooks: [{ clientConfig }] });
  assert.deepEqual((await read(server)).callbacks.extent(), { state: 'given' });
  server.intercept(forbid('apiservices'));
  const { callbacks, pods } = await read(server);
  const reason = 'not allowed to list apiservices: apiservices is forbidden';
  assert.deepEqual(callbacks.extent(), { state: 'unknown', reason });
  assert.deepEqual(pods.extent(), { state: 'complete' });
});

test('of one namespace everything is known, of the others nothing', async () => {
  const server = await shop();
  const { pods, policies, namespaces } = await read(server, 'shop');
  assert.deepEqual(pods.extent('shop'), { state: 'complete' });
  assert.deepEqual(pods.extent(), { state: 'given' });
  assert.deepEqual(pods.extent('other'), { state: 'unknown', reason: 'only pods of shop were read' });
  assert.equal(policies.size, 0);
  assert.deepEqual(namespaces.extent(), { state: 'complete' });
});

test('who may not list namespaces gets the one that is asked about', async () => {
  const server = await shop();
  server.intercept(({ path, resource }, response) => {
    if (path.endsWith('/namespaces/shop')) {
      sendJson(response, 200, { metadata: { name: 'shop', labels: { team: 'a' }, resourceVersion: '1' } });
      return true;
    }
    return forbid('namespaces')({ path, resource } as never, response);
  });
  const { namespaces } = await read(server, 'shop');
  assert.deepEqual(namespaces.extent(), { state: 'given' });
  assert.equal(namespaces.get('shop')?.labels.get('team'), 'a');
  assert.equal((await read(server)).namespaces.extent().state, 'unknown');
});

test('when nothing at all can be read, that is a failure', async () => {
  const server = await shop();
  server.intercept(forbid(...Object.values(watchedKinds).map(({ resource }) => resource)));
  const result = await readCluster(await connectTo(server.url));
  assert.deepEqual(result, { failure: { reason: 'forbidden', message: 'pods is forbidden' } });
});

test('a continue token that grows too old is got over, one that always does is given up', async () => {
  const server = await shop(1100);
  let times = 1;
  server.intercept(({ resource, query }) => {
    if (resource === 'pods' && query.has('continue') && times > 0) {
      times -= 1;
      server.collection('pods').compact();
    }
    return false;
  });
  assert.equal((await read(server)).pods.size, 1100);
  times = Infinity;
  const { pods } = await read(server);
  assert.deepEqual(pods.extent(), {
    state: 'unknown',
    reason: 'could not list pods: the continue token is too old',
  });
});

test('a server that is busy is asked again when it likes', async () => {
  const server = await shop();
  let refusals = 1;
  server.intercept(({ resource }, response) => {
    if (resource !== 'pods' || refusals === 0) return false;
    refusals -= 1;
    refuse(response, 429, 'TooManyRequests', 'too many requests', { 'retry-after': '0' });
    return true;
  });
  assert.equal((await read(server)).pods.size, 1);
  refusals = Infinity;
  assert.deepEqual((await read(server)).pods.extent(), {
    state: 'unknown',
    reason: 'could not list pods: too many requests',
  });
});

const nonsense = [
  { what: 'HTML', body: '<html>hello</html>' },
  { what: 'no list', body: '{"kind":"Pod"}' },
  { what: 'items without metadata', body: '{"metadata":{"resourceVersion":"1"},"items":[{}]}' },
  { what: 'half a list', body: '{"metadata":{"resourceVersion":"1"},"items":[' },
];
for (const { what, body } of nonsense) {
  test(`an answer that is ${what} is a failure of that kind`, async () => {
    const server = await shop();
    server.intercept(({ resource }, response) => {
      if (resource === 'pods') response.end(body);
      return resource === 'pods';
    });
    const inventory = await read(server);
    assert.match(JSON.stringify(inventory.pods.extent()), /could not list pods/);
    assert.equal(inventory.policies.size, 1);
  });
}

test('the version of the server is read without what providers append', async () => {
  const server = await shop();
  const connection = await connectTo(server.url);
  assert.deepEqual(await serverVersion(connection), { major: 1, minor: 36 });
  server.intercept((_, response) => {
    sendJson(response, 200, { gitVersion: 'unknown' });
    return true;
  });
  assert.ok('failure' in (await serverVersion(connection)));
});
