import { locator, type Locate } from './lines.ts';
import type { Location } from './location.ts';
import type { Node } from './node.ts';
import { parse } from './parse.ts';
import type { Span } from './place.ts';
import { type Part, split } from './split.ts';

/** A comment that is addressed to a tool. */
export interface Comment {
  /** From the name of the tool on, up to the end of the line or another #. */
  readonly text: string;
  readonly location: Location;
  /** The line that it speaks of, from 1: its own behind a value, else the next that holds one before the document ends. */
  readonly line: number | undefined;
}

/**
 * The comments of a YAML text that begin with `tool`, a regular expression, case aside, in order. What looks like one
 * inside of a value is none; what YAML cannot read has none.
 */
export function readComments(text: string, file: string | undefined, tool: string): readonly Comment[] {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const marks = [...bare.matchAll(new RegExp(`(?<![^ \\t\\r\\n])#+[ \\t]*(${tool}[^\\r\\n]*)`, 'gi'))];
  if (marks.length === 0) return [];
  const locate = locator(bare, file);
  const isValue = valueFinder(bare);
  const lineMeant = lineFinder(bare, locate);
  return marks
    .filter(({ index }) => !isValue(index))
    .map(({ index, 0: whole, 1: written = '' }) => {
      const said = written.replace(/\s#.*$/, '').trimEnd();
      return {
        text: said,
        location: locate(index, index + whole.length - written.length + said.length),
        line: lineMeant(index),
      };
    });
}

/** The line that a comment speaks of, asked for in ascending order. */
function lineFinder(text: string, locate: Locate): (offset: number) => number | undefined {
  const lines = text.split(/\r\n?|\n/);
  let next = 0;
  return (offset) => {
    const { line: own, column } = locate(offset, offset);
    if (isContent(lines[own - 1]?.slice(0, column - 1) ?? '')) return own;
    if (next <= own) next = own + 1;
    while (next <= lines.length && !isContent(lines[next - 1] ?? '')) next += 1;
    return next > lines.length || /^(?:---|\.\.\.)/.test(lines[next - 1] ?? '') ? undefined : next;
  };
}

function isContent(text: string): boolean {
  return /^\s*[^\s#]/.test(text);
}

/** Tells of offsets, given in ascending order, whether they lie in a value. Only the parts that are asked about are read. */
function valueFinder(text: string): (offset: number) => boolean {
  const partAt = finder(split(text));
  let current: Part | undefined;
  let valueAt = finder<Span>([]);
  return (offset) => {
    const part = partAt(offset);
    if (part?.kind !== 'document') return false;
    if (part !== current) valueAt = finder(valuesOf(text, part));
    current = part;
    return valueAt(offset) !== undefined;
  };
}

/** Finds the span, of those in ascending order, in which an offset lies; offsets are asked for in ascending order. */
function finder<Kind extends Span>(spans: readonly Kind[]): (offset: number) => Kind | undefined {
  let next = 0;
  return (offset) => {
    while ((spans[next]?.end ?? Infinity) <= offset) next += 1;
    const span = spans[next];
    return span === undefined || offset < span.start ? undefined : span;
  };
}

/** The scalars that hold a #, in the order of the text. */
function valuesOf(text: string, { start, end }: Part): readonly Span[] {
  const parsed = parse(text, start, end, { aliased: 0, inVain: 20_000_000 });
  if ('defect' in parsed) return [{ start, end }];
  const values: Span[] = [];
  const visit = (node: Node | undefined): void => {
    if (node === undefined || node.type === 'alias') return;
    if (node.type === 'mapping') for (const { key, value } of node.entries) [key, value].forEach(visit);
    else if (node.type === 'sequence') node.items.forEach(visit);
    else if (text.slice(node.start, node.end).includes('#')) values.push(node);
  };
  visit(parsed.root);
  return values;
}
