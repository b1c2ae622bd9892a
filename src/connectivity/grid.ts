import type { Pod } from '../model/pod.ts';
import { type AddressSet, intersectAddresses, noAddresses } from '../semantics/sets/address-set.ts';
import { addBit, type BitSet, emptyBits } from '../semantics/sets/bitset.ts';
import type { Connectivity } from '../semantics/engine/connectivity.ts';
import type { PortSet } from '../semantics/sets/port-set.ts';
import { divideAddresses } from './divide-addresses.ts';
import type { Ends } from './ends.ts';
import { type PlacedLot, placedLots } from './places.ts';
import type { Tile } from './tiles.ts';

/** The blocks of one cluster, and by which pod each pod in them is called. */
export interface BlockSet {
  readonly blocks: readonly Connectivity[];
  readonly called: (pod: Pod) => Pod;
}

/**
 * Several sets of blocks over one division of the endpoints: into units that no block of any set tells apart. A unit holds
 * either pods or addresses. `tiles[set]` are the blocks of a set, in order, with units for ends.
 */
export interface Grid {
  readonly units: readonly Ends[];
  readonly tiles: readonly (readonly Tile<PortSet>[])[];
}

/** Lays the sets over one another. `tell` keeps pods apart for which it gives different texts. */
export function gridOf(sets: readonly BlockSet[], tell: (pod: Pod) => string): Grid {
  const ofPods = unitsOfPods(sets, tell);
  const outside = divideAddresses(
    sets.flatMap(({ blocks }) =>
      blocks.flatMap((block) => [block.sources.addresses, block.destinations.addresses]),
    ),
  );
  return {
    units: [
      ...ofPods.map(({ pods }) => ({ pods, addresses: noAddresses })),
      ...outside.map((addresses) => ({ pods: [], addresses })),
    ],
    tiles: tilesOfSets(sets, ofPods, adderOf(outside, ofPods.length)),
  };
}

function tilesOfSets(
  sets: readonly BlockSet[],
  ofPods: readonly PodUnit[],
  addAddresses: AddAddresses,
): Grid['tiles'] {
  const tiles = sets.map(({ blocks }) =>
    blocks.map(({ sources, destinations, ports }) => ({
      sources: emptyBits(),
      destinations: emptyBits(),
      value: ports,
      outside: [sources.addresses, destinations.addresses] as const,
    })),
  );
  for (const [unit, { places }] of ofPods.entries()) {
    for (const [set, own] of tiles.entries()) {
      for (const index of places[set]?.asSource.blocks ?? []) addTo(own[index]?.sources, unit);
      for (const index of places[set]?.asDestination.blocks ?? []) addTo(own[index]?.destinations, unit);
    }
  }
  for (const {
    sources,
    destinations,
    outside: [from, to],
  } of tiles.flat()) {
    addAddresses(sources, from);
    addAddresses(destinations, to);
  }
  return tiles;
}

function addTo(bits: BitSet | undefined, unit: number): void {
  if (bits !== undefined) addBit(bits, unit);
}

/** Adds the units of addresses that lie in a set. */
type AddAddresses = (bits: BitSet, addresses: AddressSet) => void;

/** `first` is the index of the first unit of addresses. */
function adderOf(outside: readonly AddressSet[], first: number): AddAddresses {
  const within = new Map<AddressSet, readonly number[]>([[noAddresses, []]]);
  return (bits, addresses) => {
    let units = within.get(addresses);
    if (units === undefined) {
      units = outside.flatMap((unit, index) =>
        intersectAddresses(unit, addresses) === noAddresses ? [] : [first + index],
      );
      within.set(addresses, units);
    }
    for (const unit of units) addBit(bits, unit);
  };
}

interface PodUnit {
  readonly pods: Pod[];
  /** By set; undefined where the pods are not in it. */
  readonly places: readonly (PlacedLot | undefined)[];
}

/** Pods that are in the same places of every set, in order of where the first of them comes in. */
function unitsOfPods(sets: readonly BlockSet[], tell: (pod: Pod) => string): readonly PodUnit[] {
  const placesOf = new Map<Pod, (PlacedLot | undefined)[]>();
  for (const [set, { blocks, called }] of sets.entries()) {
    for (const lot of placedLots(blocks)) {
      for (const each of lot.pods) {
        const pod = called(each);
        let places = placesOf.get(pod);
        if (places === undefined) placesOf.set(pod, (places = sets.map(() => undefined)));
        places[set] = lot;
      }
    }
  }
  const units = new Map<string, PodUnit>();
  for (const [pod, places] of placesOf) {
    const key = `${tell(pod)}:${places.map(markOf).join()}`;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, { pods: [pod], places });
    else unit.pods.push(pod);
  }
  return [...units.values()];
}

function markOf(lot: PlacedLot | undefined): string {
  return lot === undefined ? '' : `${lot.asSource.mark} ${lot.asDestination.mark}`;
}
