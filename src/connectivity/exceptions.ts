import {
  type BitSet,
  eachBit,
  emptyBits,
  firstBit,
  isNoBits,
  subtractBits,
  uniteBits,
} from '../semantics/sets/bitset.ts';
import { type PortTerms, portTermsKey } from '../semantics/ports/port-terms.ts';
import { isNoPorts, subtractPortTerms } from './symbolic-ports.ts';
import type { Tile } from './tiles.ts';

/** Whether what is said of a wide name does not go for someone within it, who has a narrower name. */
export interface Exceptions {
  readonly ofSource: (source: number, destinations: BitSet, value: PortTerms) => boolean;
  readonly ofDestination: (destination: number, sources: BitSet, value: PortTerms) => boolean;
}

/** Finds exceptions among all that may connect, in tiles of one source; `within` are for each end those within it. */
export function exceptionsIn(tiles: readonly Tile<PortTerms>[], within: readonly BitSet[]): Exceptions {
  const rows = Map.groupBy(tiles, ({ sources }) => firstBit(sources));
  const known = new Map<string, BitSet>();
  /** The destinations to which a source may use at least that. */
  const reached = (source: number, value: PortTerms): BitSet => {
    const key = `${source} ${portTermsKey(value)}`;
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = destinationsOf(rows.get(source) ?? [], value)));
    return found;
  };
  return {
    ofSource: (source, destinations, value) =>
      [...eachBit(within[source] ?? emptyBits())].some(
        (each) => !isSubset(destinations, reached(each, value)),
      ),
    ofDestination: (destination, sources, value) => {
      const narrower = within[destination] ?? emptyBits();
      return (
        !isNoBits(narrower) &&
        [...eachBit(sources)].some((source) => !isSubset(narrower, reached(source, value)))
      );
    },
  };
}

function destinationsOf(row: readonly Tile<PortTerms>[], value: PortTerms): BitSet {
  return row
    .filter((tile) => isNoPorts(subtractPortTerms(value, tile.value)))
    .reduce((sum, { destinations }) => uniteBits(sum, destinations), emptyBits());
}

function isSubset(one: BitSet, other: BitSet): boolean {
  return isNoBits(subtractBits(one, other));
}
