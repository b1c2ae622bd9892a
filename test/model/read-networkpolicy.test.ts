import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNetworkPolicy } from '../../src/model/read-networkpolicy.ts';
import { policyCases } from '../support/policies.ts';
import { causeOf } from '../support/policy-cases/shapes.ts';

for (const { name, object, previous, strictCidr = true, causes } of policyCases) {
  test(`${previous === undefined ? 'create' : 'update'}: ${name}`, () => {
    const read = readNetworkPolicy(object, { defaultNamespace: 'default', strictCidr, previous });
    assert.deepEqual('problems' in read ? read.problems.map(causeOf).sort() : [], causes.toSorted());
  });
}
