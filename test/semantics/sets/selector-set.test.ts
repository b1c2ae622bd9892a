import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as fc from 'fast-check';

import { compileSelector, type Requirement } from '../../../src/model/selector.ts';
import {
  impliesSelector,
  intersectSelectors,
  matchesEverything,
  matchesLabels,
  matchesNothing,
  selectorSetOf,
  subtractSelectors,
} from '../../../src/semantics/sets/selector-set.ts';

const keys = ['a', 'constructor'];
const values = ['', 'x', 'y'];

const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
  }),
);
const selector = fc.array(requirement, { maxLength: 4 }).map(compileSelector);
const set = selector.map(selectorSetOf);

/** Every label set that selectors over these keys and values can tell apart; `other` stands for any further value. */
const everyLabels = [undefined, ...values, 'other'].flatMap((first) =>
  [undefined, ...values, 'other'].map((second) => {
    const labels = new Map<string, string>();
    if (first !== undefined) labels.set('a', first);
    if (second !== undefined) labels.set('constructor', second);
    return labels;
  }),
);

describe('selector sets', () => {
  test('match what the selector matches', () => {
    fc.assert(
      fc.property(selector, (each) => {
        for (const labels of everyLabels) {
          assert.equal(matchesLabels(selectorSetOf(each), labels), each.matches(labels), `${each}`);
        }
      }),
    );
  });

  test('are the same object exactly when they match the same label sets', () => {
    fc.assert(
      fc.property(set, set, (one, other) => {
        const isSame = everyLabels.every(
          (labels) => matchesLabels(one, labels) === matchesLabels(other, labels),
        );
        assert.equal(one === other, isSame);
      }),
    );
  });

  test('intersect, imply and subtract as their label sets do', () => {
    fc.assert(
      fc.property(set, set, (one, other) => {
        const pieces = [...subtractSelectors(one, other)];
        for (const labels of everyLabels) {
          const [a, b] = [matchesLabels(one, labels), matchesLabels(other, labels)];
          assert.equal(matchesLabels(intersectSelectors(one, other), labels), a && b);
          const holding = pieces.filter((piece) => matchesLabels(piece, labels));
          assert.equal(holding.length, a && !b ? 1 : 0);
        }
        assert.ok(!pieces.includes(matchesNothing));
        const implied = everyLabels.every(
          (labels) => !matchesLabels(one, labels) || matchesLabels(other, labels),
        );
        assert.equal(impliesSelector(one, other), implied);
      }),
    );
  });

  const cases: readonly (readonly [what: string, requirements: readonly Requirement[], expected: unknown])[] =
    [
      ['no requirement matches everything', [], matchesEverything],
      [
        'two values of one key match nothing',
        [
          { key: 'a', operator: 'In', values: ['x'] },
          { key: 'a', operator: 'In', values: ['y'] },
        ],
        matchesNothing,
      ],
      [
        'a key that must be and must not be there matches nothing',
        [
          { key: 'a', operator: 'Exists' },
          { key: 'a', operator: 'DoesNotExist' },
        ],
        matchesNothing,
      ],
    ];
  for (const [what, requirements, expected] of cases) {
    test(what, () => assert.equal(selectorSetOf(compileSelector(requirements)), expected));
  }
});
