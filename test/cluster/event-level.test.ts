import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelOf } from '../../src/cluster/event-level.ts';
import { refuse } from '../support/list-watch-server.ts';
import { until } from '../support/until.ts';
import { watchedCluster, type WatchedCluster } from '../support/watched-cluster.ts';

/** What happened to pods, in words and with its level. */
function told({ events }: WatchedCluster): readonly string[] {
  return events.flatMap((event) =>
    'kind' in event && event.kind === 'pods' ? [`${levelOf(event)} ${event.event}`] : [],
  );
}

async function watchingPods(...options: Parameters<typeof watchedCluster>): Promise<WatchedCluster> {
  const cluster = await watchedCluster(...options);
  await until('the watch is open', () => cluster.server.collection('pods').watches() === 1);
  return cluster;
}

test('a watch that ends when its time is up is for debugging only', async () => {
  const cluster = await watchingPods(undefined, { steady: 0 });
  cluster.server.collection('pods').endWatches();
  await until('it is open again', () => told(cluster).length === 4);
  assert.deepEqual(told(cluster), ['info listed', 'debug watching', 'debug interrupted', 'debug watching']);
});

test('one failure is told of, repeated ones are warned of with their reason, and so is the recovery told', async () => {
  const cluster = await watchingPods(undefined, { steady: 60_000 });
  let refusals = 3;
  cluster.server.intercept(({ resource }, response) => {
    if (resource !== 'pods' || refusals === 0) return false;
    refusals -= 1;
    refuse(response, 500, 'InternalError', 'etcd is not there');
    return true;
  });
  cluster.server.cut();
  await until('it is open again', () => told(cluster).at(-1) === 'info watching');
  assert.deepEqual(told(cluster), [
    'info listed',
    'debug watching',
    'info interrupted',
    'warn interrupted',
    'warn interrupted',
    'warn interrupted',
    'info watching',
  ]);
  const last = cluster.events.findLast((event) => event.event === 'interrupted' && event.kind === 'pods');
  assert.ok(last?.event === 'interrupted');
  assert.deepEqual([last.reason, last.message, last.failures], ['server-error', 'etcd is not there', 4]);
});

test('a server that ends every watch at once is warned of', async () => {
  const cluster = await watchedCluster((server) =>
    server.intercept(({ resource, isWatch }, response) => {
      if (resource !== 'pods' || !isWatch) return false;
      response.end();
      return true;
    }),
  );
  await until('it has ended three', () => (cluster.watch.state().pods.restarts.get('ended') ?? 0) >= 3);
  assert.deepEqual(told(cluster).slice(2, 6), [
    'info interrupted',
    'info watching',
    'warn interrupted',
    'info watching',
  ]);
});

test('an exception in our own code is an error, and an object that makes no sense a warning', () => {
  const failure = { reason: 'defect', message: 'x is not a function', failures: 1, retryIn: 1000 } as const;
  assert.equal(levelOf({ event: 'interrupted', kind: 'pods', during: 'watch', ...failure }), 'error');
  assert.equal(levelOf({ event: 'unreadable', kind: 'policies', namespace: 'shop', name: 'x' }), 'warn');
});
