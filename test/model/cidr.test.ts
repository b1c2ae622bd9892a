import assert from 'node:assert/strict';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { contains, parseAddress } from '../../src/model/address.ts';
import {
  canonicalCidr,
  isStrictSubset,
  parseCidr,
  strictOddity,
  type Cidr,
  type CidrOddity,
} from '../../src/model/cidr.ts';

function read(text: string): Cidr {
  const result = parseCidr(text);
  assert.ok('cidr' in result, text);
  return result.cidr;
}

const odd: readonly (readonly [text: string, canonical: string, ...oddities: readonly CidrOddity[]])[] = [
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['2001:db8::/32', '2001:db8::/32'],
  ['::/0', '::/0'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['1.2.3.4/32', '1.2.3.4/32'],
  ['010.0.0.0/8', '10.0.0.0/8', 'leading-zeros'],
  ['08.0.0.0/8', '8.0.0.0/8', 'leading-zeros'],
  ['10.0.0.0/08', '10.0.0.0/8', 'leading-zeros'],
  ['00001::/64', '1::/64', 'leading-zeros'],
  ['::01.2.3.4/128', '::102:304/128', 'leading-zeros'],
  ['10.1.2.3/8', '10.0.0.0/8', 'host-bits'],
  ['010.1.2.3/8', '10.0.0.0/8', 'leading-zeros', 'host-bits'],
  ['fd00::1/64', 'fd00::/64', 'host-bits'],
  ['FD00::1/64', 'fd00::/64', 'host-bits'],
  ['::ffff:10.0.0.0/104', '10.0.0.0/8', 'ipv4-mapped'],
  ['::ffff:010.0.0.0/104', '10.0.0.0/8', 'leading-zeros', 'ipv4-mapped'],
  ['::ffff:10.0.0.1/104', '10.0.0.0/8', 'ipv4-mapped', 'host-bits'],
  ['::ffff:1.2.3.4/32', '::/32', 'ipv4-mapped', 'host-bits'],
  ['0001::/64', '1::/64', 'non-canonical'],
  ['FD00::/64', 'fd00::/64', 'non-canonical'],
  ['0:0:0:0:0:0:0:0/0', '::/0', 'non-canonical'],
  ['64:ff9b::10.0.0.0/104', '64:ff9b::a00:0/104', 'non-canonical'],
];

test('how a CIDR is written, and what it is in canonical form', () => {
  for (const [text, canonical, ...oddities] of odd) {
    const cidr = read(text);
    assert.deepEqual([canonicalCidr(cidr), ...cidr.oddities], [canonical, ...oddities], text);
    assert.equal(strictOddity(cidr), oddities[0] === 'non-canonical' ? undefined : oddities[0], text);
  }
});

test('why a text is none', () => {
  for (const [text, error] of [
    ['', 'must be a CIDR such as 10.9.8.0/24 or 2001:db8::/64'],
    ['web', 'must be a CIDR such as 10.9.8.0/24 or 2001:db8::/64'],
    ['10.0.0.1', 'must have a prefix length: 10.0.0.1/32 is this one address'],
    ['fd00::', 'must have a prefix length: fd00::/128 is this one address'],
    ['10.0.0/8', 'must start with an IPv4 or IPv6 address'],
    ['10.0.0.0/33', 'must end with a prefix length from 0 to 32'],
    ['fd00::/129', 'must end with a prefix length from 0 to 128'],
  ] as const)
    assert.deepEqual(parseCidr(text), { error }, text);
});

test('an IPv4-mapped range is a range of IPv4, and its mask counts 128 bits', () => {
  const { family, prefixLength, maskLength, first, last, address } = read('::ffff:10.1.2.3/104');
  assert.deepEqual({ family, prefixLength, maskLength }, { family: 4, prefixLength: 8, maskLength: 104 });
  assert.deepEqual([first, last, address.value], [0x0a000000n, 0x0affffffn, 0x0a010203n]);
});

test('strict subsets: longer masks that begin inside, never of another family', () => {
  for (const [except, cidr, isSubset] of [
    ['10.1.0.0/16', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.0.0.0/8', false],
    ['10.0.0.0/7', '10.0.0.0/8', false],
    ['11.0.0.0/16', '10.0.0.0/8', false],
    ['fd00::/64', 'fd00::/48', true],
    ['10.0.0.0/8', '::/0', false],
    ['::/1', '0.0.0.0/0', false],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8', true],
    ['10.1.0.0/16', '::ffff:10.0.0.0/104', false],
  ] as const)
    assert.equal(isStrictSubset(read(except), read(cidr)), isSubset, `${except} in ${cidr}`);
});

const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV4().map((text) => `::ffff:${text}`),
);
const prefix = fc.oneof(fc.constantFrom(0, 1, 8, 31, 32), fc.nat(32));

const separator = fc.constantFrom('/', '/', '/', '', '//');
const mask = fc.oneof(fc.nat(130).map(String), fc.constantFrom('', '08', '+8', '1e1'));
const patch = fc.constantFrom(
  '',
  '0',
  '1',
  '9',
  'f',
  'A',
  ':',
  '::',
  '.',
  '/',
  '%',
  'x',
  ' ',
  '+',
  '-',
  '00',
  '٣',
);

/** CIDRs, and what becomes of them when something is put in, cut out, or written over. */
const nearly = fc
  .tuple(address, separator, mask, fc.nat(), fc.nat(2), fc.option(patch))
  .map(([ip, slash, length, where, cut, put]) => {
    const text = ip + slash + length;
    const at = where % (text.length + 1);
    return put === null ? text : text.slice(0, at) + put + text.slice(at + cut);
  });

test('what has no superfluous zeros is read exactly when Node reads the address', () => {
  fc.assert(
    fc.property(nearly, (text) => {
      const result = parseCidr(text);
      const isPlain = 'cidr' in result && !result.cidr.oddities.includes('leading-zeros');
      const [ip = '', mask = '', ...rest] = text.split('/');
      const bits = isIPv6(ip) ? 128 : 32;
      const isMask = /^(0|[1-9][0-9]*)$/.test(mask) && Number(mask) <= bits && rest.length === 0;
      assert.equal(isPlain, isMask && isIP(ip) !== 0 && !ip.includes('%'));
    }),
    { numRuns: 3000 },
  );
});

test('a canonical CIDR is read without oddity and stays as it is', () => {
  fc.assert(
    fc.property(address, fc.nat(128), (ip, length) => {
      const cidr = read(`${ip}/${isIPv6(ip) ? length : length % 33}`);
      const canonical = read(canonicalCidr(cidr));
      assert.deepEqual(canonical.oddities, []);
      assert.equal(canonicalCidr(canonical), canonicalCidr(cidr));
      assert.deepEqual([canonical.first, canonical.last], [cidr.first, cidr.last]);
    }),
  );
});

test('the canonical form of an IPv6 address is that of a URL', () => {
  fc.assert(
    fc.property(fc.ipV6(), (ip) => {
      if (read(`${ip}/128`).family === 6)
        assert.equal(
          canonicalCidr(read(`${ip}/128`)),
          `${new URL(`http://[${ip}]`).hostname.slice(1, -1)}/128`,
        );
    }),
  );
});

test('zeros before decimal octets, groups and masks change nothing but the oddity', () => {
  fc.assert(
    fc.property(fc.ipV4(), prefix, fc.integer({ min: 1, max: 5 }), fc.nat(4), (ip, length, zeros, where) => {
      const parts = [...ip.split('.'), String(length)];
      parts[where] = '0'.repeat(zeros) + parts[where];
      const padded = read(`${parts.slice(0, 4).join('.')}/${parts[4]}`);
      const plain = read(`${ip}/${length}`);
      assert.deepEqual([padded.first, padded.last], [plain.first, plain.last]);
      assert.ok(padded.oddities.includes('leading-zeros'));
      assert.ok(!plain.oddities.includes('leading-zeros'));
    }),
  );
});

test('a range holds the addresses that Node finds in it', () => {
  const family = (ip: string): 'ipv4' | 'ipv6' => (isIPv6(ip) ? 'ipv6' : 'ipv4');
  const pair = fc.oneof(fc.tuple(fc.ipV4(), fc.ipV4()), fc.tuple(fc.ipV6(), fc.ipV6()));
  fc.assert(
    fc.property(pair, fc.nat(128), fc.boolean(), ([ip, other], length, isItself) => {
      const mask = isIPv6(ip) ? length : length % 33;
      const list = new BlockList();
      list.addSubnet(ip, mask, family(ip));
      const asked = isItself ? ip : other;
      const found = parseAddress(asked);
      assert.ok(found !== undefined);
      assert.equal(contains(read(`${ip}/${mask}`), found), list.check(asked, family(asked)));
    }),
  );
});
