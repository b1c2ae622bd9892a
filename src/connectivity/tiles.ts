import { addBit, type BitSet, bitsFrom, emptyBits } from '../semantics/sets/bitset.ts';

/** Every one of these sources has this value towards every one of these destinations; all are indexes of units. */
export interface Tile<Value> {
  readonly sources: BitSet;
  readonly destinations: BitSet;
  readonly value: Value;
}

/** One cell of a table of units. */
export interface Cell<Value> {
  readonly source: number;
  readonly destination: number;
  readonly value: Value;
}

/** The cells of each source that have the same value as one tile. `keyOf` is equal for values that belong together. */
export function tilesOf<Value>(
  cells: Iterable<Cell<Value>>,
  keyOf: (value: Value) => string | number,
): readonly Tile<Value>[] {
  const rows = new Map<number, Map<string | number, Tile<Value>>>();
  for (const { source, destination, value } of cells) {
    let row = rows.get(source);
    if (row === undefined) rows.set(source, (row = new Map()));
    const key = keyOf(value);
    let tile = row.get(key);
    if (tile === undefined)
      row.set(key, (tile = { sources: bitsFrom([source]), destinations: emptyBits(), value }));
    addBit(tile.destinations, destination);
  }
  return [...rows.values()].flatMap((row) => [...row.values()]);
}

/** Tiles of one source, each with the destinations of one value. */
export function tilesOfRow<Value>(source: number, row: ReadonlyMap<Value, BitSet>): readonly Tile<Value>[] {
  return [...row].map(([value, destinations]) => ({ sources: bitsFrom([source]), destinations, value }));
}

/** Adds a destination to those of a row that have this value. */
export function addToRow<Value>(row: Map<Value, BitSet>, value: Value, destination: number): void {
  const known = row.get(value);
  if (known === undefined) row.set(value, bitsFrom([destination]));
  else addBit(known, destination);
}
