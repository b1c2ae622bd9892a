import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { addressesOfRange, type AddressSet } from '../../../src/semantics/sets/address-set.ts';
import { eachBit } from '../../../src/semantics/sets/bitset.ts';
import { createRegions, type Regions } from '../../../src/semantics/engine/regions.ts';
import { addressOf, cidrOf } from '../../support/read-address.ts';

function cidr(text: string): AddressSet {
  return addressesOfRange(cidrOf(text));
}

/** Regions with one member at each address, numbered in order. */
function inhabited(...texts: readonly string[]): Regions {
  const regions = createRegions();
  for (const [member, text] of texts.entries()) regions.add(regions.of(addressOf(text)), member);
  return regions;
}

function areTogether(regions: Regions, one: string, other: string): boolean {
  return regions.of(addressOf(one)) === regions.of(addressOf(other));
}

describe('regions of addresses', () => {
  test('a block that separates no pods divides nothing', () => {
    const regions = inhabited('10.0.0.1', '10.0.0.9');
    for (const text of ['10.0.0.0/8', '0.0.0.0/0', '192.0.2.0/24', '10.0.0.0/24']) {
      assert.deepEqual(regions.cut(cidr(text)), []);
    }
    assert.ok(areTogether(regions, '10.0.0.1', '10.0.0.9'));
  });

  test('a block that begins between pods divides their region, once', () => {
    const regions = inhabited('10.0.0.1', '10.0.0.9');
    const [divided, ...others] = regions.cut(cidr('10.0.0.8/29'));
    assert.deepEqual(others, []);
    assert.deepEqual([...eachBit(divided?.classes ?? { at: [], words: [] })], [0, 1]);
    assert.deepEqual(regions.cut(cidr('10.0.0.8/29')), []);
    assert.ok(!areTogether(regions, '10.0.0.1', '10.0.0.9'));
  });

  test('a block that is no longer used is forgotten where it separates no pods', () => {
    const regions = inhabited('10.0.0.1');
    regions.cut(cidr('10.0.0.8/29'));
    regions.release(cidr('10.0.0.8/29'));
    assert.ok(areTogether(regions, '10.0.0.1', '10.0.0.9'));
  });

  test('and kept while another use is left, or pods are on both sides', () => {
    const used = inhabited('10.0.0.1');
    used.cut(cidr('10.0.0.8/29'));
    used.cut(cidr('10.0.0.8/30'));
    used.release(cidr('10.0.0.8/29'));
    assert.ok(!areTogether(used, '10.0.0.1', '10.0.0.9'));

    const parted = createRegions();
    parted.cut(cidr('10.0.0.8/29'));
    for (const [member, text] of ['10.0.0.1', '10.0.0.9'].entries())
      parted.add(parted.of(addressOf(text)), member);
    parted.release(cidr('10.0.0.8/29'));
    assert.ok(!areTogether(parted, '10.0.0.1', '10.0.0.9'));
  });

  test('IPv4 and IPv6 never share a region', () => {
    const regions = inhabited('255.255.255.255', '::');
    assert.ok(!areTogether(regions, '255.255.255.255', '::'));
  });

  test('members of a block are found by IP version', () => {
    const regions = createRegions();
    for (const text of ['10.0.0.8/29', 'fd00::/64']) regions.cut(cidr(text));
    for (const [member, text] of ['10.0.0.1', '10.0.0.9', 'fd00::1'].entries()) {
      regions.add(regions.of(addressOf(text)), member);
    }
    assert.deepEqual([...eachBit(regions.within(cidr('10.0.0.8/29')).ipv4)], [1]);
    assert.deepEqual([...eachBit(regions.within(cidr('fd00::/64')).ipv6)], [2]);
    assert.deepEqual([...eachBit(regions.within(cidr('fd00::/64')).ipv4)], []);
  });
});
