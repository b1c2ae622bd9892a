import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { canonicalCidr, isStrictSubset, parseCidr, strictOddity, type Cidr } from '../../src/model/cidr.ts';

function cidr(text: string): Cidr {
  const read = parseCidr(text);
  assert.ok('cidr' in read, text);
  return read.cidr;
}

/** Text, canonical form, oddities: as Go's net (before 1.17) and net/netip read them. */
const readable: readonly (readonly [text: string, canonical: string, ...oddities: string[]])[] = [
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['255.255.255.255/32', '255.255.255.255/32'],
  ['010.0.0.0/8', '10.0.0.0/8', 'leading-zeros'],
  ['08.0.0.0/8', '8.0.0.0/8', 'leading-zeros'],
  ['10.0.0.0/08', '10.0.0.0/8', 'leading-zeros'],
  ['10.0.0.0/00', '0.0.0.0/0', 'leading-zeros', 'host-bits'],
  ['10.1.2.3/8', '10.0.0.0/8', 'host-bits'],
  ['010.1.2.3/8', '10.0.0.0/8', 'leading-zeros', 'host-bits'],
  ['::/0', '::/0'],
  ['2001:db8::/32', '2001:db8::/32'],
  ['2001:DB8::/32', '2001:db8::/32', 'non-canonical'],
  ['2001:0db8::/32', '2001:db8::/32', 'non-canonical'],
  ['2001:db8:0:0::/32', '2001:db8::/32', 'non-canonical'],
  ['00001::/64', '1::/64', 'leading-zeros'],
  ['2001:db8::1/32', '2001:db8::/32', 'host-bits'],
  ['::1.2.3.4/128', '::102:304/128', 'non-canonical'],
  ['::01.2.3.4/128', '::102:304/128', 'leading-zeros'],
  ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128', 'non-canonical'],
  ['1:0:0:2:0:0:3:4/128', '1::2:0:0:3:4/128', 'non-canonical'],
  ['1:0:2:3:4:5:6:7/128', '1:0:2:3:4:5:6:7/128'],
  ['1:2:3:4:5:6:7::/128', '1:2:3:4:5:6:7:0/128', 'non-canonical'],
  ['::ffff:10.0.0.0/104', '10.0.0.0/8', 'ipv4-mapped'],
  ['::ffff:a00:0/104', '10.0.0.0/8', 'ipv4-mapped'],
  ['::ffff:10.1.0.0/104', '10.0.0.0/8', 'ipv4-mapped', 'host-bits'],
  ['::ffff:10.0.0.0/90', '::ffc0:0:0/90', 'ipv4-mapped', 'host-bits'],
];

for (const [text, canonical, ...oddities] of readable) {
  test(`${text} is read as ${canonical}: ${oddities.join(', ') || 'nothing odd'}`, () => {
    const read = cidr(text);
    assert.equal(canonicalCidr(read), canonical);
    assert.deepEqual(read.oddities, oddities);
    assert.equal(strictOddity(read), oddities[0] === 'non-canonical' ? undefined : oddities[0]);
    assert.equal(read.text, text);
  });
}

const address = /address/;
const prefix = /prefix length/;

