import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../src/cluster/failure.ts';
import { trackFreshness } from '../../src/cluster/freshness.ts';

const limits = { settle: 1000, stale: 60_000, outdated: 900_000 };
const refusedConnection: Failure = { reason: 'connection', message: 'connection refused' };
const forbidden: Failure = { reason: 'forbidden', message: 'pods is forbidden' };
const tooOld: Failure = { reason: 'expired', message: 'too old' };

function startAt(noon: string) {
  let now = Date.parse(noon);
  const freshness = trackFreshness('pods', limits, () => now);
  return {
    ...freshness,
    fail: (failure: Failure) => freshness.failed(failure, now),
    pass: (milliseconds: number) => void (now += milliseconds),
  };
}

test('before the first list nothing is known, and why', () => {
  const pods = startAt('2026-11-20T12:00:05Z');
  assert.deepEqual(pods.extent(), {
    state: 'unknown',
    reason: 'pods are not yet read from the cluster',
  });
  pods.fail(refusedConnection);
  assert.deepEqual(pods.extent(), {
    state: 'unknown',
    reason: 'pods are not yet read from the cluster: connection refused',
  });
  pods.fail(forbidden);
  assert.equal(pods.state(), 'refused');
  assert.deepEqual(pods.extent(), {
    state: 'unknown',
    reason: 'netpol-lint is not allowed to read pods',
  });
});

test('facts without a working watch are used for a while, called stale, then no longer used', () => {
  const pods = startAt('2026-11-20T12:00:05Z');
  pods.confirmed();
  assert.equal(pods.state(), 'current');
  pods.fail(refusedConnection);
  assert.equal(pods.state(), 'behind');
  pods.pass(60_000);
  assert.equal(pods.state(), 'stale');
  assert.deepEqual(pods.extent(), { state: 'complete' });
  pods.pass(840_000);
  assert.equal(pods.state(), 'outdated');
  assert.deepEqual(pods.extent(), {
    state: 'unknown',
    reason: 'pods have not been updated since 2026-11-20T12:00:05Z: connection refused',
  });
  pods.confirmed();
  assert.deepEqual(pods.extent(), { state: 'complete' });
});

test('further failures do not make the loss younger, nor does a watch that fails as it opens', () => {
  const pods = startAt('2026-11-20T12:00:00Z');
  pods.confirmed();
  pods.fail(refusedConnection);
  pods.pass(890_000);
  pods.opened();
  pods.pass(500);
  pods.fail(tooOld);
  pods.pass(9500);
  assert.equal(pods.state(), 'outdated');
});

test('a watch that stays open works, though nothing happens', () => {
  const pods = startAt('2026-11-20T12:00:00Z');
  pods.confirmed();
  pods.fail(refusedConnection);
  pods.pass(1_000_000);
  pods.opened();
  assert.equal(pods.state(), 'outdated');
  pods.pass(1000);
  assert.equal(pods.state(), 'current');
  pods.fail(tooOld);
  assert.equal(pods.state(), 'behind');
});

test('rights that are taken away end the use of the facts at once', () => {
  const pods = startAt('2026-11-20T12:00:00Z');
  pods.confirmed();
  pods.fail(forbidden);
  assert.equal(pods.extent().state, 'unknown');
  pods.fail(refusedConnection);
  assert.equal(pods.extent().state, 'unknown', 'another failure does not give them back');
  pods.confirmed();
  pods.fail(refusedConnection);
  assert.equal(pods.extent().state, 'complete');
});

test('what a plugin or a file of credentials says stays in the log', () => {
  const pods = startAt('2026-11-20T12:00:00Z');
  pods.fail({ reason: 'credentials', message: "no credentials: ENOENT, open '/home/ann/token'" });
  assert.deepEqual(pods.extent(), {
    state: 'unknown',
    reason: 'pods are not yet read from the cluster: no credentials',
  });
});
