import { type Address, bitsOf, formatAddress, parseAddress } from '../address.ts';
import { canonicalCidr, parseCidr } from '../cidr.ts';

/** No two addresses are longer; the length of what is no CIDR is the author's choice. */
const longest = 100;

/**
 * The CIDR in canonical form that a value can only mean: for an address the range that is this one address, for the
 * address of zeros every address, and what a netmask, stars or the first and the last address say.
 */
export function cidrMeant(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > longest) return undefined;
  const text = value
    .replace(/\s#.*$/, '')
    .replaceAll(/[\s[\]]/g, '')
    .replaceAll('\\', '/');
  const [first = '', last, more] = text.split('-').map((part) => part.trim());
  if (last !== undefined) return more === undefined ? betweenEnds(first, last) : undefined;
  const [, octets, length] = /^(\d{1,3}(?:\.\d{1,3}){0,2})(?:(?:\.\*){1,3}|\/(\d{1,2}))$/.exec(text) ?? [];
  if (octets !== undefined) return ofFirstOctets(octets.split('.'), length);
  const [address = '', mask] = text.split('/');
  return canonical(`${address}/${mask === undefined ? prefixAlone(address) : (lengthOf(mask) ?? mask)}`);
}

/** What `10.20/16` and `10.20.*` say: the other octets are zero. */
function ofFirstOctets(octets: readonly string[], written: string | undefined): string | undefined {
  const length = Number(written ?? octets.length * 8);
  if (length > octets.length * 8) return undefined;
  return canonical(`${[...octets, 0, 0, 0].slice(0, 4).join('.')}/${length}`);
}

/** Whether a value is the first and the last address of a range. */
export function isAddressRange(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > longest) return false;
  const ends = value.split('-').map((part) => parseAddress(part.trim()));
  return ends.length === 2 && ends.every((end) => end !== undefined);
}

function canonical(text: string): string | undefined {
  const read = parseCidr(text);
  return 'cidr' in read ? canonicalCidr(read.cidr) : undefined;
}

function prefixAlone(text: string): number {
  const address = parseAddress(text);
  if (address?.value === 0n) return 0;
  return text.includes(':') ? 128 : 32;
}

/** The prefix length that a netmask such as 255.255.255.0 stands for. */
function lengthOf(mask: string): number | undefined {
  const address = mask.includes('.') ? parseAddress(mask) : undefined;
  return address === undefined ? undefined : lengthOfBlock(address, 2n ** 32n - address.value);
}

function betweenEnds(from: string, to: string): string | undefined {
  const [first, last] = [parseAddress(from), parseAddress(to)];
  if (first === undefined || last === undefined || first.family !== last.family) return undefined;
  const size = last.value - first.value + 1n;
  if (size <= 0n || first.value % size !== 0n) return undefined;
  const length = lengthOfBlock(first, size);
  return length === undefined ? undefined : `${formatAddress(first)}/${length}`;
}

/** The prefix length of a block of so many addresses; undefined where no block has as many. */
function lengthOfBlock({ family }: Address, size: bigint): number | undefined {
  const bits = size.toString(2).length - 1;
  return size === 1n << BigInt(bits) ? bitsOf(family) - bits : undefined;
}
