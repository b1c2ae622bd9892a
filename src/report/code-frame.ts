import type { Location } from '../source/location.ts';
import type { Paint, Style } from './paint.ts';

/** Columns of a line that are shown; JSON may come as one line of megabytes. */
const width = 100;

/**
 * The line of a location with the one before it, numbered, and carets under what the location covers on its first line.
 * Undefined when the text has no such line.
 */
export function codeFrame(
  lines: readonly string[],
  location: Location,
  style: Style,
  paint: Paint,
): string | undefined {
  const line = lines[location.line - 1];
  if (line === undefined) return undefined;
  const gutter = String(location.line).length;
  const rule = (number: number | undefined, text: string): string =>
    `${paint('faint', `${String(number ?? '').padStart(gutter)} |`)}${text === '' ? '' : ` ${text}`}`;
  const { from, carets } = underline(line, location);
  const before = lines[location.line - 2];
  return [
    ...(before === undefined || before.trim() === '' ? [] : [rule(location.line - 1, crop(before, from))]),
    rule(location.line, crop(line, from)),
    rule(undefined, `${' '.repeat(location.column - 1 - from)}${paint(style, carets)}`),
  ].join('\n');
}

/** The first column to show, counted from 0, and the carets, cut where the line or the frame ends. */
function underline(line: string, location: Location): { readonly from: number; readonly carets: string } {
  const start = location.column - 1;
  const from = start < width - 20 ? 0 : start - 20;
  const end = location.endLine > location.line ? line.trimEnd().length : location.endColumn - 1;
  return { from, carets: '^'.repeat(Math.max(1, Math.min(end, from + width) - start)) };
}

/** Every character that moves the cursor or changes direction becomes one blank, so that the carets stay in place. */
function crop(line: string, from: number): string {
  return line
    .slice(from, from + width)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .trimEnd();
}
