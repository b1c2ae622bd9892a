import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { array, assert as assertProperty, asyncProperty, constant, nat, oneof, record } from 'fast-check';
import type { ListWatchServer } from '../support/list-watch-server.ts';
import { synced } from '../support/synced.ts';
import { until } from '../support/until.ts';
import { pod, watchedCluster } from '../support/watched-cluster.ts';

type Action = (server: ListWatchServer, truth: Map<string, string>) => void | Promise<void>;

const nameOf = (index: number): string => `web-${index}`;

const change = record({ index: nat(30), round: nat() }).map(({ index, round }): Action => (server, truth) => {
  server.put('pods', pod(nameOf(index), { round: `${round}` }));
  truth.set(nameOf(index), `${round}`);
});

const removal = nat(30).map((index): Action => (server, truth) => {
  if (truth.delete(nameOf(index))) server.remove('pods', 'shop', nameOf(index));
});

const troubles: readonly Action[] = [
  (server) => server.cut(),
  (server) => server.collection('pods').endWatches(),
  (server) => server.collection('pods').compact(),
  (server) => server.collection('pods').bookmark(),
  (server) => server.collection('pods').write('{"type":"ADDED","obj'),
  (server) => server.collection('pods').write('{"type":"MODIFIED"}\n'),
  (server) => server.collection('pods').refuseOldVersions('status'),
  async (server) => {
    await server.stop();
    await turn();
    await server.start();
  },
];

const trouble = oneof(...troubles.map((action) => constant(action)));
const rest = constant<Action>(() => turn());

test('whatever happens to the server and the connections, the facts become those of the cluster', async () => {
  const { server, store, watch } = await watchedCluster(undefined, { first: 1, longest: 2 });
  const truth = new Map<string, string>();
  await synced(watch);
  const agree = (): boolean =>
    store.inventory.pods.size === truth.size &&
    [...truth].every(
      ([name, round]) => store.inventory.pods.get('shop', name)?.labels.get('round') === round,
    );
  const action = oneof(
    { arbitrary: change, weight: 6 },
    { arbitrary: removal, weight: 3 },
    { arbitrary: rest, weight: 3 },
    { arbitrary: trouble, weight: 2 },
  );
  await assertProperty(
    asyncProperty(array(action, { minLength: 20, maxLength: 100 }), async (actions) => {
      for (const act of actions) await act(server, truth);
      await until('the facts agree', agree);
    }),
    // Each run goes on from where the one before has left the cluster, so a failure cannot be made smaller.
    { numRuns: 40, endOnFailure: true },
  );
  const { restarts, relists, objects } = watch.state().pods;
  assert.equal(objects, truth.size);
  assert.ok(relists > 0 && (restarts.get('connection') ?? 0) > 0 && (restarts.get('unreadable') ?? 0) > 0);
});
