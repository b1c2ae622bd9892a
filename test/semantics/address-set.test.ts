import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as fc from 'fast-check';

import { type Address, type AddressRange, contains, parseAddress } from '../../src/model/address.ts';
import { parseCidr } from '../../src/model/cidr.ts';
import {
  addressesOf,
  addressesOfBlock,
  addressesOfRange,
  type AddressSet,
  describeAddresses,
  everyAddress,
  hasAddress,
  intersectAddresses,
  isSubsetOfAddresses,
  noAddresses,
  subtractAddresses,
  uniteAddresses,
} from '../../src/semantics/address-set.ts';

function range(text: string): AddressRange {
  const read = parseCidr(text);
  assert.ok('cidr' in read, text);
  return read.cidr;
}

function address(text: string): Address {
  const read = parseAddress(text);
  assert.ok(read !== undefined, text);
  return read;
}

const cidrs = [
  '0.0.0.0/0',
  '0.0.0.0/1',
  '10.0.0.0/8',
  '10.1.0.0/16',
  '10.1.2.3/32',
  '255.255.255.255/32',
  '::/0',
  'fd00::/8',
  'fd00::1/128',
  '::ffff:10.1.0.0/112',
];
const probes = [
  '0.0.0.0',
  '9.255.255.255',
  '10.0.0.0',
  '10.1.2.3',
  '10.2.0.0',
  '128.0.0.0',
  '255.255.255.255',
  '::',
  '::1',
  'fd00::1',
  'fd00::2',
  'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  '::ffff:10.1.2.3',
].map(address);

const block = fc.record({
  kind: fc.constant('ipBlock' as const),
  cidr: fc.constantFrom(...cidrs).map(range),
  except: fc.array(fc.constantFrom(...cidrs).map(range), { maxLength: 3 }),
});
const addressSet: fc.Arbitrary<AddressSet> = fc
  .array(block, { maxLength: 3 })
  .map((blocks) => blocks.map(addressesOfBlock).reduce(uniteAddresses, noAddresses));

describe('address sets', () => {
  test('a block has the addresses of its CIDR and of none of its exceptions', () => {
    fc.assert(
      fc.property(block, (each) => {
        for (const probe of probes) {
          const isExcepted = each.except.some((except) => contains(except, probe));
          assert.equal(hasAddress(addressesOfBlock(each), probe), contains(each.cidr, probe) && !isExcepted);
        }
      }),
    );
  });

  test('union, intersection and difference are those of their addresses', () => {
    fc.assert(
      fc.property(addressSet, addressSet, (one, other) => {
        for (const probe of probes) {
          const [a, b] = [hasAddress(one, probe), hasAddress(other, probe)];
          assert.equal(hasAddress(uniteAddresses(one, other), probe), a || b);
          assert.equal(hasAddress(intersectAddresses(one, other), probe), a && b);
          assert.equal(hasAddress(subtractAddresses(one, other), probe), a && !b);
        }
      }),
    );
  });

  test('equal sets are the same object, whatever way they were made', () => {
    fc.assert(
      fc.property(addressSet, addressSet, addressSet, (a, b, c) => {
        assert.equal(uniteAddresses(a, b), uniteAddresses(b, a));
        assert.equal(uniteAddresses(uniteAddresses(a, b), c), uniteAddresses(a, uniteAddresses(b, c)));
        assert.equal(uniteAddresses(subtractAddresses(a, b), intersectAddresses(a, b)), a);
        assert.equal(isSubsetOfAddresses(a, b), uniteAddresses(a, b) === b);
      }),
    );
  });

  test('the CIDRs of a set are that set', () => {
    fc.assert(
      fc.property(addressSet, (addresses) => {
        const rebuilt = describeAddresses(addresses).map((text) => addressesOfRange(range(text)));
        assert.equal(rebuilt.reduce(uniteAddresses, noAddresses), addresses);
      }),
    );
  });

  test('all of IPv4 says nothing about IPv6', () => {
    assert.equal(intersectAddresses(addressesOf(4), addressesOf(6)), noAddresses);
    assert.equal(addressesOfRange(range('0.0.0.0/0')), addressesOf(4));
    assert.equal(uniteAddresses(addressesOf(4), addressesOf(6)), everyAddress);
    assert.deepEqual(describeAddresses(everyAddress), ['0.0.0.0/0', '::/0']);
  });

  test('an IPv4-mapped CIDR is an IPv4 CIDR', () => {
    assert.equal(addressesOfRange(range('::ffff:10.1.0.0/112')), addressesOfRange(range('10.1.0.0/16')));
  });

  test('a CIDR less one address is the fewest CIDRs', () => {
    const rest = subtractAddresses(
      addressesOfRange(range('10.0.0.0/30')),
      addressesOfRange(range('10.0.0.1/32')),
    );
    assert.deepEqual(describeAddresses(rest), ['10.0.0.0/32', '10.0.0.2/31']);
  });
});
