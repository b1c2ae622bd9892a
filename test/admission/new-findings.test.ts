import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as assertProperty, constantFrom, property, record } from 'fast-check';
import { newFindings } from '../../src/admission/new-findings.ts';
import { finding } from '../support/findings.ts';

const at = (rule: number, peer: number, message = 'is wrong') => ({
  ...finding('NP101'),
  path: `/spec/ingress/${rule}/from/${peer}/ipBlock/cidr`,
  message,
});

test('what has moved is old, one more of its kind is new, and among equals those in place are the old ones', () => {
  const [first, second, third] = [at(0, 0), at(0, 1), at(0, 2)];
  assert.deepEqual(newFindings([at(3, 7)], [first]), []);
  assert.deepEqual(newFindings([first, second, third], [second]), [first, third]);
  assert.deepEqual(newFindings([at(0, 0, 'allows ingress[1]')], [at(0, 1, 'allows ingress[2]')]), []);
  assert.deepEqual(newFindings([at(0, 0, 'is odd')], [first]), [at(0, 0, 'is odd')]);
});

test('of each kind as many are new as there are more, whatever their places and order', () => {
  const some = record({
    rule: constantFrom(0, 1, 2),
    peer: constantFrom(0, 1, 2),
    message: constantFrom('is wrong', 'is odd'),
  }).map(({ rule, peer, message }) => at(rule, peer, message));
  assertProperty(
    property(array(some), array(some), (findings, before) => {
      const fresh = newFindings(findings, before);
      for (const kind of ['is wrong', 'is odd']) {
        const count = (list: typeof fresh): number => list.filter(({ message }) => message === kind).length;
        assert.equal(count(fresh), Math.max(0, count(findings) - count(before)));
      }
      assert.deepEqual(
        fresh,
        findings.filter((each) => fresh.includes(each)),
      );
    }),
  );
});

test('tens of thousands of equal findings that have all moved take no longer than others', () => {
  const count = 30_000;
  const before = Array.from({ length: count }, (_, index) => at(0, index));
  const moved = Array.from({ length: count }, (_, index) => at(1, index));
  assert.deepEqual(newFindings(moved, before), []);
});
