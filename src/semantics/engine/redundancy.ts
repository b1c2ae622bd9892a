import { type Direction, directions, type NetworkPolicy } from '../../model/networkpolicy.ts';
import type { BitSet } from '../sets/bitset.ts';
import { isPolicyCovered } from '../redundancy/coverage.ts';
import type { PolicyTerms } from '../policy-terms.ts';
import { type Admitted, admittedBy, isAdmittedBy } from './admitted.ts';
import type { Candidate } from './candidate.ts';
import { byGroup, byPortNames } from './cells.ts';
import { coverOf, type Standing } from './cover.ts';
import { comparePolicies } from './endpoint-group.ts';
import type { DestinationNames, PolicyFunction } from './reach.ts';
import { canDoWithout, type Layer, nextOf, settle, stackOf } from './stack.ts';
import type { EngineState, NamespaceState } from './state.ts';

/** A policy that can go: the rest isolates the same pods and admits all that it admits. */
export interface RedundantPolicy {
  readonly policy: NetworkPolicy;
  /** Whether it adds nothing for the endpoints that there are, or whatever pods and namespaces there will be. */
  readonly strength: 'now' | 'always';
  /** Policies that together do what it does, by name; without any one of them they would not. */
  readonly coveredBy: readonly NetworkPolicy[];
}

/**
 * The policies of a namespace that can all go together without changing what any end of a connection admits; of policies
 * that could stand in for each other the first by name stays, and all that cover others do. Policies that select no pod
 * are not among them.
 */
export function redundantPolicies(state: EngineState, namespace: NamespaceState): readonly RedundantPolicy[] {
  const policies = [...namespace.policies.values()].sort(byName);
  const stacks = directions.flatMap((direction) =>
    [...footingsOf(state, namespace.pods, direction)].map((footing) => stackOf(layersOf(state, footing))),
  );
  const redundant = new Set<PolicyTerms>();
  for (const policy of policies.toReversed()) {
    const touched = stacks.filter((stack) => nextOf(stack)?.policy === policy);
    const canGo = touched.length > 0 && touched.every((stack) => canDoWithout(stack));
    if (canGo) redundant.add(policy);
    for (const stack of touched) settle(stack, canGo ? 'goes' : 'stays');
  }
  const kept = policies.filter((policy) => !redundant.has(policy));
  return policies
    .filter((policy) => redundant.has(policy))
    .map((policy) => {
      const standings = stacks.flatMap(({ layers }) => standingOf(layers, policy, redundant));
      return explain(policy, kept, standings);
    });
}

/**
 * The policy, which need not be in force, if it can go by itself: it isolates no pod and admits nothing that the others of
 * the namespace do not. Whether any of those can go is not asked, so they can be many.
 */
export function redundantCandidate(
  state: EngineState,
  { namespace, terms: policy }: Candidate,
): RedundantPolicy | undefined {
  const others = [...namespace.policies.values()].filter((other) => isOther(other, policy)).sort(byName);
  const selected = state.podLabels.select(policy.subject, namespace.pods);
  const footings = directions
    .filter((direction) => policy.terms[direction] !== undefined)
    .flatMap((direction) => [...footingsOf(state, selected, direction, policy)]);
  if (footings.length === 0 || !footings.every((footing) => isCoveredOn(state, footing, policy)))
    return undefined;
  const standings = footings.flatMap((footing) => standingOf(layersOf(state, footing), policy));
  return explain(policy, others, standings);
}

/** Policies that isolate the same pods in a direction, where these give port names the same meaning. */
interface Footing {
  readonly direction: Direction;
  /** By name; last the one that need not be in force. */
  readonly policies: readonly PolicyTerms[];
  readonly names: DestinationNames;
}

function* footingsOf(
  state: EngineState,
  classes: BitSet,
  direction: Direction,
  candidate?: PolicyTerms,
): Generator<Footing> {
  for (const [group, members] of byGroup(state, classes, direction)) {
    const others = group.policies.filter((other) => candidate === undefined || isOther(other, candidate));
    const policies = [...others.sort(byName), ...(candidate === undefined ? [] : [candidate])];
    if (policies.length === 0) continue;
    if (direction === 'egress') yield { direction, policies, names: 'perPeer' };
    else {
      const functions = policies.map((policy) => functionOfAll([policy], direction));
      for (const { names } of byPortNames(state, members, functions)) yield { direction, policies, names };
    }
  }
}

/** A policy that comes takes the place of one of its name. */
function isOther({ policy }: PolicyTerms, candidate: PolicyTerms): boolean {
  return policy.name !== candidate.policy.name;
}

function byName(one: PolicyTerms, other: PolicyTerms): number {
  return comparePolicies(one.policy, other.policy);
}

function functionOfAll(policies: readonly PolicyTerms[], direction: Direction): PolicyFunction {
  return { open: false, terms: policies.flatMap(({ terms }) => terms[direction] ?? []) };
}

function layersOf(state: EngineState, { direction, policies, names }: Footing): readonly Layer[] {
  return policies.map((policy) => ({
    policy,
    admitted: admittedBy(state, functionOfAll([policy], direction), names),
  }));
}

function isCoveredOn(state: EngineState, footing: Footing, policy: PolicyTerms): boolean {
  const { direction, policies, names } = footing;
  const others = policies.filter((other) => other !== policy);
  const admitted = (some: readonly PolicyTerms[]): Admitted =>
    admittedBy(state, functionOfAll(some, direction), names);
  return others.length > 0 && isAdmittedBy(admitted([policy]), admitted(others));
}

/** Nothing where the policy does not stand; beside it stand none of those that go. */
function standingOf(
  layers: readonly Layer[],
  policy: PolicyTerms,
  going?: ReadonlySet<PolicyTerms>,
): readonly Standing[] {
  const own = layers.find((layer) => layer.policy === policy);
  if (own === undefined) return [];
  const others = layers.filter((layer) => layer !== own && going?.has(layer.policy) !== true);
  return [{ wanted: own.admitted, others }];
}

function explain(
  policy: PolicyTerms,
  others: readonly PolicyTerms[],
  standings: readonly Standing[],
): RedundantPolicy {
  return {
    policy: policy.policy,
    strength: isPolicyCovered(policy, others) ? 'always' : 'now',
    coveredBy: coverOf(standings).map((each) => each.policy),
  };
}
