import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { test } from 'node:test';
import { inTurns } from '../../src/server/turns.ts';

test('what comes in together is worked on together and then finished, in order', async () => {
  const events: string[] = [];
  const take = inTurns(1000);
  for (const name of ['a', 'b', 'c']) {
    take(() => {
      events.push(`do ${name}`);
      return () => events.push(`finish ${name}`);
    });
  }
  assert.deepEqual(events, [], 'nothing is done before the turn');
  await nextTurn();
  assert.deepEqual(events, ['do a', 'do b', 'do c', 'finish a', 'finish b', 'finish c']);
});

test('when the time of a turn is over, what is done is finished and the rest comes next', async () => {
  const events: string[] = [];
  const take = inTurns(0);
  for (const name of ['a', 'b']) {
    take(() => {
      events.push(`do ${name}`);
      return () => events.push(`finish ${name}`);
    });
  }
  while (events.length < 4) await nextTurn();
  assert.deepEqual(events, ['do a', 'finish a', 'do b', 'finish b']);
});

test('what comes in while a turn is finished is done in a later one', async () => {
  const events: string[] = [];
  const take = inTurns(1000);
  take(() => () => {
    events.push('finish first');
    take(() => () => events.push('finish second'));
  });
  while (events.length < 2) await nextTurn();
  assert.deepEqual(events, ['finish first', 'finish second']);
});
