import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as fc from 'fast-check';

import {
  addBit,
  areSameBits,
  bitsFrom,
  bitsKey,
  countBits,
  eachBit,
  emptyBits,
  forEachBit,
  hasBit,
  hashBits,
  intersectBits,
  isNoBits,
  onlyBit,
  removeBit,
  subtractBits,
  uniteAllBits,
  uniteBits,
} from '../../../src/semantics/sets/bitset.ts';

const member = fc.oneof(fc.nat({ max: 70 }), fc.constantFrom(31, 32, 63, 64, 1023, 1024, 100_000));
const members = fc.uniqueArray(member, { maxLength: 40 });

function sorted(values: Iterable<number>): readonly number[] {
  return [...new Set(values)].sort((one, other) => one - other);
}

describe('bit sets', () => {
  test('hold what was added and not removed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(member, fc.boolean())), (steps) => {
        const bits = emptyBits();
        const model = new Set<number>();
        for (const [value, added] of steps) {
          (added ? addBit : removeBit)(bits, value);
          if (added) model.add(value);
          else model.delete(value);
        }
        assert.deepEqual([...eachBit(bits)], sorted(model));
        assert.equal(countBits(bits), model.size);
        assert.equal(isNoBits(bits), model.size === 0);
        assert.equal(onlyBit(bits), model.size === 1 ? [...model][0] : undefined);
        for (const [value] of steps) assert.equal(hasBit(bits, value), model.has(value));
      }),
    );
  });

  test('union, intersection and difference are those of their members', () => {
    fc.assert(
      fc.property(members, members, members, (a, b, c) => {
        const [one, other, third] = [bitsFrom(a), bitsFrom(b), bitsFrom(c)];
        assert.deepEqual([...eachBit(uniteBits(one, other))], sorted([...a, ...b]));
        assert.deepEqual(
          [...eachBit(intersectBits(one, other))],
          sorted(a.filter((value) => b.includes(value))),
        );
        assert.deepEqual(
          [...eachBit(subtractBits(one, other))],
          sorted(a.filter((value) => !b.includes(value))),
        );
        assert.deepEqual([...eachBit(uniteAllBits([one, other, third]))], sorted([...a, ...b, ...c]));
      }),
    );
  });

  test('are equal, with equal hash and key, when they have the same members', () => {
    fc.assert(
      fc.property(members, fc.oneof(members, fc.constant(undefined)), (a, b = a.toReversed()) => {
        const [one, other] = [bitsFrom(a), bitsFrom(b)];
        const isSame = sorted(a).join() === sorted(b).join();
        assert.equal(areSameBits(one, other), isSame);
        assert.equal(bitsKey(one) === bitsKey(other), isSame);
        if (isSame) assert.equal(hashBits(one), hashBits(other));
      }),
    );
  });

  test('are visited in ascending order', () => {
    fc.assert(
      fc.property(members, (a) => {
        const visited: number[] = [];
        forEachBit(bitsFrom(a), (value) => visited.push(value));
        assert.deepEqual(visited, sorted(a));
      }),
    );
  });

  test('operations leave their operands as they are', () => {
    const one = bitsFrom([1, 40, 90]);
    const other = bitsFrom([40]);
    subtractBits(one, other);
    intersectBits(one, other);
    uniteBits(one, other);
    assert.deepEqual([...eachBit(one)], [1, 40, 90]);
    assert.deepEqual([...eachBit(other)], [40]);
  });
});
