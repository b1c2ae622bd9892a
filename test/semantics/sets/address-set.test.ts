import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as fc from 'fast-check';

import { type Address, type AddressRange, contains } from '../../../src/model/address.ts';
import {
  addressesOf,
  addressIntervals,
  addressPoint,
  addressSetOf,
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
} from '../../../src/semantics/sets/address-set.ts';
import { addressOf, cidrOf } from '../../support/read-address.ts';

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
].map(addressOf);

/** How a set is made, and which addresses are in it by the plain meaning of the words. */
interface Made {
  readonly addresses: AddressSet;
  readonly has: (address: Address) => boolean;
  /** Every range that it is made of: between their ends nothing changes. */
  readonly ranges: readonly AddressRange[];
}

const octet = fc.constantFrom(0, 1, 127, 128, 254, 255);
const group = fc.constantFrom('0', '1', '7fff', '8000', 'fffe', 'ffff');
const quad = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const cidr: fc.Arbitrary<AddressRange> = fc
  .oneof(
    fc.tuple(quad, fc.nat({ max: 32 })).map(([text, bits]) => `${text}/${bits}`),
    fc.tuple(quad, fc.nat({ max: 32 })).map(([text, bits]) => `::ffff:${text}/${bits + 96}`),
    fc
      .tuple(fc.array(group, { minLength: 8, maxLength: 8 }), fc.nat({ max: 128 }))
      .map(([groups, bits]) => `${groups.join(':')}/${bits}`),
    fc.constantFrom(...cidrs),
  )
  .map(cidrOf);

const madeOfOne: fc.Arbitrary<Made> = fc.oneof(
  cidr.map((each) => ({
    addresses: addressesOfRange(each),
    has: (address: Address) => contains(each, address),
    ranges: [each],
  })),
  fc.constantFrom(
    { addresses: everyAddress, has: () => true, ranges: [] },
    { addresses: noAddresses, has: () => false, ranges: [] },
    { addresses: addressesOf(4), has: ({ family }: Address) => family === 4, ranges: [] },
    { addresses: addressesOf(6), has: ({ family }: Address) => family === 6, ranges: [] },
  ),
);

function madeOfTwo(one: Made, other: Made, how: 'union' | 'intersection' | 'difference'): Made {
  const ranges = [...one.ranges, ...other.ranges];
  const [a, b] = [one.addresses, other.addresses];
  switch (how) {
    case 'union':
      return { ranges, addresses: uniteAddresses(a, b), has: (each) => one.has(each) || other.has(each) };
    case 'intersection':
      return { ranges, addresses: intersectAddresses(a, b), has: (each) => one.has(each) && other.has(each) };
    case 'difference':
      return { ranges, addresses: subtractAddresses(a, b), has: (each) => one.has(each) && !other.has(each) };
  }
}

const made: fc.Arbitrary<Made> = fc.letrec<{ made: Made }>((tie) => ({
  made: fc.oneof(
    { maxDepth: 4 },
    madeOfOne,
    fc
      .tuple(tie('made'), tie('made'), fc.constantFrom('union', 'intersection', 'difference'))
      .map(([one, other, how]) => madeOfTwo(one, other, how)),
  ),
})).made;

/** The first and last address of each family and of each range, and their neighbours. */
function telling(ranges: readonly AddressRange[]): readonly Address[] {
  const whole = [cidrOf('0.0.0.0/0'), cidrOf('::/0')];
  return whole.flatMap((all) =>
    [...whole, ...ranges]
      .filter(({ family }) => family === all.family)
      .flatMap(({ first, last }) => [first - 1n, first, last, last + 1n])
      .map((value) => ({ family: all.family, value }))
      .filter((each) => contains(all, each)),
  );
}

const block = fc.record({
  kind: fc.constant('ipBlock' as const),
  cidr: fc.constantFrom(...cidrs).map(cidrOf),
  except: fc.array(fc.constantFrom(...cidrs).map(cidrOf), { maxLength: 3 }),
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

  test('however a set is made, it has the addresses that were meant, IPv4, IPv6 and IPv4-mapped', () => {
    fc.assert(
      fc.property(made, ({ addresses, has, ranges }) => {
        for (const each of telling(ranges)) assert.equal(hasAddress(addresses, each), has(each));
      }),
    );
  });

  test('a set is within another, equal to it or apart from it as its addresses are', () => {
    fc.assert(
      fc.property(made, made, (one, other) => {
        const ends = telling([...one.ranges, ...other.ranges]);
        const isWithin = ends.every((each) => !one.has(each) || other.has(each));
        assert.equal(isSubsetOfAddresses(one.addresses, other.addresses), isWithin);
        assert.equal(subtractAddresses(one.addresses, other.addresses) === noAddresses, isWithin);
        const isEqual = ends.every((each) => one.has(each) === other.has(each));
        assert.equal(one.addresses === other.addresses, isEqual);
        const isApart = !ends.some((each) => one.has(each) && other.has(each));
        assert.equal(intersectAddresses(one.addresses, other.addresses) === noAddresses, isApart);
      }),
    );
  });

  test('every position is an address: nothing lies between the last of IPv4 and the first of IPv6', () => {
    const last4 = addressPoint(addressOf('255.255.255.255'));
    assert.equal(last4 + 1n, addressPoint(addressOf('::')));
    assert.deepEqual(everyAddress.points, [
      0n,
      addressPoint(addressOf('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')) + 1n,
    ]);
    assert.deepEqual(addressIntervals(addressSetOf([last4, last4 + 2n])), [
      { family: 4, first: last4, last: last4 },
      { family: 6, first: 0n, last: 0n },
    ]);
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
        const rebuilt = describeAddresses(addresses).map((text) => addressesOfRange(cidrOf(text)));
        assert.equal(rebuilt.reduce(uniteAddresses, noAddresses), addresses);
      }),
    );
  });

  test('all of IPv4 says nothing about IPv6', () => {
    assert.equal(intersectAddresses(addressesOf(4), addressesOf(6)), noAddresses);
    assert.equal(addressesOfRange(cidrOf('0.0.0.0/0')), addressesOf(4));
    assert.equal(uniteAddresses(addressesOf(4), addressesOf(6)), everyAddress);
    assert.deepEqual(describeAddresses(everyAddress), ['0.0.0.0/0', '::/0']);
  });

  test('an IPv4-mapped CIDR is an IPv4 CIDR', () => {
    assert.equal(addressesOfRange(cidrOf('::ffff:10.1.0.0/112')), addressesOfRange(cidrOf('10.1.0.0/16')));
  });

  test('a CIDR less one address is the fewest CIDRs', () => {
    const rest = subtractAddresses(
      addressesOfRange(cidrOf('10.0.0.0/30')),
      addressesOfRange(cidrOf('10.0.0.1/32')),
    );
    assert.deepEqual(describeAddresses(rest), ['10.0.0.0/32', '10.0.0.2/31']);
  });
});
