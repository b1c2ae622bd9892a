import type { Direction } from '../model/networkpolicy.ts';
import type { Cell } from './tiles.ts';

/** Whether what is said of `other`, at the end of connections in that direction, goes for `one` as well. */
export type IsWithin = (one: number, other: number, direction: Direction) => boolean;

/** The cells without those that another one says already, whose source and destination are wider and whose value is equal. */
export function withoutImplied<Value>(
  cells: readonly Cell<Value>[],
  keyOf: (value: Value) => string,
  isWithin: IsWithin,
): readonly Cell<Value>[] {
  const alike = Map.groupBy(cells, ({ value }) => keyOf(value));
  return cells.filter((cell) => {
    const others = alike.get(keyOf(cell.value)) ?? [];
    return !others.some(
      (wider) =>
        wider !== cell &&
        isWithin(cell.source, wider.source, 'egress') &&
        isWithin(cell.destination, wider.destination, 'ingress'),
    );
  });
}
