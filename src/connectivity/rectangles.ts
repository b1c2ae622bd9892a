import {
  addBit,
  areSameBits,
  type BitSet,
  bitsFrom,
  firstBit,
  forEachBit,
  hasBit,
  hashBits,
  uniteAllBits,
  uniteBits,
} from '../semantics/sets/bitset.ts';
import type { Tile } from './tiles.ts';

/**
 * The tiles, no two of which overlap, as few rectangles, each cell in exactly one. `keyOf` is equal for values that belong
 * together. What is alike is gathered by destination or by source, whichever takes fewer rectangles. Values and rectangles
 * are in the order in which their first cells come row by row.
 */
export function rectanglesOf<Value>(
  tiles: readonly Tile<Value>[],
  keyOf: (value: Value) => string | number,
): readonly Tile<Value>[] {
  const groups = [...Map.groupBy(tiles, ({ value }) => keyOf(value)).values()].map(fromFirstCell);
  groups.sort((one, other) => one.source - other.source || one.destination - other.destination);
  return groups.flatMap(({ alike, value }) => {
    const byDestination = gather(
      alike.map(({ sources, destinations }) => ({ near: destinations, far: sources })),
    );
    const bySource = gather(alike.map(({ sources, destinations }) => ({ near: sources, far: destinations })));
    if (byDestination.length > bySource.length)
      return bySource.map(({ near, far }) => ({ sources: near, destinations: far, value }));
    byDestination.sort((one, other) => firstBit(one.far) - firstBit(other.far));
    return byDestination.map(({ near, far }) => ({ sources: far, destinations: near, value }));
  });
}

/** Tiles of one value, as the first of their cells has it. */
interface Alike<Value> {
  readonly alike: readonly Tile<Value>[];
  readonly source: number;
  readonly destination: number;
  readonly value: Value;
}

function fromFirstCell<Value>(alike: readonly Tile<Value>[]): Alike<Value> {
  const source = alike.reduce((first, { sources }) => Math.min(first, firstBit(sources)), Infinity);
  const [first, ...others] = alike.filter(({ sources }) => hasBit(sources, source));
  if (first === undefined) throw new Error('a tile has no source');
  const { value, destinations } = others.reduce(
    (best, tile) => (firstBit(tile.destinations) < firstBit(best.destinations) ? tile : best),
    first,
  );
  return { alike, source, destination: firstBit(destinations), value };
}

/** Some indexes of one side, and all those of the other side that each of them is paired with. */
interface Gathered {
  readonly near: BitSet;
  readonly far: BitSet;
}

/** The pairs by the far side that a near index has, in order of near indexes. Pairs are never formed. */
function gather(pairs: readonly Gathered[]): Gathered[] {
  const buckets = new Map<number, { near: BitSet; readonly far: BitSet }[]>();
  for (const { near, among } of bySamePairs(pairs)) {
    const far = uniteAllBits(among.flatMap((index) => pairs[index]?.far ?? []));
    const hash = hashBits(far);
    let bucket = buckets.get(hash);
    if (bucket === undefined) buckets.set(hash, (bucket = []));
    const known = bucket.find((group) => areSameBits(group.far, far));
    if (known === undefined) bucket.push({ near, far });
    else known.near = uniteBits(known.near, near);
  }
  const gathered = [...buckets.values()].flat();
  return gathered.sort((one, other) => firstBit(one.near) - firstBit(other.near));
}

/** The near indexes by the pairs that have them. */
function bySamePairs(
  pairs: readonly Gathered[],
): Iterable<{ readonly near: BitSet; readonly among: readonly number[] }> {
  const pairsOf = new Map<number, number[]>();
  for (const [index, { near }] of pairs.entries()) {
    forEachBit(near, (unit) => {
      const known = pairsOf.get(unit);
      if (known === undefined) pairsOf.set(unit, [index]);
      else known.push(index);
    });
  }
  const groups = new Map<string, { readonly near: BitSet; readonly among: readonly number[] }>();
  for (const [unit, among] of pairsOf) {
    const key = among.join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { near: bitsFrom([unit]), among });
    else addBit(group.near, unit);
  }
  return groups.values();
}
