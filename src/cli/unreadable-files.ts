import { lint } from '../lint/lint.ts';
import type { Report } from '../lint/report.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import type { Target } from '../lint/target.ts';
import { inventoryOf } from '../model/given.ts';
import type { UnreadableFile } from './choose-files.ts';

const help = 'nothing in it was judged; check the path, and whether it may be read';

/** The report with one more finding for each path that gave no text, so that no format passes over it. */
export function withUnreadableFiles(
  report: Report,
  files: readonly UnreadableFile[],
  ruleset: Ruleset,
): Report {
  if (files.length === 0) return report;
  const own = lint(files.map(targetOf), inventoryOf([], 'default'), ruleset);
  const first = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const located = own.findings.map((finding) => {
    const file = files[finding.target]?.file;
    return file === undefined ? finding : { ...finding, help, location: { file, ...first } };
  });
  const moved = report.findings.map((finding) => ({ ...finding, target: finding.target + files.length }));
  const { summary } = report;
  return {
    ...report,
    findings: [...located, ...moved],
    summary: {
      ...summary,
      documents: summary.documents + files.length,
      errors: summary.errors + own.summary.errors,
    },
  };
}

function targetOf({ file, reason }: UnreadableFile): Target {
  const absent = { absent: 'the file could not be read' };
  return { operation: 'lint', unreadable: { reason: `${file} ${reason}` }, raw: absent, reading: absent };
}
