import { ascending } from '../model/ascending.ts';
import type { NotEvaluated, Report, ReportedFinding } from './report.ts';
import type { Ruleset } from './ruleset.ts';
import { severities } from './severity.ts';
import { type Consequences, suppress } from './suppressions/suppress.ts';
import { complainAbout } from './suppressions/complain.ts';
import type { Target } from './target.ts';

/** What was found in the targets of a run, before anybody asked what their authors suppressed. */
export interface Judgements {
  readonly targets: readonly Target[];
  /** By index of the target. */
  readonly found: readonly (readonly ReportedFinding[])[];
  readonly notEvaluated: readonly NotEvaluated[];
}

/** What is told of the targets, and of how many from the first on. */
export type Settlement = Pick<Report, 'findings' | 'suppressed' | 'notEvaluated'> & {
  readonly settled: number;
};

/**
 * The findings of each target in order, without those that its author suppressed, with what is wrong with doing so. Once
 * `isOver` says so, no further target is taken up.
 */
export function settle(
  { targets, found, notEvaluated }: Judgements,
  ruleset: Ruleset,
  isOver: () => boolean,
): Settlement {
  const consequences: Consequences = new Map();
  const parted = targets.map(({ suppressions }, index) => {
    const findings = found[index] ?? [];
    return suppressions === undefined
      ? { told: findings, suppressed: [] }
      : suppress(findings, suppressions, ruleset, consequences);
  });
  const accounts = { ruleset, consequences, unjudged: new Set(notEvaluated.map(({ code }) => code)) };
  const findings: (readonly ReportedFinding[])[] = [];
  const gaps: NotEvaluated[] = [...notEvaluated];
  for (const [index, target] of targets.entries()) {
    if (isOver()) break;
    const { complaints, cut } = complainAbout({ index, target }, accounts);
    findings.push([...(parted[index]?.told ?? []), ...complaints].sort(byWeight));
    gaps.push(...cut);
  }
  return {
    findings: findings.flat(),
    suppressed: parted.flatMap((part) => part.suppressed.toSorted(byWeight)),
    notEvaluated: gaps,
    settled: findings.length,
  };
}

const byNumbers = new Intl.Collator('en', { numeric: true });

function byWeight(a: ReportedFinding, b: ReportedFinding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    ascending(a.code, b.code) ||
    byNumbers.compare(a.path, b.path)
  );
}
