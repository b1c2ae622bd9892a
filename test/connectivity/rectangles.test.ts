import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { withoutImplied } from '../../src/connectivity/implied.ts';
import { rectanglesOf } from '../../src/connectivity/rectangles.ts';
import { type Cell, type Tile, tilesOf } from '../../src/connectivity/tiles.ts';
import { type BitSet, bitsFrom, eachBit, hasBit } from '../../src/semantics/sets/bitset.ts';

const units = 6;
const unit = fc.integer({ min: 0, max: units - 1 });
const randomCells = fc.uniqueArray(
  fc.record({ source: unit, destination: unit, value: fc.constantFrom('a', 'b', 'c') }),
  { selector: ({ source, destination }) => source * units + destination, maxLength: units * units },
);
/** For each unit those around it, itself among them. */
const randomAround = fc
  .array(fc.array(unit), { minLength: units, maxLength: units })
  .map((all) => all.map((around, index): BitSet => bitsFrom([...around, index])));

const same = (value: string): string => value;

function shown(tiles: readonly Tile<string>[]): readonly string[] {
  return tiles.flatMap(({ sources, destinations, value }) =>
    [...eachBit(sources)].flatMap((source) =>
      [...eachBit(destinations)].map((destination) => `${source} ${destination} ${value}`),
    ),
  );
}

function shownCells(cells: readonly Cell<string>[]): readonly string[] {
  return cells.map(({ source, destination, value }) => `${source} ${destination} ${value}`);
}

/** How many rectangles there are if cells are gathered that have the same cells on the other side. */
function countGathered(cells: readonly Cell<string>[], near: 'source' | 'destination'): number {
  const far = near === 'source' ? 'destination' : 'source';
  const kinds = new Set<string>();
  for (const value of new Set(cells.map((cell) => cell.value))) {
    const own = cells.filter((cell) => cell.value === value);
    for (const index of new Set(own.map((cell) => cell[near]))) {
      const others = own.filter((cell) => cell[near] === index).map((cell) => cell[far]);
      kinds.add(`${value} ${others.sort((one, other) => one - other).join()}`);
    }
  }
  return kinds.size;
}

test('rectangles hold every cell once, and are no more than rows or columns that are alike', () => {
  fc.assert(
    fc.property(randomCells, (cells) => {
      const rectangles = rectanglesOf(tilesOf(cells, same), same);
      assert.deepEqual([...shown(rectangles)].sort(), [...shownCells(cells)].sort());
      assert.ok(rectangles.length <= countGathered(cells, 'source'));
      assert.ok(rectangles.length <= countGathered(cells, 'destination'));
    }),
  );
});

test('rectangles are the same however their cells are put together, in order of their first cells', () => {
  fc.assert(
    fc.property(randomCells, (cells) => {
      const single = cells.map(({ source, destination, value }) => ({
        sources: bitsFrom([source]),
        destinations: bitsFrom([destination]),
        value,
      }));
      const rectangles = rectanglesOf(single, same);
      assert.deepEqual(shown(rectangles), shown(rectanglesOf(tilesOf(cells, same), same)));
      const place = ({ source, destination }: Cell<string>): number => source * units + destination;
      const values = cells.toSorted((one, other) => place(one) - place(other)).map(({ value }) => value);
      assert.deepEqual([...new Set(rectangles.map(({ value }) => value))], [...new Set(values)]);
    }),
  );
});

test('a cell is left out exactly when another of its value is wider at both ends', () => {
  fc.assert(
    fc.property(randomCells, randomAround, randomAround, (cells, egress, ingress) => {
      const isAround = (around: readonly BitSet[], narrow: number, wide: number): boolean =>
        hasBit(around[narrow] ?? bitsFrom([]), wide);
      const expected = cells.filter(
        (cell) =>
          !cells.some(
            (wider) =>
              wider !== cell &&
              wider.value === cell.value &&
              isAround(egress, cell.source, wider.source) &&
              isAround(ingress, cell.destination, wider.destination),
          ),
      );
      const kept = withoutImplied(tilesOf(cells, same), same, { egress, ingress });
      assert.deepEqual([...shown(kept)].sort(), [...shownCells(expected)].sort());
    }),
  );
});
