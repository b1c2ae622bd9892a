import { oneLine } from '../model/prose.ts';
import type { Paint } from './paint.ts';

/** One row; each cell is a list of lines. */
export type Row = readonly (readonly string[])[];

/** Lines wider than this are left to the terminal to break. */
const widest = 80;

/** Rows in columns as wide as their widest line, cells of several lines below one another; the first row may be a header. */
export function columns(
  rows: readonly Row[],
  paint: Paint,
  first: 'header' | 'no header' = 'no header',
): string {
  const safe = rows.map((row) => row.map((cell) => cell.map(keepIndent)));
  const widths = (safe[0] ?? []).map((_, column) =>
    Math.min(widest, longest(safe.flatMap((row) => row[column] ?? []))),
  );
  const lines = safe.map((row, index) => {
    const height = longest(row);
    const text = Array.from({ length: height }, (_, line) =>
      row
        .map((cell, column) => (cell[line] ?? '').padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ).join('\n');
    return first === 'header' && index === 0 ? paint('faint', text) : text;
  });
  const firstRow = first === 'header' ? 1 : 0;
  const isTall = safe.map((row) => row.some((cell) => cell.length > 1));
  return lines
    .map((text, index) => (index > firstRow && (isTall[index] || isTall[index - 1]) ? `\n${text}` : text))
    .join('\n');
}

function longest(items: readonly { readonly length: number }[]): number {
  return items.reduce((most, { length }) => Math.max(most, length), 0);
}

/** Names may hold anything; only blanks in front are ours. */
function keepIndent(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return `${indent}${oneLine(line)}`;
}
