import type { Pod } from '../model/pod.ts';
import type { Connectivity } from '../semantics/engine/connectivity.ts';

/** Among the sources and among the destinations of which blocks something is. */
export interface Place {
  readonly sourceIn: number[];
  readonly destinationIn: number[];
}

/** The place of every lot of pods, in order of where it comes in; lots can share a place, as different objects. */
export function placesOfLots(blocks: readonly Connectivity[]): ReadonlyMap<ReadonlySet<Pod>, Place> {
  const found = new Map<ReadonlySet<Pod>, Place>();
  const placeOf = (lot: ReadonlySet<Pod>): Place => {
    let place = found.get(lot);
    if (place === undefined) found.set(lot, (place = { sourceIn: [], destinationIn: [] }));
    return place;
  };
  for (const [index, { sources, destinations }] of blocks.entries()) {
    for (const lot of sources.lots()) placeOf(lot).sourceIn.push(index);
    for (const lot of destinations.lots()) placeOf(lot).destinationIn.push(index);
  }
  return found;
}

/** Numbers things so that those with the same key, and no others, have the same number. */
export function numberingOf<Thing>(keyOf: (thing: Thing) => string): (thing: Thing) => number {
  const numbers = new Map<string, number>();
  const known = new Map<Thing, number>();
  return (thing) => {
    let number = known.get(thing);
    if (number !== undefined) return number;
    const key = keyOf(thing);
    number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    known.set(thing, number);
    return number;
  };
}
