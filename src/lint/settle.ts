import { complaintsAbout } from './suppressions/complaints.ts';
import { finish, type NumberedTarget } from './finish.ts';
import type { NotEvaluated, Report, ReportedFinding } from './report.ts';
import { badSuppression } from './reserved-codes.ts';
import type { Ruleset } from './ruleset.ts';
import { severities } from './severity.ts';
import { type Consequences, suppress } from './suppressions/suppress.ts';
import type { Target } from './target.ts';

/** The findings of each target in order, without those that its author suppressed, with what is wrong with doing so. */
export function settle(
  found: readonly (readonly ReportedFinding[])[],
  targets: readonly Target[],
  ruleset: Ruleset,
  gaps: readonly NotEvaluated[],
): Pick<Report, 'findings' | 'suppressed'> {
  const consequences: Consequences = new Map();
  const parted = targets.map(({ suppressions }, index) => {
    const findings = found[index] ?? [];
    return suppressions === undefined
      ? { told: findings, suppressed: [] }
      : suppress(findings, suppressions, ruleset, consequences);
  });
  const notEvaluated = new Set(gaps.map(({ code }) => code));
  const findings = targets.flatMap((target, index) => {
    const complaints = complain({ index, target }, { ruleset, consequences, notEvaluated });
    return [...(parted[index]?.told ?? []), ...complaints].sort(byWeight);
  });
  const suppressed = parted.flatMap((part) => part.suppressed.toSorted(byWeight));
  return { findings, suppressed };
}

interface Accounts {
  readonly ruleset: Ruleset;
  readonly consequences: Consequences;
  readonly notEvaluated: ReadonlySet<string>;
}

function complain(
  numbered: NumberedTarget,
  { ruleset, consequences, notEvaluated }: Accounts,
): readonly ReportedFinding[] {
  const { suppressions } = numbered.target;
  if (suppressions === undefined) return [];
  const rule = ruleset.rules.find(({ code }) => code === badSuppression);
  const setting = ruleset.settings.get(badSuppression);
  if (rule === undefined || setting?.severity === 'off') return [];
  return suppressions.own.flatMap((suppression) => {
    const account = { ruleset, consequences: consequences.get(suppression) ?? new Map(), notEvaluated };
    const { location } = suppression;
    return [...complaintsAbout(suppression, account)].map((draft) => ({
      ...finish(rule, draft, numbered, setting),
      ...(location === undefined ? {} : { location }),
    }));
  });
}

const byText = new Intl.Collator('en');
const byNumbers = new Intl.Collator('en', { numeric: true });

function byWeight(a: ReportedFinding, b: ReportedFinding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    byText.compare(a.code, b.code) ||
    byNumbers.compare(a.path, b.path)
  );
}
