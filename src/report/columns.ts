import { oneLine } from '../lint/text.ts';
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
    Math.min(widest, Math.max(...safe.flatMap((row) => (row[column] ?? []).map((line) => line.length)))),
  );
  const lines = safe.map((row, index) => {
    const height = Math.max(...row.map((cell) => cell.length));
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

/** Names may hold anything; only blanks in front are ours. */
function keepIndent(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return `${indent}${oneLine(line)}`;
}
