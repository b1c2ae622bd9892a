import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { assert as assertProperty, jsonValue, property } from 'fast-check';
import { isSameJson } from '../../src/model/json.ts';

test('JSON values are the same when they are equal member by member', () => {
  const value = jsonValue({ maxDepth: 3 });
  assertProperty(
    property(value, value, (one, other) => {
      assert.equal(isSameJson(one, other), isDeepStrictEqual(one, other));
      assert.ok(isSameJson(one, structuredClone(one)));
    }),
  );
});

test('the order of members does not count, that of items does', () => {
  assert.ok(isSameJson({ a: 1, b: [{ c: null, d: '' }] }, { b: [{ d: '', c: null }], a: 1 }));
  const different: readonly (readonly [unknown, unknown])[] = [
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [['a'], { 0: 'a' }],
    [{ a: undefined }, {}],
    [{ a: null }, {}],
    [null, {}],
    [0, ''],
    [{ toString: 1 }, { valueOf: 1 }],
  ];
  for (const [one, other] of different) {
    assert.ok(!isSameJson(one, other));
    assert.ok(!isSameJson(other, one));
  }
});
