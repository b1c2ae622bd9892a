import { losesOfSpec } from '../model/lost.ts';
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
  return isLost ? 'a part of what was typed is lost' : undefined;
}

/**
 * Whether a finding is told in spite of a loss. What refuses a request always is: that rests on what will be in force,
 * and nobody gets past it with a field that is lost.
 */
export function isToldInSpiteOfLoss(finding: Finding, rule: Rule, target: Target, ruleset: Ruleset): boolean {
  return (
    !rule.needs.includes('intact') ||
    ruleset.suppressible?.(finding) === false ||
    lossOf(target) === undefined
  );
}
