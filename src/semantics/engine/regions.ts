import type { Address } from '../../model/address.ts';
import { addressPoint, type AddressSet, firstPoint6 } from '../sets/address-set.ts';
import { addBit, type BitSet, emptyBits, isNoBits, removeBit, uniteAllBits } from '../sets/bitset.ts';
import { includes } from '../sets/intervals.ts';
import { createCutPoints, type CutPoints } from './cut-points.ts';

/**
 * Consecutive addresses that no block in use tells apart and at which pods are; `first` and `last` enclose the pods'
 * addresses, and may enclose some that pods have given up.
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
  add(region: Region, member: number): void;
  /** A region without members is forgotten. */
  remove(region: Region, member: number): void;
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

/** The regions by where they start: at a cut, or at 0. */
type ByStart = Map<bigint, Region>;

/** No pods, no cuts but the one between the IP versions. */
export function createRegions(): Regions {
  const cuts = createCutPoints();
  const byStart: ByStart = new Map();
  let nextId = 0;
  cuts.use(firstPoint6);

  function of(address: Address): Region {
    const point = addressPoint(address);
    const start = cuts.startOf(point);
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

  function remove(region: Region, member: number): void {
    removeBit(region.classes, member);
    if (!isNoBits(region.classes)) return;
    const start = cuts.startOf(region.first);
    if (byStart.get(start) === region) byStart.delete(start);
  }

  return {
    of,
    add: (region, member) => addBit(region.classes, member),
    remove,
    cut: (addresses) => addresses.points.flatMap((point) => cutAt(cuts, byStart, point) ?? []),
    release(addresses) {
      for (const point of addresses.points) if (cuts.release(point)) heal(cuts, byStart, point);
    },
    within: (addresses) => membersWithin(byStart, addresses),
  };
}

/** The region that falls in two; one that lies on either side of the cut as a whole stays as it is. */
function cutAt(cuts: CutPoints, byStart: ByStart, point: bigint): Region | undefined {
  if (!cuts.use(point) || point === 0n) return undefined;
  const start = cuts.startOf(point - 1n);
  const region = byStart.get(start);
  if (region === undefined || region.last < point) return undefined;
  byStart.delete(start);
  if (region.first < point) return region;
  byStart.set(point, region);
  return undefined;
}

/** Joins what the cut parted, unless pods are on both sides. */
function heal(cuts: CutPoints, byStart: ByStart, point: bigint): void {
  const after = byStart.get(point);
  const start = point === 0n ? point : cuts.startOf(point - 1n);
  if (after !== undefined && start !== point && byStart.has(start)) return;
  cuts.remove(point);
  if (after === undefined) return;
  byStart.delete(point);
  byStart.set(start, after);
}

function membersWithin(byStart: ByStart, addresses: AddressSet): ReturnType<Regions['within']> {
  const ipv4: BitSet[] = [];
  const ipv6: BitSet[] = [];
  for (const { first, classes } of byStart.values()) {
    if (includes(addresses.points, first)) (first < firstPoint6 ? ipv4 : ipv6).push(classes);
  }
  return { ipv4: uniteAllBits(ipv4), ipv6: uniteAllBits(ipv6) };
}
