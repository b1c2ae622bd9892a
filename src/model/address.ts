import ipaddr from 'ipaddr.js';

import { readOctets } from './address-octets.ts';

/** IP version of an address; an IPv4-mapped IPv6 address counts as IPv4, as Go's net.IP treats it. */
export type Family = 4 | 6;

/** Consecutive addresses of one family, both ends included, as unsigned integers of 32 or 128 bits. */
export interface AddressRange {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
  /** The text that it was read from, for messages. */
  readonly text: string;
}

/** One address as an unsigned integer of 32 or 128 bits. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** How many bits an address of the family has. */
export function bitsOf(family: Family): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/** Whether the address lies in the range; addresses of the other family never do. */
export function contains(range: AddressRange, address: Address): boolean {
  return range.family === address.family && range.first <= address.value && address.value <= range.last;
}

/** Whether the whole of a range lies in another; ranges of two families never do. */
export function isWithin(inner: Omit<AddressRange, 'text'>, outer: Omit<AddressRange, 'text'>): boolean {
  return inner.family === outer.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** The address that a text names, leading zeros allowed as in older Kubernetes; undefined when it names none. */
export function parseAddress(text: string): Address | undefined {
  const read = readOctets(text);
  return read && toAddress(read.octets);
}

/** The address that 4 or 16 octets stand for; 16 octets of an IPv4-mapped address give the IPv4 address. */
export function toAddress(octets: readonly number[]): Address {
  if (octets.length === 4) return { family: 4, value: toInteger(octets) };
  if (isMapped(octets)) return { family: 4, value: toInteger(octets.slice(12)) };
  return { family: 6, value: toInteger(octets) };
}

/** Whether 16 octets are an IPv4-mapped IPv6 address, `::ffff:a.b.c.d` (RFC 4291 2.5.5.2). */
export function isMapped(octets: readonly number[]): boolean {
  if (octets.length !== 16 || octets[10] !== 0xff || octets[11] !== 0xff) return false;
  return octets.slice(0, 10).every((octet) => octet === 0);
}

/** The canonical text: four decimal octets, or RFC 5952. */
export function formatAddress(address: Address): string {
  const octets = toOctets(address);
  return address.family === 4 ? octets.join('.') : new ipaddr.IPv6(octets).toRFC5952String();
}

function toInteger(octets: readonly number[]): bigint {
  let value = 0n;
  for (let index = 0; index < octets.length; index += 4) {
    let part = 0;
    for (const octet of octets.slice(index, index + 4)) part = part * 256 + octet;
    value = (value << 32n) | BigInt(part);
  }
  return value;
}

function toOctets({ family, value }: Address): number[] {
  const octets: number[] = [];
  for (let shift = bitsOf(family) - 8; shift >= 0; shift -= 8) {
    octets.push(Number((value >> BigInt(shift)) & 0xffn));
  }
  return octets;
}
