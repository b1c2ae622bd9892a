import type { PolicyTerms } from '../policy-terms.ts';
import { type Admitted, intersectAdmitted, isAdmittedBy } from './admitted.ts';
import { comparePolicies } from './endpoint-group.ts';
import { canDoWithout, type Layer, nextOf, settle, stackOf } from './stack.ts';

/** What a policy admits to, or from, some of its pods, and the other policies that isolate these pods. */
export interface Standing {
  readonly wanted: Admitted;
  /** In the order of their names. */
  readonly others: readonly Layer[];
}

/**
 * Which of the others do, in every standing, what the policy does there; together they must. One that does it alone, if
 * there is one; else all that are needed, the last left out first.
 */
export function coverOf(standings: readonly Standing[]): readonly PolicyTerms[] {
  const wanting = standings.map(({ wanted, others }): Standing => ({
    wanted,
    others: others.map(({ policy, admitted }) => ({ policy, admitted: intersectAdmitted(admitted, wanted) })),
  }));
  const candidates = [...new Set(wanting.flatMap(({ others }) => others.map(({ policy }) => policy)))].sort(
    (one, other) => comparePolicies(one.policy, other.policy),
  );
  const alone = soleCover(candidates, wanting);
  return alone === undefined ? fewest(candidates, wanting) : [alone];
}

function soleCover(
  candidates: readonly PolicyTerms[],
  standings: readonly Standing[],
): PolicyTerms | undefined {
  const admitting = standings.map(({ wanted, others }) => ({
    wanted,
    by: new Map(others.map(({ policy, admitted }) => [policy, admitted])),
  }));
  return candidates.find((candidate) =>
    admitting.every(({ wanted, by }) => {
      const admitted = by.get(candidate);
      return admitted !== undefined && isAdmittedBy(wanted, admitted);
    }),
  );
}

function fewest(candidates: readonly PolicyTerms[], standings: readonly Standing[]): readonly PolicyTerms[] {
  const stacks = standings.map(({ wanted, others }) => ({ wanted, stack: stackOf(others) }));
  const needed: PolicyTerms[] = [];
  for (const candidate of candidates.toReversed()) {
    const touched = stacks.filter(({ stack }) => nextOf(stack)?.policy === candidate);
    const canGo = touched.every(({ wanted, stack }) => canDoWithout(stack, wanted));
    if (!canGo) needed.push(candidate);
    for (const { stack } of touched) settle(stack, canGo ? 'goes' : 'stays');
  }
  return needed.toReversed();
}
