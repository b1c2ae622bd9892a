import { directions, type Direction, type NetworkPolicy } from '../model/networkpolicy.ts';
import { type Grant, grantsOf, isEmptyGrant, subtractGrant } from './grant.ts';
import { compilePolicy, type PolicyTerms } from './policy-terms.ts';
import { matchesNothing, type SelectorSet, subtractSelectors } from './selector-set.ts';

/**
 * Beyond this many pieces a question is given up and answered `no`: what is not shown to be covered is not called so.
 * Policies that people write need a handful.
 */
const mostPieces = 500;

/** Whether others together grant all that these grants do, whatever pods exist. */
export function areGrantsCovered(grants: readonly Grant[], others: readonly Grant[]): boolean {
  let left = grants.filter((grant) => !isEmptyGrant(grant));
  for (const other of others) {
    left = left.flatMap((grant) => subtractGrant(grant, other));
    if (left.length === 0) return true;
    if (left.length > mostPieces) return false;
  }
  return left.length === 0;
}

/** Whether each label set in `selector` is in one of the others. */
export function isSelectorCovered(selector: SelectorSet, others: readonly SelectorSet[]): boolean {
  let left = selector === matchesNothing ? [] : [selector];
  for (const other of others) {
    left = left.flatMap((piece) => subtractSelectors(piece, other));
    if (left.length > mostPieces) return false;
  }
  return left.length === 0;
}

/**
 * Whether a policy adds nothing to others of its namespace, whatever pods exist: they isolate all that it isolates, and
 * grant all that it grants.
 */
export function isPolicyCovered(policy: PolicyTerms, others: readonly PolicyTerms[]): boolean {
  return directions.every((direction) => {
    const grants = policyGrants(policy, direction);
    if (grants === undefined) return true;
    const isolating = others.filter((other) => other.terms[direction] !== undefined);
    return (
      isSelectorCovered(
        policy.subject,
        isolating.map(({ subject }) => subject),
      ) &&
      areGrantsCovered(
        grants,
        isolating.flatMap((other) => policyGrants(other, direction) ?? []),
      )
    );
  });
}

function policyGrants({ subject, terms }: PolicyTerms, direction: Direction): readonly Grant[] | undefined {
  return terms[direction]?.flatMap((term) => grantsOf(subject, term));
}

/** Whether two policies of one namespace mean the same, whatever pods exist. */
export function haveSameMeaning(one: NetworkPolicy, other: NetworkPolicy): boolean {
  if (one.namespace !== other.namespace) return false;
  const [first, second] = [compilePolicy(one, 0), compilePolicy(other, 1)];
  return isPolicyCovered(first, [second]) && isPolicyCovered(second, [first]);
}
