import { addBit, type BitSet, bitsFrom, forEachBit, uniteAllBits } from '../semantics/sets/bitset.ts';
import { noPorts, type PortSet } from '../semantics/sets/port-set.ts';
import type { PortTerms } from '../semantics/ports/port-terms.ts';
import type { Ends } from './ends.ts';
import type { Grid } from './grid.ts';
import { onlyNumbers } from './symbolic-ports.ts';
import type { Tile } from './tiles.ts';

/** What a connection may use as far as its source, its destination and both of them are concerned. */
export interface Sides {
  readonly egress: PortTerms;
  readonly ingress: PortTerms;
  readonly both: PortTerms;
}

/** Whether units are there before and after, or came or went. */
export type Presence = 'kept' | 'added' | 'removed';

/** How pairs are treated before and after a change. */
export interface SidedPair {
  readonly presence: Presence;
  readonly before: Sides;
  readonly after: Sides;
}

/**
 * The pairs that are not treated alike before and after. The sets of the grid are what egress, ingress and both allow
 * before, then after. Sources in the same tiles have one row, and only one row is held at a time.
 */
export function* sidedTiles(grid: Grid, presenceOf: (unit: Ends) => Presence): Generator<Tile<SidedPair>> {
  const presences = grid.units.map(presenceOf);
  const columns = alike(grid, presences, ({ destinations }) => destinations);
  const rowOf = rowMaker(grid, columns);
  const pairOf = pairs();
  for (const { units, presence, tiles } of alike(grid, presences, ({ sources }) => sources))
    yield* changedIn(rowOf(tiles), units, presence, columns, pairOf);
}

/** The ports of each set towards each column, for sources in these tiles; good until the next row is made. */
type Row = readonly (readonly PortSet[])[];

function rowMaker({ tiles: sets }: Grid, columns: readonly Alike[]): (tiles: Alike['tiles']) => Row {
  const columnsOf = sets.map((tiles): number[][] => tiles.map(() => []));
  for (const [column, { tiles }] of columns.entries())
    for (const [set, own] of tiles.entries()) for (const tile of own) columnsOf[set]?.[tile]?.push(column);
  const row = sets.map((): PortSet[] => columns.map(() => noPorts));
  return (tiles) => {
    for (const [set, own] of tiles.entries()) {
      const cells = row[set]?.fill(noPorts) ?? [];
      for (const tile of own) {
        const ports = sets[set]?.[tile]?.value ?? noPorts;
        for (const column of columnsOf[set]?.[tile] ?? []) cells[column] = ports;
      }
    }
    return row;
  };
}

/** Units that are in the same tiles of every set, on one side, and equally present. */
interface Alike {
  readonly units: BitSet;
  readonly presence: Presence;
  /** By set. */
  readonly tiles: readonly (readonly number[])[];
}

function alike(
  { units, tiles: sets }: Grid,
  presences: readonly Presence[],
  sideOf: (tile: Tile<PortSet>) => BitSet,
): readonly Alike[] {
  const tilesOf = units.map(() => sets.map((): number[] => []));
  for (const [set, tiles] of sets.entries())
    for (const [index, tile] of tiles.entries())
      forEachBit(sideOf(tile), (unit) => tilesOf[unit]?.[set]?.push(index));
  const found = new Map<string, Alike>();
  for (const [unit, tiles] of tilesOf.entries()) {
    const presence = presences[unit] ?? 'kept';
    const key = `${presence} ${tiles.join(';')}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { units: bitsFrom([unit]), presence, tiles });
    else addBit(known.units, unit);
  }
  return [...found.values()];
}

type PairOf = (row: Row, column: number, presence: Presence) => SidedPair;

function* changedIn(
  row: Row,
  units: BitSet,
  presence: Presence,
  columns: readonly Alike[],
  pairOf: PairOf,
): Generator<Tile<SidedPair>> {
  const changed = new Map<SidedPair, BitSet[]>();
  for (const [column, other] of columns.entries()) {
    if (!isChanged(row, column)) continue;
    const pair = pairOf(row, column, presence === 'kept' ? other.presence : presence);
    const known = changed.get(pair);
    if (known === undefined) changed.set(pair, [other.units]);
    else known.push(other.units);
  }
  for (const [value, destinations] of changed)
    yield { sources: units, destinations: uniteAllBits(destinations), value };
}

/** Sets are interned, so that equal is identical. */
function isChanged([egress, ingress, both, egressNow, ingressNow, bothNow]: Row, at: number): boolean {
  return (
    egress?.[at] !== egressNow?.[at] || ingress?.[at] !== ingressNow?.[at] || both?.[at] !== bothNow?.[at]
  );
}

/** Pairs that are treated alike are one object. */
function pairs(): PairOf {
  const known = new Map<string, SidedPair>();
  return (row, column, presence) => {
    const ports = row.map((cells) => cells[column] ?? noPorts);
    const key = `${presence} ${ports.map(({ id }) => id).join()}`;
    let pair = known.get(key);
    if (pair === undefined)
      known.set(
        key,
        (pair = { presence, before: sidesOf(ports.slice(0, 3)), after: sidesOf(ports.slice(3)) }),
      );
    return pair;
  };
}

function sidesOf([egress = noPorts, ingress = noPorts, both = noPorts]: readonly PortSet[]): Sides {
  return { egress: onlyNumbers(egress), ingress: onlyNumbers(ingress), both: onlyNumbers(both) };
}
