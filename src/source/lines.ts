import type { Location } from './location.ts';

/** Turns offsets of one text, in UTF-16 code units from 0, into lines and columns. The end is exclusive. */
export type Locate = (start: number, end: number) => Location;

/**
 * Locations in `text`, which was given under the name `file`. The lines are counted when the first location is asked for.
 * Lines end as in YAML 1.2.2 section 5.4: with a line feed, a carriage return, or both.
 */
export function locator(text: string, file: string | undefined): Locate {
  let starts: readonly number[] | undefined;
  return (start, end) => {
    starts ??= lineStarts(text);
    const line = lineOf(starts, start);
    const endLine = lineOf(starts, end);
    return {
      ...(file === undefined ? {} : { file }),
      line: line + 1,
      column: start - (starts[line] ?? 0) + 1,
      endLine: endLine + 1,
      endColumn: end - (starts[endLine] ?? 0) + 1,
    };
  };
}

/** Where each line of a text begins. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n?|\n/g)) starts.push(index + lineBreak.length);
  return starts;
}

/** The last line that begins at or before `offset`, from 0. */
export function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
