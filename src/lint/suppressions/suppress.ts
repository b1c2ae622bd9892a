import type { ReportedFinding, SuppressedFinding } from '../report.ts';
import { badSuppression, tellsUnjudged } from '../reserved-codes.ts';
import type { Ruleset } from '../ruleset.ts';
import type { Suppression, Suppressions } from './suppression.ts';

/** What a suppression came to for one rule: it silenced findings, or there were some that it may not silence. */
export type Consequence = 'used' | 'overruled';

/** What the suppressions of a run came to, by code of the rule; what is not there came to nothing. */
export type Consequences = Map<Suppression, Map<string, Consequence>>;

/** Findings parted into those that are told and those that are not. */
export interface Parted {
  readonly told: readonly ReportedFinding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** Parts the findings of one target, and notes in `consequences` what each suppression came to. */
export function suppress(
  findings: readonly ReportedFinding[],
  suppressions: Suppressions,
  ruleset: Ruleset,
  consequences: Consequences,
): Parted {
  const told: ReportedFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const suppression = suppressions.covering(finding, finding.path);
    if (suppression === undefined) {
      told.push(finding);
      continue;
    }
    const consequence = maySuppress(finding, ruleset) ? 'used' : 'overruled';
    note(suppression, finding.code, consequence, consequences);
    if (consequence === 'overruled') told.push(finding);
    else suppressed.push({ ...finding, suppression });
  }
  return { told, suppressed };
}

/** Whether any configuration lets findings of this rule be suppressed. */
export function isDispensable(code: string): boolean {
  return code !== badSuppression && !tellsUnjudged.has(code);
}

function maySuppress(finding: ReportedFinding, { settings, suppressible }: Ruleset): boolean {
  if (!isDispensable(finding.code)) return false;
  return settings.get(finding.code)?.suppressible ?? suppressible?.(finding) ?? true;
}

function note(
  suppression: Suppression,
  code: string,
  consequence: Consequence,
  consequences: Consequences,
): void {
  const known = consequences.get(suppression) ?? new Map<string, Consequence>();
  if (known.get(code) !== 'overruled') known.set(code, consequence);
  consequences.set(suppression, known);
}
