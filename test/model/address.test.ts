import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { contains, formatAddress, parseAddress, type Address } from '../../src/model/address.ts';
import { addressOf, cidrOf } from '../support/read-address.ts';

const readable: readonly (readonly [text: string, canonical: string])[] = [
  ['10.0.0.1', '10.0.0.1'],
  ['010.000.0.1', '10.0.0.1'],
  ['::', '::'],
  ['::1', '::1'],
  ['FD00:0:0:0:0:0:0:0a', 'fd00::a'],
  ['2001:db8::0:1', '2001:db8::1'],
  ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['::ffff:a00:1', '10.0.0.1'],
  ['::fffe:10.0.0.1', '::fffe:a00:1'],
];

for (const [text, canonical] of readable) {
  test(`${text} is ${canonical}`, () => {
    assert.equal(formatAddress(addressOf(text)), canonical);
    assert.equal(addressOf(text).family, canonical.includes(':') ? 6 : 4);
  });
}

for (const text of [
  '',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.1/32',
  'fe80::1%eth0',
  '1::2::3',
  'localhost',
  '0x7f.1',
]) {
  test(`${JSON.stringify(text)} is no address`, () => {
    assert.equal(parseAddress(text), undefined);
  });
}

test('every address is read back from its canonical text, unless it is an IPv4 address in disguise', () => {
  const anyAddress = fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value): Address => ({ family: 4, value })),
    fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value): Address => ({ family: 6, value })),
    fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value): Address => ({ family: 6, value })),
  );
  fc.assert(
    fc.property(anyAddress, (one) => {
      assert.deepEqual(addressOf(formatAddress(one)), one);
    }),
  );
});

const memberships: readonly (readonly [range: string, address: string, isInside: boolean])[] = [
  ['10.0.0.0/8', '10.0.0.0', true],
  ['10.0.0.0/8', '10.255.255.255', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.0.0.0/8', '9.255.255.255', false],
  ['10.0.0.0/8', '::ffff:10.0.0.1', true],
  ['0.0.0.0/0', '::1', false],
  ['::/0', '10.0.0.1', false],
  ['::/0', '::ffff:10.0.0.1', false],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['10.1.2.3/8', '10.0.0.1', true],
];

for (const [range, text, isInside] of memberships) {
  test(`${text} lies ${isInside ? 'in' : 'outside'} ${range}`, () => {
    assert.equal(contains(cidrOf(range), addressOf(text)), isInside);
  });
}
