import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { createDrain, type Drain } from '../../src/server/drain.ts';
import { stopOnSignals } from '../../src/serve/stop-on-signals.ts';
import { keptLog } from '../support/server-parts.ts';

interface Stopped {
  readonly process: EventEmitter;
  readonly drain: Drain;
  readonly exited: Promise<number>;
  readonly closed: () => number;
  readonly seconds: () => readonly unknown[];
}

function running(drainSeconds: number): Stopped {
  const drain = createDrain();
  const { promise: exited, resolve: exit } = Promise.withResolvers<number>();
  const process = Object.assign(new EventEmitter(), { exit });
  const { log, lines } = keptLog();
  let closed = 0;
  stopOnSignals(process, { drain, drainSeconds, log, close: async () => void (closed += 1) });
  return {
    process,
    drain,
    exited,
    closed: () => closed,
    seconds: () => lines.map((line) => line['seconds']),
  };
}

test('Ctrl-C closes and ends with 0, however long a drain would be', async () => {
  const { process, exited, closed, seconds } = running(3600);
  process.emit('SIGINT');
  assert.equal(await exited, 0);
  assert.deepEqual([closed(), seconds()], [1, [0]]);
});

test('SIGTERM drains first, and a second one ends it without closing', async () => {
  const { process, drain, exited, closed, seconds } = running(1);
  process.emit('SIGTERM');
  assert.ok(drain.isDraining());
  assert.equal(closed(), 0);
  process.emit('SIGTERM');
  assert.equal(await exited, 1);
  assert.deepEqual([closed(), seconds()], [0, [1, 0]]);
});
