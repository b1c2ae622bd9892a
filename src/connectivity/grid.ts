import type { Pod } from '../model/pod.ts';
import { type AddressSet, intersectAddresses, noAddresses } from '../semantics/address-set.ts';
import { addBit, type BitSet, emptyBits } from '../semantics/bitset.ts';
import type { Connectivity } from '../semantics/engine/connectivity.ts';
import type { PortSet } from '../semantics/port-set.ts';
import { divideAddresses } from './divide-addresses.ts';
import type { Ends } from './ends.ts';
import { numberingOf, type Place, placesOfLots } from './places.ts';
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
  const addAddresses = adderOf(outside, ofPods.length);
  const tiles = sets.map(({ blocks }, set) => {
    const own = blocks.map(({ ports }) => ({
      sources: emptyBits(),
      destinations: emptyBits(),
      value: ports,
    }));
    for (const [unit, { places }] of ofPods.entries()) {
      const { sourceIn, destinationIn } = places[set] ?? nowhere;
      for (const index of sourceIn) addTo(own[index]?.sources, unit);
      for (const index of destinationIn) addTo(own[index]?.destinations, unit);
    }
    for (const [index, { sources, destinations }] of blocks.entries()) {
      addAddresses(own[index]?.sources, sources.addresses);
      addAddresses(own[index]?.destinations, destinations.addresses);
    }
    return own;
  });
  return {
    units: [
      ...ofPods.map(({ pods }) => ({ pods, addresses: noAddresses })),
      ...outside.map((addresses) => ({ pods: [], addresses })),
    ],
    tiles,
  };
}

function addTo(bits: BitSet | undefined, unit: number): void {
  if (bits !== undefined) addBit(bits, unit);
}

/** Adds to a tile the units of addresses, the first of which has this index, that lie in a set. */
function adderOf(
  outside: readonly AddressSet[],
  first: number,
): (bits: BitSet | undefined, addresses: AddressSet) => void {
  const within = new Map<AddressSet, readonly number[]>([[noAddresses, []]]);
  return (bits, addresses) => {
    let units = within.get(addresses);
    if (units === undefined) {
      units = outside.flatMap((unit, index) =>
        intersectAddresses(unit, addresses) === noAddresses ? [] : [first + index],
      );
      within.set(addresses, units);
    }
    for (const unit of units) addTo(bits, unit);
  };
}

const nowhere: Place = { sourceIn: [], destinationIn: [] };

interface PodUnit {
  readonly pods: Pod[];
  /** By set; undefined where the pods are not in it. */
  readonly places: readonly (Place | undefined)[];
}

/** Pods that are in the same places of every set, in order of where the first of them comes in. */
function unitsOfPods(sets: readonly BlockSet[], tell: (pod: Pod) => string): readonly PodUnit[] {
  const placesOf = new Map<Pod, (Place | undefined)[]>();
  for (const [set, { blocks, called }] of sets.entries()) {
    for (const [lot, place] of placesOfLots(blocks)) {
      for (const each of lot) {
        const pod = called(each);
        let places = placesOf.get(pod);
        if (places === undefined) placesOf.set(pod, (places = sets.map(() => undefined)));
        places[set] = place;
      }
    }
  }
  const numberOf = numberingOf((place: Place | undefined) =>
    place === undefined ? '' : `${place.sourceIn.join()}:${place.destinationIn.join()}`,
  );
  const units = new Map<string, PodUnit>();
  for (const [pod, places] of placesOf) {
    const key = `${tell(pod)}:${places.map(numberOf).join()}`;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, { pods: [pod], places });
    else unit.pods.push(pod);
  }
  return [...units.values()];
}
