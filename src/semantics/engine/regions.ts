import type { Address } from '../../model/address.ts';
import { addressPoint, type AddressSet, firstPoint6 } from '../address-set.ts';
import { addBit, type BitSet, emptyBits, isNoBits, removeBit, uniteBits } from '../bitset.ts';
import { includes } from '../intervals.ts';

/**
 * Consecutive addresses that no block in use tells apart and at which pods are or were; `first` and `last` enclose those
 * pods' addresses.
 */
export interface Region {
  readonly id: number;
  first: bigint;
  last: bigint;
  /** The classes whose members have an address here. */
  readonly classes: BitSet;
}

/** The regions of the pods' addresses, cut where the blocks in use begin and end. */
export interface Regions {
  /** The region of an address, made when it is the first one there. */
  of(address: Address): Region;
  enter(region: Region, member: number): void;
  leave(region: Region, member: number): void;
  /**
   * Cuts where the set begins and ends, and counts its use. Returns the regions that fell in two; their members must be
   * given regions anew.
   */
  cut(addresses: AddressSet): readonly Region[];
  /** Counts one use less; cuts that nothing needs are healed where no pod is the wiser. */
  release(addresses: AddressSet): void;
  /** The members with an address in the set, by IP version. The set must be in use, by `cut`. */
  within(addresses: AddressSet): { readonly ipv4: BitSet; readonly ipv6: BitSet };
}

/** No pods, no cuts but the one between the IP versions. */
export function createRegions(): Regions {
  const uses = new Map<bigint, number>([[firstPoint6, 1]]);
  let cuts: bigint[] = [firstPoint6];
  let unsorted = false;
  const byStart = new Map<bigint, Region>();
  let nextId = 0;

  function cutIndex(point: bigint): number {
    if (unsorted) cuts.sort((one, other) => (one < other ? -1 : 1));
    unsorted = false;
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cuts[middle] as bigint) <= point) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function startOf(point: bigint): bigint {
    return cuts[cutIndex(point) - 1] ?? 0n;
  }

  function of(address: Address): Region {
    const point = addressPoint(address);
    const start = startOf(point);
    let region = byStart.get(start);
    if (region === undefined) {
      region = { id: nextId, first: point, last: point, classes: emptyBits() };
      nextId += 1;
      byStart.set(start, region);
    }
    if (point < region.first) region.first = point;
    if (point > region.last) region.last = point;
    return region;
  }

  function leave(region: Region, member: number): void {
    removeBit(region.classes, member);
    if (!isNoBits(region.classes)) return;
    const start = startOf(region.first);
    if (byStart.get(start) === region) byStart.delete(start);
  }

  function cutAt(point: bigint): Region | undefined {
    const used = uses.get(point);
    uses.set(point, (used ?? 0) + 1);
    if (used !== undefined) return undefined;
    if (byStart.size === 0) {
      cuts.push(point);
      unsorted = true;
      return undefined;
    }
    const index = cutIndex(point);
    const start = cuts[index - 1] ?? 0n;
    if (start === point) return undefined;
    const region = byStart.get(start);
    cuts.splice(index, 0, point);
    if (region === undefined || region.last < point) return undefined;
    byStart.delete(start);
    if (region.first < point) return region;
    byStart.set(point, region);
    return undefined;
  }

  function heal(point: bigint): void {
    const index = cutIndex(point) - 1;
    if (cuts[index] !== point) return void uses.delete(point);
    const start = cuts[index - 1] ?? 0n;
    const after = byStart.get(point);
    if (after !== undefined && byStart.has(start)) return;
    uses.delete(point);
    cuts.splice(index, 1);
    if (after === undefined) return;
    byStart.delete(point);
    byStart.set(start, after);
  }

  return {
    of,
    enter: (region, member) => addBit(region.classes, member),
    leave,
    cut: (addresses) => addresses.points.flatMap((point) => cutAt(point) ?? []),
    release(addresses) {
      for (const point of addresses.points) {
        const used = (uses.get(point) ?? 0) - 1;
        uses.set(point, used);
        if (used === 0) heal(point);
      }
    },
    within(addresses) {
      let ipv4 = emptyBits();
      let ipv6 = emptyBits();
      for (const { first, classes } of byStart.values()) {
        if (!includes(addresses.points, first)) continue;
        if (first < firstPoint6) ipv4 = uniteBits(ipv4, classes);
        else ipv6 = uniteBits(ipv6, classes);
      }
      return { ipv4, ipv6 };
    },
  };
}
