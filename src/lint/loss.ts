import { losesInEntry, losesOfSpec } from '../model/lost.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import type { Ruleset } from './ruleset.ts';
import { isAbsent, type Target } from './target.ts';

/** Why the policy is not what its author meant; undefined where nothing that was typed for its spec is lost. */
export function lossOf({ raw }: Target): string | undefined {
  if (isAbsent(raw)) return undefined;
  const { value, duplicateKeys = [] } = raw;
  const isLost =
    losesOfSpec(value) || duplicateKeys.some(({ path }) => path.length > 1 && path[0] === 'spec');
  return isLost ? 'what depends on a field that is dropped, until that is repaired' : undefined;
}

/** Whether a rule judges by the pods an entry of from, to or ports of which a part is lost: it was to mean others. */
function isOfLossyEntry({ path }: Finding, { needs, uses }: Rule, { raw }: Target): boolean {
  const isByPods = needs.includes('pods') || uses.includes('pods');
  return isByPods && !isAbsent(raw) && losesInEntry(raw.value, path);
}

/**
 * Whether a finding is told in spite of a loss. What refuses a request always is: that rests on what will be in force,
 * and nobody gets past it with a field that is lost.
 */
export function isToldInSpiteOfLoss(finding: Finding, rule: Rule, target: Target, ruleset: Ruleset): boolean {
  return (
    ruleset.suppressible?.(finding) === false ||
    (rule.needs.includes('intact') ? lossOf(target) === undefined : !isOfLossyEntry(finding, rule, target))
  );
}
