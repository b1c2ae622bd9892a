import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBackoff, type Backoff } from '../../src/cluster/backoff.ts';
import type { Failure, FailureReason } from '../../src/cluster/failure.ts';

const times = { first: 1000, longest: 30_000, refused: 60_000, steady: 10_000 };
const inTheMiddle = (): Backoff => createBackoff(times, () => 0.5);
const because = (reason: FailureReason, retryAfter?: number): Failure => ({
  reason,
  message: '',
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

test('delays double up to the longest', () => {
  const backoff = inTheMiddle();
  const delays = Array.from({ length: 7 }, () => backoff.after(because('connection'), 0));
  assert.deepEqual(delays, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test('a random quarter more or less keeps replicas apart', () => {
  assert.equal(createBackoff(times, () => 0).after(because('connection'), 0), 750);
  assert.ok(createBackoff(times, () => 0.999).after(because('connection'), 0) > 1200);
});

test('a watch that lasted goes on at once when it ends in order or its version has expired', () => {
  const backoff = inTheMiddle();
  assert.equal(backoff.after(because('ended'), 10_000), 0);
  assert.equal(backoff.after(because('expired'), 10_000), 0);
});

test('watches that end as soon as they are opened are opened ever more slowly', () => {
  const backoff = inTheMiddle();
  const delays = Array.from({ length: 3 }, () => backoff.after(because('ended'), 5));
  assert.deepEqual(delays, [1000, 2000, 4000]);
});

test('a server that is back is asked again soon, however long it was away', () => {
  for (const reason of ['expired', 'forbidden'] as const) {
    const backoff = inTheMiddle();
    for (let attempt = 0; attempt < 5; attempt += 1) backoff.after(because('connection'), 0);
    const delays = Array.from({ length: 3 }, () => backoff.after(because(reason), 5));
    assert.deepEqual(delays, [1000, 2000, 4000], reason);
  }
});

test('after a watch that lasted, the next failure is a first one', () => {
  const backoff = inTheMiddle();
  backoff.after(because('connection'), 0);
  backoff.after(because('connection'), 0);
  assert.equal(backoff.after(because('connection'), 10_000), 1000);
});

test('what is refused is asked for soon at first, and then more slowly than what fails', () => {
  for (const reason of ['forbidden', 'not-found'] as const) {
    const backoff = inTheMiddle();
    const delays = Array.from({ length: 8 }, () => backoff.after(because(reason), 0));
    assert.deepEqual(delays, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000], reason);
  }
});

test('the server is left alone for as long as it asks, within reason', () => {
  assert.equal(inTheMiddle().after(because('throttled', 8000), 0), 9000);
  assert.equal(createBackoff(times, () => 0).after(because('throttled', 8000), 0), 8000);
  assert.equal(createBackoff(times, () => 0).after(because('throttled', 1e12), 0), 600_000);
});
