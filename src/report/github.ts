import type { Report, ReportedFinding } from '../lint/report.ts';
import { type Severity, severities } from '../lint/severity.ts';
import { count, oneLine } from '../model/prose.ts';
import type { Location } from '../source/location.ts';
import { byPosition } from './order.ts';

/** GitHub shows ten annotations of a level from one step and drops the others without a word; one of them counts these. */
const most: Readonly<Record<Severity, number>> = { error: 10, warning: 10, info: 9 };

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * The report as workflow commands, which GitHub shows beside the lines of a pull request: the worst first, of each level
 * no more than are shown, and how many are left out.
 */
export function toGithub({ findings }: Report): string {
  const ordered = byPosition(findings);
  const shown = severities.flatMap((severity) =>
    ordered.filter((finding) => finding.severity === severity).slice(0, most[severity]),
  );
  const left = findings.length - shown.length;
  const more = `${count(left, 'more finding')}: GitHub shows ten annotations of a level; see the log of a run with --format pretty`;
  return [...shown.map(annotation), ...(left === 0 ? [] : [`::notice title=netpol-lint::${data(more)}`])]
    .map((line) => `${line}\n`)
    .join('');
}

function annotation({ severity, code, name, message, help, location }: ReportedFinding): string {
  const properties = [...placeOf(location), `title=${property(`${code} ${name}`)}`].join(',');
  return `::${levels[severity]} ${properties}::${data(`${oneLine(message)}\n${oneLine(help)}`)}`;
}

/** Both ends are included; columns count only where an annotation stands on one line. Standard input is no file. */
function placeOf(location: Location | undefined): readonly string[] {
  if (location?.file === undefined || location.file === '-') return [];
  const { file, line, column, endLine, endColumn } = location;
  const columns = line === endLine ? [`col=${column}`, `endColumn=${Math.max(column, endColumn - 1)}`] : [];
  return [`file=${property(file)}`, `line=${line}`, `endLine=${endLine}`, ...columns];
}

/** What a command says, escaped as the runner's toolkit does. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(oneLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
