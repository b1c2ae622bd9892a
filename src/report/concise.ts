import type { Finding } from '../lint/finding.ts';
import type { Report } from '../lint/report.ts';
import { oneLine } from '../model/prose.ts';
import { byPosition } from './order.ts';
import { placeOf } from './place.ts';
import { becauseOf } from './suppressed.ts';

/** One line a finding: `file:line:column: severity code message`, the suppressed ones last. Empty when there are none. */
export function toConcise({ findings, suppressed }: Report): string {
  const line = (finding: Finding, level: string): string =>
    `${placeOf(finding)}: ${level} ${finding.code} ${oneLine(finding.message)}`;
  return [
    ...byPosition(findings).map((finding) => line(finding, finding.severity)),
    ...byPosition(suppressed).map(
      (finding) => `${line(finding, 'suppressed')}; because: ${becauseOf(finding.suppression)}`,
    ),
  ]
    .map((text) => `${text}\n`)
    .join('');
}
