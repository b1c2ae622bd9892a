import type { Report, ReportedFinding } from '../lint/report.ts';
import type { Severity } from '../lint/severity.ts';
import { oneLine } from '../model/prose.ts';
import type { Location } from '../source/location.ts';
import { byPosition } from './order.ts';
import { tool } from './tool.ts';

/** What `toRdjson` asks for beside the report. */
export interface RdjsonOptions {
  /** The texts of the run by the name that locations give them. */
  readonly texts: ReadonlyMap<string, string>;
  /** The text of a finding's file after its repair; undefined where it has none. */
  readonly repaired: (finding: ReportedFinding) => string | undefined;
}

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/**
 * The report in the Reviewdog Diagnostic Format (DiagnosticResult of reviewdog.proto), which reviews of pull requests show
 * beside the lines, and repairs as suggestions that one click takes. Findings without a place in a text are left out.
 */
export function toRdjson({ findings }: Report, options: RdjsonOptions): string {
  const result = {
    source: { name: tool.name, url: 'https://netpol-lint.dev' },
    diagnostics: byPosition(findings).flatMap((finding) => diagnosticOf(finding, options) ?? []),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function diagnosticOf(finding: ReportedFinding, { texts, repaired }: RdjsonOptions): object | undefined {
  const { code, name, url, message, help, severity, location } = finding;
  if (location === undefined) return undefined;
  const text = texts.get(location.file ?? '-') ?? '';
  const after = repaired(finding);
  return {
    message: `${oneLine(message)} [${name}]\nhelp: ${oneLine(help)}`,
    location: { path: location.file ?? '-', range: rangeOf(location, text) },
    severity: severities[severity],
    code: { value: code, url },
    ...(after === undefined ? {} : { suggestions: [suggestionOf(linesOf(text), linesOf(after))] }),
  };
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** Columns count from 1 in bytes of UTF-8. */
function rangeOf({ line, column, endLine, endColumn }: Location, text: string): object {
  const lines = linesOf(text);
  return {
    start: { line, column: bytesBefore(column, lines[line - 1]) },
    end: { line: endLine, column: bytesBefore(endColumn, lines[endLine - 1]) },
  };
}

function bytesBefore(column: number, line = ''): number {
  return new TextEncoder().encode(line.slice(0, column - 1)).length + 1;
}

/** The whole lines that differ; of what is only put in or taken out, with a line beside it. */
function suggestionOf(before: readonly string[], after: readonly string[]): object {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter - 1 && before[first] === after[first]) first += 1;
  let same = 0;
  while (same < shorter - first - 1 && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return {
    range: { start: { line: first + 1 }, end: { line: before.length - same } },
    text: after.slice(first, after.length - same).join('\n'),
  };
}
