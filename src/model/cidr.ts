import { readOctets } from './address-octets.ts';
import { shorten } from './prose.ts';
import { type Address, type AddressRange, bitsOf, formatAddress, isMapped, toAddress } from './address.ts';

/**
 * What is odd about a CIDR that the lenient parser reads, in the order of the API server's strict checks (KEP-4858): for
 * the first of them a new value is refused. Other spellings of IPv6 are never refused; `canonicalCidr` tells them.
 */
export type CidrOddity = 'leading-zeros' | 'ipv4-mapped' | 'host-bits';

/** A CIDR as the API server reads it: the range of its network, and how it is written. */
export interface Cidr extends AddressRange {
  /** The address as typed, bits beyond the prefix included. */
  readonly address: Address;
  /** Within the family of the range: 0 to 32 or 0 to 128. */
  readonly prefixLength: number;
  /** The number after the slash: for IPv4-mapped text it counts 128 bits although the range is IPv4. */
  readonly maskLength: number;
  readonly oddities: readonly CidrOddity[];
}

/**
 * Reads a CIDR as the API server does, leading zeros, IPv4-mapped addresses and host bits included. An error says in
 * one clause why the text is none.
 */
export function parseCidr(text: string): { readonly cidr: Cidr } | { readonly error: string } {
  const slash = text.indexOf('/');
  if (slash === -1) return { error: explainMissingPrefix(text) };
  const read = readOctets(text.slice(0, slash));
  if (read === undefined) return { error: 'must start with an IPv4 or IPv6 address' };
  const mask = text.slice(slash + 1);
  const bits = read.octets.length * 8;
  if (!/^[0-9]+$/.test(mask) || Number(mask) > bits) {
    return { error: `must end with a prefix length from 0 to ${bits}` };
  }
  const leadingZeros = read.leadingZeros || (mask.length > 1 && mask.startsWith('0'));
  return { cidr: build(text, read.octets, Number(mask), leadingZeros) };
}

/** The network in canonical form (RFC 5952 for IPv6), `10.0.0.0/8` for `010.1.2.3/8`. */
export function canonicalCidr(cidr: Cidr): string {
  return `${formatAddress({ family: cidr.family, value: cidr.first })}/${cidr.prefixLength}`;
}

/**
 * Whether the API server takes `except` as a strict subset of `cidr`: the network contains its address, families never
 * mixing, and the typed prefix is longer, where IPv4-mapped text counts 128 bits.
 */
export function isStrictSubset(except: Cidr, cidr: Cidr): boolean {
  if (except.family !== cidr.family || cidr.maskLength >= except.maskLength) return false;
  return cidr.first <= except.first && except.first <= cidr.last;
}

function build(text: string, octets: readonly number[], maskLength: number, leadingZeros: boolean): Cidr {
  const networkOctets = octets.map((octet, index) => octet & maskOctet(maskLength - index * 8));
  const network = toAddress(networkOctets);
  const hasHostBits = networkOctets.some((octet, index) => octet !== octets[index]);
  const address = hasHostBits ? toAddress(octets) : network;
  const oddities: CidrOddity[] = [];
  if (leadingZeros) oddities.push('leading-zeros');
  if (isMapped(octets)) oddities.push('ipv4-mapped');
  if (hasHostBits) oddities.push('host-bits');
  const freeBits = octets.length * 8 - maskLength;
  return {
    family: network.family,
    first: network.value,
    last: network.value + sizeOf(freeBits) - 1n,
    text,
    address,
    prefixLength: bitsOf(network.family) - freeBits,
    maskLength,
    oddities,
  };
}

function sizeOf(freeBits: number): bigint {
  return freeBits <= 32 ? BigInt(2 ** freeBits) : 1n << BigInt(freeBits);
}

/** The part of a prefix that falls on one octet, given how many of its bits begin there. */
function maskOctet(bits: number): number {
  return (0xff00 >> Math.min(Math.max(bits, 0), 8)) & 0xff;
}

function explainMissingPrefix(text: string): string {
  const read = readOctets(text);
  if (read === undefined) return 'must be a CIDR such as 10.9.8.0/24 or 2001:db8::/64';
  const isZero = read.octets.every((octet) => octet === 0);
  const meaning = isZero ? '0 is every address' : `${read.octets.length * 8} is this one address`;
  return `must have a prefix length: ${shorten(text)}/${meaning}`;
}
