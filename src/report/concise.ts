import type { Report } from '../lint/report.ts';
import { oneLine } from '../lint/text.ts';
import { byPosition } from './order.ts';
import { placeOf } from './place.ts';

/** One line a finding: `file:line:column: severity code message`. Empty when there are none. */
export function toConcise(report: Report): string {
  return byPosition(report.findings)
    .map(
      (finding) => `${placeOf(finding)}: ${finding.severity} ${finding.code} ${oneLine(finding.message)}\n`,
    )
    .join('');
}
