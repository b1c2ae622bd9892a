import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ClusterEvent } from '../../src/cluster/cluster-event.ts';
import { levelOf } from '../../src/cluster/event-level.ts';
import { followVersion, type FollowedVersion } from '../../src/cluster/follow-version.ts';
import { connectTo } from '../support/connection.ts';
import {
  refuse,
  sendJson,
  startListWatchServer,
  type ListWatchServer,
} from '../support/list-watch-server.ts';
import { until } from '../support/until.ts';

interface Followed {
  readonly server: ListWatchServer;
  readonly version: FollowedVersion;
  readonly events: readonly ClusterEvent[];
  readonly stop: () => void;
}

async function followed(prepare: (server: ListWatchServer) => void): Promise<Followed> {
  const server = await startListWatchServer();
  after(() => server.stop());
  prepare(server);
  const events: ClusterEvent[] = [];
  const stopping = new AbortController();
  after(() => stopping.abort());
  const version = followVersion(await connectTo(server.url), {
    signal: stopping.signal,
    times: { first: 4, longest: 16, refused: 30, steady: 50 },
    every: 5,
    report: (event) => void events.push(event),
  });
  return { server, version, events, stop: () => stopping.abort() };
}

test('the version is learnt when the server answers at last, and its failures are told of', async () => {
  let refusals = 3;
  const { version, events } = await followed((server) =>
    server.intercept((_, response) => {
      if (refusals === 0) return false;
      refusals -= 1;
      refuse(response, 500, 'InternalError', 'not yet');
      return true;
    }),
  );
  assert.equal(version.current(), undefined);
  await until('it is known', () => version.current() !== undefined);
  assert.deepEqual(version.current(), { major: 1, minor: 36 });
  assert.deepEqual(
    events.map((event) => `${levelOf(event)} ${event.event}`),
    ['info no-version', 'warn no-version', 'warn no-version', 'info version'],
  );
});

test('another version is noticed, the same one is not told again, and failures leave it known', async () => {
  let answers = 0;
  let minor = '35';
  const { version, events, server } = await followed((started) =>
    started.intercept((_, response) => {
      answers += 1;
      sendJson(response, 200, { major: '1', minor });
      return true;
    }),
  );
  await until('it has been asked for several times', () => answers > 3);
  minor = '36';
  await until('the new one is known', () => version.current()?.minor === 36);
  assert.deepEqual(events, [
    { event: 'version', major: 1, minor: 35 },
    { event: 'version', major: 1, minor: 36 },
  ]);
  await server.stop();
  await until('failures are told of', () => events.some(({ event }) => event === 'no-version'));
  assert.deepEqual(version.current(), { major: 1, minor: 36 });
  await server.start();
});

test('it ends at once, also while a question is open', async () => {
  let asked = 0;
  const { version, events, stop } = await followed((server) =>
    server.intercept(() => {
      asked += 1;
      return true;
    }),
  );
  await until('the question is open', () => asked === 1);
  stop();
  await version.ended;
  assert.deepEqual(events, []);
});
