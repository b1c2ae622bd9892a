import type { ReportedFinding } from '../lint/report.ts';

/**
 * The findings that the object before the request did not have, in their order. Two findings are the same when they
 * differ at most in list indexes, so that moving a rule makes nothing new; one more of the same kind is new, and among
 * equals those that stand where one stood before are the old ones.
 */
export function newFindings(
  findings: readonly ReportedFinding[],
  before: readonly ReportedFinding[],
): readonly ReportedFinding[] {
  const old = countBy(before, meaningOf);
  const oldInPlace = countBy(before, placeOf);
  const elsewhere = findings.filter(
    (finding) => !(take(oldInPlace, placeOf(finding)) && take(old, meaningOf(finding))),
  );
  return elsewhere.filter((finding) => !take(old, meaningOf(finding)));
}

function countBy(
  findings: readonly ReportedFinding[],
  keyOf: (finding: ReportedFinding) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

/** Takes one of what is left; false when nothing is. */
function take(left: Map<string, number>, key: string): boolean {
  const count = left.get(key) ?? 0;
  if (count > 0) left.set(key, count - 1);
  return count > 0;
}

function placeOf(finding: ReportedFinding): string {
  return `${meaningOf(finding)} ${finding.path}`;
}

function meaningOf({ code, path, message }: ReportedFinding): string {
  const place = path.replaceAll(/\/\d+(?=\/|$)/g, '/*');
  return JSON.stringify([code, place, message.replaceAll(/\[\d+\]/g, '[*]')]);
}
