import { directions, type Direction, type NetworkPolicy } from '../../model/networkpolicy.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { uniteAllAddresses } from '../sets/address-set.ts';
import { type Grant, grantsOf, isEmptyGrant, subtractGrant } from './grant.ts';
import { type AllowTerm, compilePolicy, type PolicyTerms } from '../policy-terms.ts';
import { uniteAllPorts } from '../sets/port-set.ts';
import { matchesNothing, type SelectorSet, selectorSetOf, subtractSelectors } from '../sets/selector-set.ts';

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

/** Whether `other`, of the same namespace, grants pods that the policy selects something that the policy does not. */
export function admitsMore(other: NetworkPolicy, policy: NetworkPolicy): boolean {
  const { podSelector, isolates } = policy;
  const onSamePods = {
    ...other,
    podSelector,
    isolates: other.isolates.filter((each) => isolates.includes(each)),
  };
  return !isPolicyCovered(compilePolicy(onSamePods, 0), [compilePolicy(policy, 1)]);
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

/** The first of `policies`, which are those of its namespace, that means the same as this one and is `eligible`. */
export function twinOf(
  policy: NetworkPolicy,
  policies: readonly NetworkPolicy[],
  eligible: (other: NetworkPolicy) => boolean,
): NetworkPolicy | undefined {
  const alike = byOutline(policies).get(outlineOf(policy)) ?? [];
  if (alike.length < 2) return undefined;
  const close = byOpenings(alike).get(openingsKey(policy)) ?? [];
  for (const same of byTerms(close).values()) {
    // Of policies with the same terms one speaks for all, however many they are.
    const twin = same.find((other) => other !== policy && eligible(other));
    if (twin !== undefined && haveSameMeaning(policy, twin)) return twin;
  }
  return undefined;
}

/** Whether two policies of one namespace mean the same, whatever pods exist. */
export function haveSameMeaning(one: NetworkPolicy, other: NetworkPolicy): boolean {
  if (one.namespace !== other.namespace || outlineOf(one) !== outlineOf(other)) return false;
  if (openingsKey(one) !== openingsKey(other)) return false;
  const [first, second] = [compilePolicy(one, 0), compilePolicy(other, 1)];
  if (directions.every((direction) => haveSameTerms(first.terms[direction], second.terms[direction])))
    return true;
  return isPolicyCovered(first, [second]) && isPolicyCovered(second, [first]);
}

const byTerms = rememberedOf((policies: readonly NetworkPolicy[]) => Map.groupBy(policies, termsKey));

const termsKey = rememberedOf((policy: NetworkPolicy) => {
  const { terms } = compilePolicy(policy, 0);
  return JSON.stringify(directions.map((direction) => (terms[direction] ?? []).map(({ key }) => key).sort()));
});

function haveSameTerms(one: readonly AllowTerm[] = [], other: readonly AllowTerm[] = []): boolean {
  const keys = new Set(one.map(({ key }) => key));
  return one.length === other.length && other.every(({ key }) => keys.has(key));
}

/** What policies of the same meaning have in common; most differ in it, and it costs little. */
const outlineOf = rememberedOf(
  ({ isolates, podSelector }: NetworkPolicy) => `${isolates.join()} ${selectorSetOf(podSelector).id}`,
);

const byOutline = rememberedOf((policies: readonly NetworkPolicy[]) => Map.groupBy(policies, outlineOf));

/**
 * What is open to anyone, by direction: the port numbers, and the addresses. Names cover no number and selectors no
 * address, so policies of one meaning agree in them.
 */
const openingsKey = rememberedOf((policy: NetworkPolicy) => {
  const grants = grantsOfBoth(policy);
  return directions
    .flatMap((direction) => {
      const filled = grants[direction]?.filter((grant) => !isEmptyGrant(grant)) ?? [];
      const blocks = filled.flatMap(({ peers }) => (peers.kind === 'addresses' ? peers.addresses : []));
      return [uniteAllPorts(filled.map(({ ports }) => ports.numbers)).id, uniteAllAddresses(blocks).id];
    })
    .join();
});

const byOpenings = rememberedOf((policies: readonly NetworkPolicy[]) => Map.groupBy(policies, openingsKey));
