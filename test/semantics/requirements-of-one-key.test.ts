import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { compileSelector, type Requirement } from '../../src/model/selector.ts';
import { impliedRequirements } from '../../src/semantics/labels/implied-requirements.ts';
import { matchesNothing, selectorSetOf } from '../../src/semantics/sets/selector-set.ts';
import { contradictionIn } from '../../src/semantics/labels/unsatisfiable.ts';

const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({
    key: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.array(fc.constantFrom('', 'x', 'y', 'z'), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    key: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
  }),
);
const requirements = fc.array(requirement, { maxLength: 6 });

function meaningOf(some: readonly Requirement[]) {
  return selectorSetOf(compileSelector(some));
}

test('what is implied can all go, and nothing of what stays', () => {
  fc.assert(
    fc.property(requirements, (all) => {
      fc.pre(meaningOf(all) !== matchesNothing);
      const implied = impliedRequirements(compileSelector(all)) ?? [];
      const gone = new Set(implied.map(({ position }) => position));
      const kept = all.filter((_, position) => !gone.has(position));
      assert.equal(meaningOf(kept), meaningOf(all));
      for (const each of kept)
        assert.notEqual(meaningOf(kept.filter((other) => other !== each)), meaningOf(all));
    }),
  );
});

test('what implies a requirement stays and does so by itself', () => {
  fc.assert(
    fc.property(requirements, (all) => {
      fc.pre(meaningOf(all) !== matchesNothing);
      const implied = impliedRequirements(compileSelector(all)) ?? [];
      const gone = new Set(implied.map(({ position }) => position));
      for (const { position, by } of implied) {
        const covers = by.flatMap((other) => all[other] ?? []);
        assert.ok(by.every((other) => !gone.has(other)));
        assert.equal(meaningOf([...covers, ...all.slice(position, position + 1)]), meaningOf(covers));
      }
    }),
  );
});

test('a contradiction is named exactly where nothing matches, and matches nothing by itself', () => {
  fc.assert(
    fc.property(requirements, (all) => {
      const named = contradictionIn(compileSelector(all));
      assert.equal(named.length > 0, meaningOf(all) === matchesNothing);
      if (named.length > 0) assert.equal(meaningOf(named.flatMap((at) => all[at] ?? [])), matchesNothing);
    }),
  );
});

test('more requirements of one key than anybody writes are not compared', () => {
  const many = Array.from({ length: 60 }, (): Requirement => ({ key: 'a', operator: 'Exists' }));
  assert.equal(impliedRequirements(compileSelector(many)), undefined);
  const values = Array.from({ length: 3000 }, (_, index) => `v${index}`);
  const long: Requirement = { key: 'a', operator: 'In', values };
  assert.equal(impliedRequirements(compileSelector([long, { key: 'a', operator: 'Exists' }])), undefined);
  assert.deepEqual(impliedRequirements(compileSelector([long, { key: 'b', operator: 'Exists' }])), []);
});
