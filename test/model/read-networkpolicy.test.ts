import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readNetworkPolicy } from '../../src/model/read-networkpolicy.ts';
import { policyCases } from '../support/policies.ts';
import { causeOf } from '../support/policy-cases/shapes.ts';
import { randomWrite } from '../support/random-policies.ts';

for (const { name, object, previous, strictCidr = true, causes } of policyCases) {
  test(`${previous === undefined ? 'create' : 'update'}: ${name}`, () => {
    const read = readNetworkPolicy(object, { defaultNamespace: 'default', strictCidr, previous });
    assert.deepEqual('problems' in read ? read.problems.map(causeOf).sort() : [], causes.toSorted());
  });
}

test('generated writes meet every cause that a spec can have, and most have few', () => {
  const kindOf = (cause: string): string => cause.replaceAll(/\[\d+\]/g, '');
  const wanted = new Set<string>();
  for (const { causes } of policyCases)
    for (const cause of causes) if (/^[^U]\w+ spec\./.test(cause)) wanted.add(kindOf(cause));
  assert.ok(wanted.size > 25, String(wanted.size));
  let accepted = 0;
  for (const { object, previous } of fc.sample(randomWrite, { numRuns: 4000, seed: 20260131 })) {
    const read = readNetworkPolicy(object, { defaultNamespace: 'default', strictCidr: true, previous });
    if ('policy' in read) accepted += 1;
    else for (const problem of read.problems) wanted.delete(kindOf(causeOf(problem)));
  }
  assert.deepEqual([...wanted], []);
  assert.ok(accepted > 1000);
});
