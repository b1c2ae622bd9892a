import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseCidr } from '../../src/model/cidr.ts';
import { describeGroup } from '../../src/semantics/effect-words.ts';
import type { EndpointGroup } from '../../src/semantics/engine/endpoint-group.ts';
import { addressesOfRange, uniteAllAddresses } from '../../src/semantics/sets/address-set.ts';

function outside(...ranges: readonly string[]): EndpointGroup {
  const sets = ranges.map((range) => {
    const read = parseCidr(range);
    assert('cidr' in read);
    return addressesOfRange(read.cidr);
  });
  return {
    podCount: 0,
    addresses: uniteAllAddresses(sets),
    pods: () => [],
    eachLot: () => undefined,
    sample: () => [],
    namespaces: () => [],
    isolating: () => [],
    has: () => false,
  };
}

test('of addresses the first block is named and the others are counted', () => {
  const blocks = ['10.1.0.0/16', '10.3.0.0/16', '10.5.0.0/16'] as const;
  assert.equal(describeGroup(outside(blocks[0])), '10.1.0.0/16');
  assert.equal(describeGroup(outside(blocks[0], blocks[1])), '10.1.0.0/16 and 1 more block');
  assert.equal(describeGroup(outside(...blocks)), '10.1.0.0/16 and 2 more blocks');
  assert.equal(describeGroup(outside('0.0.0.0/0')), 'the internet');
});
