import type { MapRow } from '../connectivity/map-row.ts';
import { describePortTerms, partsOfEnds } from '../connectivity/words.ts';
import { columns, type Row } from './columns.ts';
import type { Paint } from './paint.ts';

/** Connections as a table with a header. */
export function connectionTable(rows: readonly MapRow[], paint: Paint): string {
  return columns([[['from'], ['to'], ['ports']], ...rows.map(cellsOf)], paint, 'header');
}

/** Connections in indented columns, to stand below a title. */
export function connectionRows(rows: readonly MapRow[], paint: Paint): string {
  const indented = rows.map((row): Row => {
    const [from = [], ...rest] = cellsOf(row);
    return [from.map((part) => `  ${part}`), ...rest];
  });
  return columns(indented, paint);
}

/** Who, whom and what, in words; each end in its parts. */
export function cellsOf({ from, to, ports, portNames }: MapRow): readonly (readonly string[])[] {
  return [partsOfEnds(from), partsOfEnds(to), [describePortTerms(ports, portNames)]];
}
