import assert from 'node:assert/strict';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { contains } from '../../src/model/address.ts';
import { canonicalCidr, isStrictSubset, parseCidr } from '../../src/model/cidr.ts';
import { addressOf, cidrOf } from '../support/read-address.ts';

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
  ['2001:DB8::/32', '2001:db8::/32'],
  ['2001:0db8::/32', '2001:db8::/32'],
  ['2001:db8:0:0::/32', '2001:db8::/32'],
  ['00001::/64', '1::/64', 'leading-zeros'],
  ['2001:db8::1/32', '2001:db8::/32', 'host-bits'],
  ['::1.2.3.4/128', '::102:304/128'],
  ['::01.2.3.4/128', '::102:304/128', 'leading-zeros'],
  ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128'],
  ['1:0:0:2:0:0:3:4/128', '1::2:0:0:3:4/128'],
  ['1:0:2:3:4:5:6:7/128', '1:0:2:3:4:5:6:7/128'],
  ['1:2:3:4:5:6:7::/128', '1:2:3:4:5:6:7:0/128'],
  ['::ff:10.0.0.0/104', '::ff:a00:0/104'],
  ['::ff00:10.0.0.0/104', '::ff00:a00:0/104'],
  ['1::ffff:10.0.0.0/104', '1::ffff:a00:0/104'],
  ['::ffff:10.0.0.0/104', '10.0.0.0/8', 'ipv4-mapped'],
  ['::ffff:a00:0/104', '10.0.0.0/8', 'ipv4-mapped'],
  ['::ffff:10.1.0.0/104', '10.0.0.0/8', 'ipv4-mapped', 'host-bits'],
  ['::ffff:10.0.0.0/90', '::ffc0:0:0/90', 'ipv4-mapped', 'host-bits'],
];

for (const [text, canonical, ...oddities] of readable) {
  test(`${text} is read as ${canonical}: ${oddities.join(', ') || 'nothing odd'}`, () => {
    const cidr = cidrOf(text);
    assert.equal(canonicalCidr(cidr), canonical);
    assert.deepEqual(cidr.oddities, oddities);
    assert.equal(cidr.text, text);
  });
}

const ofAddress = /address/;
const ofPrefix = /prefix length/;

/** Text and what the error speaks of. */
const unreadable: readonly (readonly [text: string, error: RegExp])[] = [
  ['', /such as/],
  [' ', /such as/],
  ['internal', /such as/],
  ['10.0.0.1', /10\.0\.0\.1\/32 is this one address/],
  ['2001:db8::1', /2001:db8::1\/128 is this one address/],
  ['/8', ofAddress],
  ['10.0.0/8', ofAddress],
  ['10/8', ofAddress],
  ['10.0.0.0.0/8', ofAddress],
  ['10..0.0/8', ofAddress],
  ['256.0.0.0/8', ofAddress],
  ['0x0a.0.0.0/8', ofAddress],
  ['167772160/8', ofAddress],
  ['+10.0.0.0/8', ofAddress],
  [' 10.0.0.0/8', ofAddress],
  ['10.0.0.0 /8', ofAddress],
  ['fe80::%eth0/64', ofAddress],
  ['fe80::1%1/64', ofAddress],
  [':/64', ofAddress],
  [':::/64', ofAddress],
  ['1::2::3/64', ofAddress],
  ['1:/64', ofAddress],
  [':1/64', ofAddress],
  ['10000::/16', ofAddress],
  ['g::/16', ofAddress],
  ['1:2:3:4:5:6:7/64', ofAddress],
  ['1:2:3:4:5:6:7:8:9/64', ofAddress],
  ['1:2:3:4:5:6:7:8::/64', ofAddress],
  ['::1:2:3:4:5:6:7:8/64', ofAddress],
  ['1.2.3.4::/20', ofAddress],
  ['1:2:3:4:5:6:7:1.2.3.4/64', ofAddress],
  ['[::1]/128', ofAddress],
  ['10.0.0.0/', ofPrefix],
  ['10.0.0.0/33', ofPrefix],
  ['10.0.0.0/-1', ofPrefix],
  ['10.0.0.0/+8', ofPrefix],
  ['10.0.0.0/8 ', ofPrefix],
  ['10.0.0.0/8/8', ofPrefix],
  ['10.0.0.0/255.0.0.0', ofPrefix],
  ['::/129', ofPrefix],
  ['::ffff:10.0.0.0/129', ofPrefix],
  ['１０.0.0.0/8', ofAddress],
];

for (const [text, error] of unreadable) {
  test(`${JSON.stringify(text)} is no CIDR`, () => {
    const result = parseCidr(text);
    assert.match('error' in result ? result.error : '', error);
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
    assert.equal(isStrictSubset(cidrOf(except), cidrOf(outer)), isSubset);
  });
}

test('canonical text of any network is read back without oddity', () => {
  const anyNetwork = fc.oneof(networkText(4, 32, '.', 8, 10), networkText(8, 128, ':', 16, 16));
  fc.assert(
    fc.property(anyNetwork, (text) => {
      const cidr = cidrOf(text);
      const again = cidrOf(canonicalCidr(cidr));
      assert.deepEqual(again.oddities, []);
      assert.deepEqual([again.family, again.first, again.last], [cidr.family, cidr.first, cidr.last]);
      assert.equal(canonicalCidr(again), canonicalCidr(cidr));
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

test('an IPv4-mapped range is a range of IPv4, and its mask counts 128 bits', () => {
  const { family, prefixLength, maskLength, first, last, address } = cidrOf('::ffff:10.1.2.3/104');
  assert.deepEqual({ family, prefixLength, maskLength }, { family: 4, prefixLength: 8, maskLength: 104 });
  assert.deepEqual([first, last, address.value], [0x0a000000n, 0x0affffffn, 0x0a010203n]);
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

test('the canonical form of an IPv6 address is that of a URL', () => {
  fc.assert(
    fc.property(fc.ipV6(), (ip) => {
      if (cidrOf(`${ip}/128`).family === 6)
        assert.equal(
          canonicalCidr(cidrOf(`${ip}/128`)),
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
      const padded = cidrOf(`${parts.slice(0, 4).join('.')}/${parts[4]}`);
      const plain = cidrOf(`${ip}/${length}`);
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
      assert.equal(contains(cidrOf(`${ip}/${mask}`), addressOf(asked)), list.check(asked, family(asked)));
    }),
  );
});
