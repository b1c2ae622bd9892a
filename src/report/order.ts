import { ascending } from '../model/ascending.ts';
import type { ReportedFinding } from '../lint/report.ts';
import { severities } from '../lint/severity.ts';
import { fileOf } from './place.ts';

/**
 * The findings as a reader wants them: by file, then from top to bottom, the worst first at the same place. Findings
 * without a position come last, in the order of the report.
 */
export function byPosition<Kind extends ReportedFinding>(findings: readonly Kind[]): readonly Kind[] {
  return findings.toSorted(compare);
}

function compare(a: ReportedFinding, b: ReportedFinding): number {
  if (a.location === undefined || b.location === undefined)
    return Number(a.location === undefined) - Number(b.location === undefined);
  return (
    ascending(fileOf(a.location), fileOf(b.location)) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    ascending(a.code, b.code)
  );
}
