import { mistakenLine, template } from './mistaken-line.ts';
import type { Defect } from './node.ts';
import { defectAt, type Stop, stopAt } from './stop.ts';
import { openAt } from './unclosed.ts';

/**
 * Says in plain words why a source cannot be parsed and what to write instead, from what js-yaml said and where it stopped.
 * Offsets are relative to the source.
 */
export function explain(source: string, complaint: string, position: number): Defect {
  const stop = stopAt(source, complaint, position);
  const around = `${linePrefix(stop)}\n${source.slice(position, position + 2)}`;
  const meaning = meanings.find(({ said, around: pattern }) => said.test(complaint) && pattern.test(around));
  if (meaning?.certain === true) return defectAt(source, position, meaning.reason);
  return mistakenLine(stop) ?? unclosed(stop) ?? defectAt(source, position, meaning?.reason ?? complaint);
}

/** The template marker in the line at `position`, or in the one before it. */
export function explainTemplate(source: string, position: number): Defect | undefined {
  return template(stopAt(source, '', position));
}

function linePrefix({ position, lines: [line] }: Stop): string {
  return line.text.slice(0, position - line.start).slice(-200);
}

function unclosed({ source, position, complaint }: Stop): Defect | undefined {
  if (!/unexpected end|deficient indentation|comma|indentation of a mapping|':'/.test(complaint))
    return undefined;
  const opening = openAt(source, position).at(-1);
  if (opening === undefined) return undefined;
  const mark = source.charAt(opening);
  const closing = mark === '{' ? '}' : mark === '[' ? ']' : mark;
  const trouble = complaint.includes('comma')
    ? 'is not closed, or a comma is missing inside'
    : 'is not closed, or the lines inside are indented too little';
  const what = closing === mark ? 'quote' : 'bracket';
  return defectAt(
    source,
    opening,
    `the ${what} ${mark} that opens here ${trouble}; add the closing ${closing}`,
  );
}

interface Meaning {
  /** What js-yaml says. */
  readonly said: RegExp;
  /** What stands before it in its line, a line feed for the place where it stopped, and what comes next. */
  readonly around: RegExp;
  readonly reason: string;
  /** Whether nothing else can be the cause. */
  readonly certain?: boolean;
}

/** What the complaints of js-yaml mean to an author; the first that fits counts. */
const meanings: readonly Meaning[] = [
  {
    said: /null byte/,
    around: /^/,
    reason: 'holds a NUL character, so this is not UTF-8 text; save the file as UTF-8',
    certain: true,
  },
  {
    said: /non-printable|JSON character/,
    around: /^/,
    reason: 'a control character, which no YAML text may hold; delete it',
    certain: true,
  },
  {
    said: /nesting exceeded/,
    around: /^/,
    reason: 'nested deeper than any Kubernetes object',
    certain: true,
  },
  {
    said: /escape|hexadecimal/,
    around: /^/,
    reason: 'no such escape in double quotes; write \\\\ for a backslash, or use single quotes',
    certain: true,
  },
  {
    said: /alias/,
    around: /^/,
    reason: 'a value that begins with * refers to an anchor; put it in quotes if it is text',
  },
  {
    said: /whitespace character is expected/,
    around: /^/,
    reason: 'no space after the colon; write one before the value',
  },
  { said: /a line break is expected/, around: /^/, reason: 'text behind | or >; begin it on the next line' },
  { said: /expected the node content/, around: /\n,/, reason: 'a comma with nothing before it; delete it' },
  { said: /^/, around: /\n[@`%]/, reason: 'a value cannot begin with @, ` or %; put it in quotes' },
  {
    said: /mapping entry/,
    around: /:\s+\n[-?](?:\s|$)/,
    reason: 'a list cannot begin on the line of its key; begin it on the next line',
  },
  { said: /mapping entry|separator/, around: /\n[\]}]/, reason: 'a bracket that closes nothing; delete it' },
  {
    said: /mapping entry/,
    around: /:\s.*\n:/,
    reason:
      'a second `: ` in one entry; begin a line for it, or put the value in quotes if the colon belongs to it',
  },
  {
    said: /mapping entry/,
    around: /\n:/,
    reason: 'indented below a line that has a value already; give both the same indentation',
  },
  {
    said: /mapping entry/,
    around: /["'][ \t]*\n/,
    reason: 'text goes on behind the closing quote; put all of it in one pair of quotes',
  },
  {
    said: /mapping entry/,
    around: /[\]}][ \t]*\n[^\s:]/,
    reason: 'text goes on behind the closing bracket; put all of it in quotes',
  },
  {
    said: /sequence entry/,
    around: /\n:/,
    reason:
      'indented below a list item that is text; end that item with a colon if it is a key, or give this the indentation of its own keys',
  },
  {
    said: /indentation/,
    around: /^/,
    reason:
      'this does not fit what stands before it; give all entries of a mapping or list the same indentation',
  },
  {
    said: /end of the stream or a document separator/,
    around: /^/,
    reason:
      'this does not belong to what stands above it; correct the indentation, or begin a new document with ---',
  },
];
