import { podKey, type Pod } from '../model/pod.ts';
import {
  type AddressSet,
  addressSetOf,
  intersectAddresses,
  noAddresses,
  uniteAddresses,
} from '../semantics/address-set.ts';
import { includes } from '../semantics/intervals.ts';
import { noPorts, type PortSet } from '../semantics/port-set.ts';
import type { Block, Ends } from './replicas.ts';

/**
 * Several sets of blocks over one division of the endpoints: into units that no block of any set tells apart. A unit holds
 * either pods or addresses. `ports[set][source][destination]` is what a unit may use to connect to another; of two units
 * of addresses nothing is said.
 */
export interface Grid {
  readonly units: readonly Ends[];
  readonly ports: readonly (readonly (readonly PortSet[])[])[];
}

/** Where a unit is: among the sources and among the destinations of which blocks. */
interface Place {
  readonly ends: Ends;
  readonly sourceIn: readonly number[];
  readonly destinationIn: readonly number[];
}

/** Lays the sets over one another. `tell` keeps pods apart for which it gives different texts. */
export function gridOf(sets: readonly (readonly Block[])[], tell: (pod: Pod) => string): Grid {
  const blocks = sets.flat();
  const places = [...podPlaces(blocks, tell), ...addressPlaces(blocks)];
  const units = places.map(({ ends }) => ends);
  const destinationsOf: number[][] = blocks.map(() => []);
  for (const [unit, { destinationIn }] of places.entries())
    for (const block of destinationIn) destinationsOf[block]?.push(unit);
  let first = 0;
  const ports = sets.map((set) => {
    const rows = units.map(() => units.map(() => noPorts));
    fill(rows, places, destinationsOf, blocks, [first, first + set.length]);
    first += set.length;
    return rows;
  });
  return { units, ports };
}

function fill(
  rows: readonly PortSet[][],
  places: readonly Place[],
  destinationsOf: readonly (readonly number[])[],
  blocks: readonly Block[],
  [first, end]: readonly [number, number],
): void {
  for (const [source, { sourceIn }] of places.entries()) {
    const row = rows[source] ?? [];
    for (const index of sourceIn) {
      if (index < first || index >= end) continue;
      for (const destination of destinationsOf[index] ?? [])
        row[destination] = blocks[index]?.ports ?? noPorts;
    }
  }
}

interface Member {
  readonly pod: Pod;
  readonly sourceIn: number[];
  readonly destinationIn: number[];
}

function podPlaces(blocks: readonly Block[], tell: (pod: Pod) => string): readonly Place[] {
  const members = new Map<string, Member>();
  const memberOf = (pod: Pod): Member => {
    const key = `${pod.namespace}/${podKey(pod)}`;
    let member = members.get(key);
    if (member === undefined) members.set(key, (member = { pod, sourceIn: [], destinationIn: [] }));
    return member;
  };
  for (const [index, { sources, destinations }] of blocks.entries()) {
    for (const pod of sources.pods) memberOf(pod).sourceIn.push(index);
    for (const pod of destinations.pods) memberOf(pod).destinationIn.push(index);
  }
  const alike = Map.groupBy(
    members.values(),
    ({ pod, sourceIn, destinationIn }) => `${tell(pod)}:${sourceIn.join()}:${destinationIn.join()}`,
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ ...first, ends: { pods: group.map(({ pod }) => pod), addresses: noAddresses } }];
  });
}

function addressPlaces(blocks: readonly Block[]): readonly Place[] {
  const sides = blocks.flatMap(({ sources, destinations }) => [sources.addresses, destinations.addresses]);
  return divideAddresses(sides).map((addresses) => {
    const isIn = (set: AddressSet): boolean => intersectAddresses(addresses, set) !== noAddresses;
    const indexes = blocks.map((_, index) => index);
    return {
      ends: { pods: [], addresses },
      sourceIn: indexes.filter((index) => isIn(blocks[index]?.sources.addresses ?? noAddresses)),
      destinationIn: indexes.filter((index) => isIn(blocks[index]?.destinations.addresses ?? noAddresses)),
    };
  });
}

/** The union of the sets, divided into parts each of which lies wholly inside or outside of every set. */
export function divideAddresses(sets: readonly AddressSet[]): readonly AddressSet[] {
  const distinct = [...new Set(sets)].filter((set) => set !== noAddresses);
  const points = [...new Set(distinct.flatMap((set) => set.points))].sort((a, b) => (a < b ? -1 : 1));
  const bySignature = new Map<string, AddressSet>();
  for (const [index, start] of points.entries()) {
    const end = points[index + 1];
    if (end === undefined) break;
    const inside = distinct.flatMap((set, at) => (includes(set.points, start) ? [at] : []));
    if (inside.length === 0) continue;
    const known = bySignature.get(inside.join()) ?? noAddresses;
    bySignature.set(inside.join(), uniteAddresses(known, addressSetOf([start, end])));
  }
  return [...bySignature.values()];
}
