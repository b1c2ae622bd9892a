import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conjugate, count, enumerate, quote, shorten } from '../../src/model/prose.ts';

test('a list in prose counts what it leaves out', () => {
  assert.equal(enumerate([]), '');
  assert.equal(enumerate(['a']), 'a');
  assert.equal(enumerate(['a', 'b']), 'a and b');
  assert.equal(enumerate(['a', 'b', 'c']), 'a, b and c');
  assert.equal(enumerate(['a', 'b', 'c', 'd']), 'a, b, c and 1 more');
  assert.equal(enumerate(['a', 'b', 'c'], 2), 'a, b and 1 more');
  assert.equal(enumerate(['a', 'b', 'c'], 2, 'or'), 'a, b or 1 more');
});

test('a count has its noun in the singular or the plural', () => {
  assert.deepEqual(
    [count(0, 'pod'), count(1, 'policy'), count(2, 'policy')],
    ['0 pods', '1 policy', '2 policies'],
  );
});

test('a verb agrees with one thing and with several', () => {
  assert.deepEqual(
    ['is', 'has', 'does', 'allows', 'lacks'].map((verb) => [conjugate(verb, 1), conjugate(verb, 2)]),
    [
      ['is', 'are'],
      ['has', 'have'],
      ['does', 'do'],
      ['allows', 'allow'],
      ['lacks', 'lack'],
    ],
  );
});

test('cutting counts code points and never splits one', () => {
  assert.equal(shorten('abc', 3), 'abc');
  assert.equal(shorten('a😀😀b', 3), 'a😀…');
  assert.equal(shorten('😀'.repeat(3), 3), '😀'.repeat(3));
  assert.equal(quote(`${'a'.repeat(78)}😀${'b'.repeat(99)}`), `"${'a'.repeat(78)}😀…"`);
});
