import { type Address, type AddressRange, bitsOf, type Family, formatAddress } from '../../model/address.ts';
import type { IPBlock } from '../../model/networkpolicy.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { createIntervalSets, type IntervalSet } from './interval-sets.ts';
import { eachInterval, includes, type Intervals, isWithin, mergeIntervals } from './intervals.ts';

/** A set of IPv4 and IPv6 addresses; its points are their positions, as `addressPoint` gives them. */
export type AddressSet = IntervalSet<bigint>;

/**
 * The first position of IPv6 on the line of all addresses, right after the last one of IPv4. Every position is an
 * address: only then is `everyAddress` all that a set can hold, as the shortcuts of intersection and difference take it.
 */
export const firstPoint6: bigint = 1n << 32n;

const { of, unite, intersect, subtract } = createIntervalSets<bigint>();

/** The one address set of these points. */
export const addressSetOf: (points: Intervals<bigint>) => AddressSet = of;

/** The position of an address on one line that holds IPv4 first, then IPv6. */
export function addressPoint(address: Address): bigint {
  return address.family === 4 ? address.value : firstPoint6 + address.value;
}

/** No address. */
export const noAddresses: AddressSet = addressSetOf([]);

/** Every address of one family. */
export function addressesOf(family: Family): AddressSet {
  const base = family === 4 ? 0n : firstPoint6;
  return addressSetOf([base, base + (1n << BigInt(bitsOf(family)))]);
}

/** Every address of both families. */
export const everyAddress: AddressSet = uniteAddresses(addressesOf(4), addressesOf(6));

/** The addresses of a range. */
export function addressesOfRange({ family, first, last }: AddressRange): AddressSet {
  const start = addressPoint({ family, value: first });
  return addressSetOf([start, start + (last - first) + 1n]);
}

/** The addresses of a block: its CIDR less every except. */
export const addressesOfBlock: (block: IPBlock) => AddressSet = rememberedOf(({ cidr, except }: IPBlock) =>
  except.reduce((rest, range) => subtractAddresses(rest, addressesOfRange(range)), addressesOfRange(cidr)),
);

/** What is in either set. */
export function uniteAddresses(one: AddressSet, other: AddressSet): AddressSet {
  if (one === other || other === noAddresses) return one;
  return one === noAddresses ? other : unite(one, other);
}

/** What is in any of the sets. */
export function uniteAllAddresses(sets: readonly AddressSet[]): AddressSet {
  if (sets.length < 8) return sets.reduce(uniteAddresses, noAddresses);
  return addressSetOf(mergeIntervals(sets.flatMap(({ points }) => [...eachInterval(points)])));
}

/** What is in both sets. */
export function intersectAddresses(one: AddressSet, other: AddressSet): AddressSet {
  if (one === other || other === everyAddress) return one;
  if (one === everyAddress) return other;
  return areApart(one, other) ? noAddresses : intersect(one, other);
}

/** What is in `one` and not in `other`. */
export function subtractAddresses(one: AddressSet, other: AddressSet): AddressSet {
  if (one === other || other === everyAddress) return noAddresses;
  return areApart(one, other) ? one : subtract(one, other);
}

/** Whether one set ends before the other begins: most do, and need no remembered result. */
function areApart({ points: one }: AddressSet, { points: other }: AddressSet): boolean {
  const [first, otherFirst] = [one[0], other[0]];
  if (first === undefined || otherFirst === undefined) return true;
  return (one.at(-1) ?? first) <= otherFirst || (other.at(-1) ?? otherFirst) <= first;
}

/** Whether everything in `one` is also in `other`. */
export function isSubsetOfAddresses(one: AddressSet, other: AddressSet): boolean {
  return one === other || isWithin(one.points, other.points);
}

/** Whether the address is in the set. */
export function hasAddress(addresses: AddressSet, address: Address): boolean {
  return includes(addresses.points, addressPoint(address));
}

/** Consecutive addresses of one family, both ends included. */
export interface AddressInterval {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** The set in the fewest intervals, IPv4 before IPv6, ascending. */
export function addressIntervals(addresses: AddressSet): readonly AddressInterval[] {
  return [...eachInterval(addresses.points)].flatMap(([start, end]) => {
    if (end <= firstPoint6) return [interval(4, start, end)];
    if (start >= firstPoint6) return [interval(6, start, end)];
    return [interval(4, start, firstPoint6), interval(6, firstPoint6, end)];
  });
}

function interval(family: Family, start: bigint, end: bigint): AddressInterval {
  const base = family === 4 ? 0n : firstPoint6;
  return { family, first: start - base, last: end - 1n - base };
}

/** The set as the fewest CIDRs, IPv4 before IPv6, ascending: `10.0.0.0/8`. */
export function describeAddresses(addresses: AddressSet): readonly string[] {
  return addressIntervals(addresses).flatMap((interval) => [...cidrsOf(interval)]);
}

function* cidrsOf({ family, first, last }: AddressInterval): Generator<string> {
  let start = first;
  while (start <= last) {
    let free = 0;
    while (free < bitsOf(family) && isBlock(start, BigInt(free + 1), last)) free += 1;
    yield `${formatAddress({ family, value: start })}/${bitsOf(family) - free}`;
    start += 1n << BigInt(free);
  }
}

function isBlock(start: bigint, bits: bigint, last: bigint): boolean {
  const size = 1n << bits;
  return start % size === 0n && start + size - 1n <= last;
}
