import type { Direction } from '../model/networkpolicy.ts';
import {
  type BitSet,
  bitsFrom,
  eachBit,
  forEachBit,
  intersectBits,
  isNoBits,
  meetBits,
  onlyBit,
  subtractBits,
  uniteAllBits,
  uniteBits,
} from '../semantics/sets/bitset.ts';
import type { Tile } from './tiles.ts';

/**
 * For each unit those of which what is said, at the end of connections in that direction, goes for it as well, itself
 * included.
 */
export type Wider = Readonly<Record<Direction, readonly BitSet[]>>;

/**
 * The tiles, which do not overlap, without the cells that another one says already, whose source and destination are wider
 * and whose value is equal. Each has one source.
 */
export function withoutImplied<Value>(
  tiles: readonly Tile<Value>[],
  keyOf: (value: Value) => string,
  wider: Wider,
): readonly Tile<Value>[] {
  return [...Map.groupBy(tiles, ({ value }) => keyOf(value)).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const rows = rowsOf(alike);
    return [...rows].flatMap(([source, row]) => {
      const destinations = tellingIn(row, source, rows, wider);
      return isNoBits(destinations)
        ? []
        : [{ sources: bitsFrom([source]), destinations, value: first.value }];
    });
  });
}

function rowsOf(tiles: readonly Tile<unknown>[]): ReadonlyMap<number, BitSet> {
  const rows = new Map<number, BitSet>();
  for (const { sources, destinations } of tiles) {
    forEachBit(sources, (source) => {
      const known = rows.get(source);
      rows.set(source, known === undefined ? destinations : uniteBits(known, destinations));
    });
  }
  return rows;
}

function tellingIn(
  row: BitSet,
  source: number,
  rows: ReadonlyMap<number, BitSet>,
  { egress, ingress }: Wider,
): BitSet {
  const others = [...eachBit(egress[source] ?? row)].filter((other) => other !== source);
  const ofOthers = uniteAllBits(others.flatMap((other) => rows.get(other) ?? []));
  const implied: number[] = [];
  forEachBit(row, (destination) => {
    const wide = ingress[destination] ?? row;
    const isImplied = meetBits(wide, ofOthers) || onlyBit(intersectBits(wide, row)) !== destination;
    if (isImplied) implied.push(destination);
  });
  return subtractBits(row, bitsFrom(implied));
}
