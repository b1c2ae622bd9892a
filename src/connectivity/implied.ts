import type { Cell } from './rectangles.ts';

/** The cells without those that another one says already, whose source and destination are wider and whose value is equal. */
export function withoutImplied<Value>(
  cells: readonly Cell<Value>[],
  keyOf: (value: Value) => string,
  isWithin: (one: number, other: number) => boolean,
): readonly Cell<Value>[] {
  const alike = Map.groupBy(cells, ({ value }) => keyOf(value));
  return cells.filter((cell) => {
    const others = alike.get(keyOf(cell.value)) ?? [];
    return !others.some(
      (wider) =>
        wider !== cell &&
        isWithin(cell.source, wider.source) &&
        isWithin(cell.destination, wider.destination),
    );
  });
}