/** Text and what the error speaks of. */
const unreadable: readonly (readonly [text: string, error: RegExp])[] = [
  ['', /such as/],
  [' ', /such as/],
  ['internal', /such as/],
  ['10.0.0.1', /10\.0\.0\.1\/32 is this one address/],
  ['2001:db8::1', /2001:db8::1\/128 is this one address/],
  ['/8', address],
  ['10.0.0/8', address],
  ['10/8', address],
  ['10.0.0.0.0/8', address],
  ['10..0.0/8', address],
  ['256.0.0.0/8', address],
  ['0x0a.0.0.0/8', address],
  ['167772160/8', address],
  ['+10.0.0.0/8', address],
  [' 10.0.0.0/8', address],
  ['10.0.0.0 /8', address],
  ['fe80::%eth0/64', address],
  ['fe80::1%1/64', address],
  [':/64', address],
  [':::/64', address],
  ['1::2::3/64', address],
  ['1:/64', address],
  [':1/64', address],
  ['10000::/16', address],
  ['g::/16', address],
  ['1:2:3:4:5:6:7/64', address],
  ['1:2:3:4:5:6:7:8:9/64', address],
  ['1:2:3:4:5:6:7:8::/64', address],
  ['::1:2:3:4:5:6:7:8/64', address],
  ['1.2.3.4::/20', address],
  ['1:2:3:4:5:6:7:1.2.3.4/64', address],
  ['[::1]/128', address],
  ['10.0.0.0/', prefix],
  ['10.0.0.0/33', prefix],
  ['10.0.0.0/-1', prefix],
  ['10.0.0.0/+8', prefix],
  ['10.0.0.0/8 ', prefix],
  ['10.0.0.0/8/8', prefix],
  ['10.0.0.0/255.0.0.0', prefix],
  ['::/129', prefix],
  ['::ffff:10.0.0.0/129', prefix],
  ['１０.0.0.0/8', address],
];

for (const [text, error] of unreadable) {
  test(`${JSON.stringify(text)} is no CIDR`, () => {
    const read = parseCidr(text);
    assert.match('error' in read ? read.error : '', error);
  });
}

const subsets: readonly (readonly [except: string, cidr: string, isSubset: boolean])[] = [
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.0.0.0/9', '10.0.0.0/8', true],
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['10.0.0.0/7', '10.0.0.0/8', false],
  ['11.0.0.0/16', '10.0.0.0/8', false],
  ['10.9.9.9/16', '10.1.2.3/8', true],
  ['2001:db8:1::/48', '2001:db8::/32', true],
  ['2001:db9::/48', '2001:db8::/32', false],
  ['10.1.0.0/16', '::/0', false],
  ['::1/128', '0.0.0.0/0', false],
  ['::ffff:10.1.0.0/112', '10.0.0.0/8', true],
  // IPv4-mapped text counts 128 bits although the addresses are the same: an equal network passes, a smaller one fails.
  ['::ffff:10.0.0.0/104', '10.0.0.0/8', true],
  ['10.1.0.0/16', '::ffff:10.0.0.0/104', false],
  ['::ffff:10.1.0.0/112', '::/0', false],
];

for (const [except, outer, isSubset] of subsets) {
  test(`${except} is ${isSubset ? '' : 'not '}a strict subset of ${outer}`, () => {
    assert.equal(isStrictSubset(cidr(except), cidr(outer)), isSubset);
  });
}

test('canonical text of any network is read back without oddity', () => {
  const anyNetwork = fc.oneof(networkText(4, 32, '.', 8, 10), networkText(8, 128, ':', 16, 16));
  fc.assert(
    fc.property(anyNetwork, (text) => {
      const read = cidr(text);
      const again = cidr(canonicalCidr(read));
      assert.deepEqual(again.oddities, []);
      assert.deepEqual([again.family, again.first, again.last], [read.family, read.first, read.last]);
      assert.equal(canonicalCidr(again), canonicalCidr(read));
    }),
  );
});

function networkText(
  groups: number,
  bits: number,
  separator: string,
  groupBits: number,
  radix: number,
): fc.Arbitrary<string> {
  // Zeros are frequent, so that runs of them occur.
  const group = fc.oneof(fc.constant(0), fc.nat(2 ** groupBits - 1));
  const written = fc.array(group, { minLength: groups, maxLength: groups });
  return fc
    .tuple(written, fc.nat(bits))
    .map(([parts, length]) => `${parts.map((part) => part.toString(radix)).join(separator)}/${length}`);
}

test('any text is read or refused, never thrown at', () => {
  const near = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdefF.:/%x ')) });
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (text) => {
      const read = parseCidr(text);
      if ('error' in read) return;
      assert.ok(read.cidr.first <= read.cidr.last);
      assert.ok(read.cidr.prefixLength >= 0);
    }),
  );
});
