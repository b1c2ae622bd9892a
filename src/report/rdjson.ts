import type { Report, ReportedFinding } from '../lint/report.ts';
import type { Severity } from '../lint/severity.ts';
import { oneLine } from '../model/prose.ts';
import { extentOf, type TextEdit, withEdits } from '../source/edit/text-edit.ts';
import { lineOf, lineStarts } from '../source/lines.ts';
import type { Location } from '../source/location.ts';
import { byPosition } from './order.ts';
import { tool } from './tool.ts';

/** What `toRdjson` asks for beside the report. */
export interface RdjsonOptions {
  /** The texts of the run by the name that locations give them. */
  readonly texts: ReadonlyMap<string, string>;
  /** What repairs a finding in the text of its file. */
  readonly edits: ReadonlyMap<ReportedFinding, readonly TextEdit[]>;
}

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/**
 * The report in the Reviewdog Diagnostic Format (DiagnosticResult of reviewdog.proto), which reviews of pull requests show
 * beside the lines, and repairs as suggestions that one click takes. Findings without a place in a text are left out.
 */
export function toRdjson({ findings }: Report, { texts, edits }: RdjsonOptions): string {
  const known = new Map<string, Lines>();
  const linesOf = (file: string): Lines => {
    const lines = known.get(file) ?? linesIn(texts.get(file) ?? '');
    known.set(file, lines);
    return lines;
  };
  const result = {
    source: { name: tool.name, url: 'https://netpol-lint.dev' },
    diagnostics: byPosition(findings).flatMap((finding) => {
      const { location } = finding;
      if (location === undefined) return [];
      return diagnosticOf(finding, location, linesOf(location.file ?? '-'), edits.get(finding) ?? []);
    }),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function diagnosticOf(
  { code, name, url, message, help, severity }: ReportedFinding,
  location: Location,
  lines: Lines,
  edits: readonly TextEdit[],
): object {
  const suggestions = edits.length === 0 ? [] : suggestionsOf(edits, lines);
  return {
    message: `${oneLine(message)} [${name}]\nhelp: ${oneLine(help)}`,
    location: { path: location.file ?? '-', range: rangeOf(location, lines) },
    severity: severities[severity],
    code: { value: code, url },
    ...(suggestions.length === 0 ? {} : { suggestions }),
  };
}

/** A text, and where each of its lines begins. */
interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

function linesIn(text: string): Lines {
  return { text, starts: lineStarts(text) };
}

/** The text of some lines, counted from 1, the last one included, without its line break. */
function linesFrom({ text, starts }: Lines, first: number, last = first): string {
  return text.slice(starts[first - 1], starts[last] ?? text.length).replace(/(?:\r\n|\r|\n)$/, '');
}

/** Columns count from 1 in bytes of UTF-8. */
function rangeOf({ line, column, endLine, endColumn }: Location, lines: Lines): object {
  return {
    start: { line, column: bytesBefore(column, linesFrom(lines, line)) },
    end: { line: endLine, column: bytesBefore(endColumn, linesFrom(lines, endLine)) },
  };
}

function bytesBefore(column: number, line: string): number {
  return new TextEncoder().encode(line.slice(0, column - 1)).length + 1;
}

/** No review shows more, and what is written in one line can be the whole of a text. */
const longestSuggestion = 20_000;

/** The whole lines that differ; of what is only put in or taken out, with a line beside it. */
function suggestionsOf(edits: readonly TextEdit[], lines: Lines): readonly object[] {
  const { start, end } = extentOf(edits);
  const [first, last] = [lineOf(lines.starts, start), lineOf(lines.starts, end) + 1];
  const from = Math.max(first, 1);
  const offset = lines.starts[from - 1] ?? 0;
  if ((lines.starts[last] ?? lines.text.length) - offset > longestSuggestion) return [];
  const before = linesFrom(lines, from, last);
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - offset, end: edit.end - offset }));
  return [differing(before.split(lineBreak), withEdits(before, moved).split(lineBreak), from)];
}

const lineBreak = /\r\n|\r|\n/;

function differing(before: readonly string[], after: readonly string[], from: number): object {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter - 1 && before[first] === after[first]) first += 1;
  let same = 0;
  while (same < shorter - first - 1 && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return {
    range: { start: { line: from + first }, end: { line: from + before.length - same - 1 } },
    text: after.slice(first, after.length - same).join('\n'),
  };
}
