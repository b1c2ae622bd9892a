import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import { countBySeverity, type Report, type ReportedFinding } from '../lint/report.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import type { Target } from '../lint/target.ts';
import { inventoryOf } from '../model/given.ts';
import type { UnreadableFile } from './choose-files.ts';

/** The report with one more finding for each path that gave no text, so that no format passes over it. */
export function withUnreadableFiles(
  report: Report,
  files: readonly UnreadableFile[],
  ruleset: Ruleset,
): Report {
  if (files.length === 0) return report;
  const own = lint(files.map(targetOf), inventoryOf([], 'default'), ruleset);
  const located = own.findings.map((finding) => {
    const unreadable = files[finding.target];
    return unreadable === undefined ? finding : { ...finding, ...placeOf(unreadable) };
  });
  const findings = [...located, ...report.findings.map((finding) => behind(files.length, finding))];
  return {
    ...report,
    findings,
    suppressed: report.suppressed.map((finding) => behind(files.length, finding)),
    summary: { ...report.summary, ...countBySeverity(findings) },
  };
}

/** The finding, of a target that so many others now stand before. */
function behind<Kind extends ReportedFinding>(others: number, finding: Kind): Kind {
  return { ...finding, target: finding.target + others };
}

function placeOf({ file, location }: UnreadableFile): Partial<Pick<Finding, 'help' | 'location'>> {
  if (location !== undefined) return { help: 'correct the path, or take it off the list', location };
  return { location: { file, line: 1, column: 1, endLine: 1, endColumn: 1 } };
}

function targetOf({ file, reason, location }: UnreadableFile): Target {
  const absent = { absent: 'the file could not be read' };
  const name = file === '-' ? 'standard input' : file;
  const remedy = reason.startsWith('cannot be read') ? 'see whether you may read it' : 'check the path';
  const whole = `${name} ${reason}${reason.includes('; ') ? '' : `; ${remedy}`}`;
  const told = location === undefined ? whole : reason;
  return { operation: 'lint', unreadable: { reason: told }, raw: absent, reading: absent };
}
