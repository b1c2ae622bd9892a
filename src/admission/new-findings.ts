import type { ReportedFinding } from '../lint/report.ts';

/**
 * The findings that the object before the request did not have. Two findings are the same when they differ at most in
 * list indexes, so that moving a rule makes nothing new; one more of the same kind is new, and among equals those that
 * stand where one stood before are the old ones.
 */
export function newFindings(
  findings: readonly ReportedFinding[],
  before: readonly ReportedFinding[],
): ReadonlySet<ReportedFinding> {
  const places = new Map<string, string[]>();
  for (const finding of before) {
    const known = places.get(meaningOf(finding)) ?? [];
    known.push(finding.path);
    places.set(meaningOf(finding), known);
  }
  const moved = findings.filter((finding) => !take(places, finding, (path) => path === finding.path));
  return new Set(moved.filter((finding) => !take(places, finding, () => true)));
}

function take(
  places: ReadonlyMap<string, string[]>,
  finding: ReportedFinding,
  fits: (path: string) => boolean,
): boolean {
  const paths = places.get(meaningOf(finding)) ?? [];
  const index = paths.findIndex(fits);
  if (index === -1) return false;
  paths.splice(index, 1);
  return true;
}

function meaningOf({ code, path, message }: ReportedFinding): string {
  const place = path.replaceAll(/\/\d+(?=\/|$)/g, '/*');
  return JSON.stringify([code, place, message.replaceAll(/\[\d+\]/g, '[*]')]);
}
