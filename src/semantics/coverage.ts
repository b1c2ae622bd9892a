import { directions, type Direction, type NetworkPolicy } from '../model/networkpolicy.ts';
import { rememberedOf } from '../model/remembered.ts';
import { type Grant, grantsOf, isEmptyGrant, subtractGrant } from './grant.ts';
import { type AllowTerm, compilePolicy, type PolicyTerms } from './policy-terms.ts';
import { type PortSet, uniteAllPorts } from './port-set.ts';
import { matchesNothing, type SelectorSet, selectorSetOf, subtractSelectors } from './selector-set.ts';

/**
 * How much a question may cost, in comparisons of two grants: policies that people write need hundreds, hostile ones could
 * ask for as many as they like. What it does not suffice for is answered `no`: not shown to be covered is not covered.
 */
export interface Effort {
  left: number;
}

/** The effort for one list of entries, or one policy. */
export function newEffort(): Effort {
  return { left: 100_000 };
}

/** Whether others together grant all that these grants do, whatever pods exist. */
export function areGrantsCovered(
  grants: readonly Grant[],
  others: readonly Grant[],
  effort: Effort,
): boolean {
  return grants.every((grant) => isEmptyGrant(grant) || isCovered(grant, others, subtractGrant, effort));
}

/**
 * Whether nothing is left of `whole` when each of the others is taken away in turn. One piece that is left is followed to
 * the end before the next, since a single one that stays decides.
 */
function isCovered<Part>(
  whole: Part,
  others: readonly Part[],
  subtract: (part: Part, other: Part) => Iterable<Part>,
  effort: Effort,
): boolean {
  const left = [{ part: whole, from: 0 }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const other = others[next.from];
    effort.left -= 1;
    if (other === undefined || effort.left < 0) return false;
    const from = next.from + 1;
    for (const part of subtract(next.part, other)) {
      if (from === others.length) return false;
      left.push({ part, from });
    }
  }
  return true;
}

/** Whether each label set in `selector` is in one of the others. */
function isSelectorCovered(selector: SelectorSet, others: readonly SelectorSet[], effort: Effort): boolean {
  return selector === matchesNothing || isCovered(selector, others, subtractSelectors, effort);
}

/**
 * Whether a policy adds nothing to others of its namespace, whatever pods exist: they isolate all that it isolates, and
 * grant all that it grants.
 */
export function isPolicyCovered(policy: PolicyTerms, others: readonly PolicyTerms[]): boolean {
  const effort = newEffort();
  return directions.every((direction) => {
    const grants = policyGrants(policy, direction);
    if (grants === undefined) return true;
    const isolating = others.filter((other) => other.terms[direction] !== undefined);
    return (
      isSelectorCovered(
        policy.subject,
        isolating.map(({ subject }) => subject),
        effort,
      ) &&
      areGrantsCovered(
        grants,
        isolating.flatMap((other) => policyGrants(other, direction) ?? []),
        effort,
      )
    );
  });
}

function policyGrants({ policy }: PolicyTerms, direction: Direction): readonly Grant[] | undefined {
  return grantsOfBoth(policy)[direction];
}

const grantsOfBoth = rememberedOf((policy: NetworkPolicy) => {
  const { subject, terms } = compilePolicy(policy, 0);
  const grants = (direction: Direction): readonly Grant[] | undefined =>
    terms[direction]?.flatMap((term) => grantsOf(subject, term));
  return { ingress: grants('ingress'), egress: grants('egress') };
});

/** The policies among `policies`, which are those of its namespace, that mean the same as this one. */
export function sameInMeaning(
  policy: NetworkPolicy,
  policies: readonly NetworkPolicy[],
): readonly NetworkPolicy[] {
  const alike = byOutline(policies).get(outlineOf(policy)) ?? [];
  if (alike.length < 2) return [];
  const close = byOpenNumbers(alike).get(openNumbersKey(policy)) ?? [];
  return close.filter((other) => other !== policy && haveSameMeaning(policy, other));
}

/** Whether two policies of one namespace mean the same, whatever pods exist. */
export function haveSameMeaning(one: NetworkPolicy, other: NetworkPolicy): boolean {
  if (one.namespace !== other.namespace || outlineOf(one) !== outlineOf(other)) return false;
  if (openNumbersKey(one) !== openNumbersKey(other)) return false;
  const [first, second] = [compilePolicy(one, 0), compilePolicy(other, 1)];
  if (directions.every((direction) => haveSameTerms(first.terms[direction], second.terms[direction])))
    return true;
  return isPolicyCovered(first, [second]) && isPolicyCovered(second, [first]);
}

function haveSameTerms(one: readonly AllowTerm[] = [], other: readonly AllowTerm[] = []): boolean {
  const keys = new Set(one.map(({ key }) => key));
  return one.length === other.length && other.every(({ key }) => keys.has(key));
}

/** What policies of the same meaning have in common; most differ in it, and it costs little. */
const outlineOf = rememberedOf(
  ({ isolates, podSelector }: NetworkPolicy) => `${isolates.join()} ${selectorSetOf(podSelector).id}`,
);

const byOutline = rememberedOf((policies: readonly NetworkPolicy[]) => Map.groupBy(policies, outlineOf));

/** The port numbers that are open to anyone, by direction. Names cover no number, so policies of one meaning agree in them. */
const openNumbersOf = rememberedOf((policy: NetworkPolicy) => {
  const grants = grantsOfBoth(policy);
  const numbers = (direction: Direction): PortSet => {
    const filled = grants[direction]?.filter((grant) => !isEmptyGrant(grant)) ?? [];
    return uniteAllPorts(filled.map(({ ports }) => ports.numbers));
  };
  return { ingress: numbers('ingress'), egress: numbers('egress') };
});

const openNumbersKey = rememberedOf((policy: NetworkPolicy) => {
  const { ingress, egress } = openNumbersOf(policy);
  return `${ingress.id} ${egress.id}`;
});

const byOpenNumbers = rememberedOf((policies: readonly NetworkPolicy[]) =>
  Map.groupBy(policies, openNumbersKey),
);
