import { type BitSet, eachBit } from '../semantics/bitset.ts';
import type { PortTerms } from '../semantics/port-terms.ts';
import { isWithin, type Representative } from './representative.ts';
import { isNoPorts, subtractPortTerms } from './symbolic-ports.ts';
import type { Cell } from './tiles.ts';

/** Whether what is said of a wide name does not go for someone within it, who has a narrower name. */
export interface Exceptions {
  ofSource(source: number, destinations: BitSet, value: PortTerms): boolean;
  ofDestination(destination: number, sources: BitSet, value: PortTerms): boolean;
}

/** Finds exceptions among all pairs that may connect; ends are told by index. */
export function exceptionsIn(cells: readonly Cell<PortTerms>[], ends: readonly Representative[]): Exceptions {
  const allowed = new Map<number, Map<number, PortTerms>>();
  for (const { source, destination, value } of cells) {
    let row = allowed.get(source);
    if (row === undefined) allowed.set(source, (row = new Map<number, PortTerms>()));
    row.set(destination, value);
  }
  const narrower = ends.map((wide) =>
    [...ends.keys()].filter((index) => ends[index] !== wide && isOne(ends[index], wide)),
  );
  const isLess = (source: number, destination: number, value: PortTerms): boolean => {
    const found = allowed.get(source)?.get(destination);
    return found === undefined || !isNoPorts(subtractPortTerms(value, found));
  };
  return {
    ofSource: (source, destinations, value) =>
      (narrower[source] ?? []).some((each) =>
        [...eachBit(destinations)].some((destination) => isLess(each, destination, value)),
      ),
    ofDestination: (destination, sources, value) =>
      (narrower[destination] ?? []).some((each) =>
        [...eachBit(sources)].some((source) => isLess(source, each, value)),
      ),
  };
}

function isOne(narrow: Representative | undefined, wide: Representative): boolean {
  return narrow !== undefined && isWithin(narrow, wide);
}
