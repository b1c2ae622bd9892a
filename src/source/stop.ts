import type { Defect } from './node.ts';

/** Where the YAML reader stopped in a source, and what it said. It often stops behind the mistake. */
export interface Stop {
  readonly source: string;
  readonly complaint: string;
  /** Offset in the source. */
  readonly position: number;
  /** The line at the position, and the last one before it that is not blank when there is one. */
  readonly lines: readonly [Line, Line?];
}

/** A line without its line break. */
export interface Line {
  /** Offset in the source. */
  readonly start: number;
  readonly text: string;
}

/** Collects what surrounds the place where the reader stopped. */
export function stopAt(source: string, complaint: string, position: number): Stop {
  const here = lineAt(source, position);
  let before = here;
  while (before.start > 0) {
    before = lineAt(source, before.start - 1);
    if (before.text.trim() !== '') return { source, complaint, position, lines: [here, before] };
  }
  return { source, complaint, position, lines: [here] };
}

function lineAt(source: string, position: number): Line {
  let start = position;
  while (start > 0 && !/[\r\n]/.test(source.charAt(start - 1))) start -= 1;
  const length = source.slice(start).search(/[\r\n]|$/);
  return { start, text: source.slice(start, start + length) };
}

/** A defect of the one character at `position`, or at the end of what is visible when nothing stands there. */
export function defectAt(source: string, position: number, reason: string): Defect {
  const start = Math.min(position, source.trimEnd().length);
  return { reason, start, end: start + (/[^\r\n]/.test(source.charAt(start)) ? 1 : 0) };
}

/** The beginning of what is quoted from a text, which can be of any length. */
export function brief(quoted: string): string {
  return quoted.length > 40 ? `${quoted.slice(0, 40)}…` : quoted;
}
