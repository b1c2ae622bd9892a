import { type Direction, directions, type NetworkPolicy } from '../../model/networkpolicy.ts';
import {
  type AddressPorts,
  areAddressPortsCovered,
  noAddressPorts,
  uniteAddressPorts,
} from '../sets/address-ports.ts';
import type { BitSet } from '../sets/bitset.ts';
import { isPolicyCovered } from '../redundancy/coverage.ts';
import type { PolicyTerms } from '../policy-terms.ts';
import { noPorts } from '../sets/port-set.ts';
import { byGroup, byPortNames, divideBySubject } from './cells.ts';
import { comparePolicies } from './endpoint-group.ts';
import { arePartsCovered, uniteParts } from './parts.ts';
import {
  closedFunction,
  type DestinationNames,
  type Part,
  type PolicyFunction,
  reach,
  reachAddresses,
} from './reach.ts';
import type { EngineState, NamespaceState } from './state.ts';

/** A policy that can go: the rest isolates the same pods and admits all that it admits. */
export interface RedundantPolicy {
  readonly policy: NetworkPolicy;
  /** Whether it adds nothing for the endpoints that there are, or whatever pods and namespaces there will be. */
  readonly strength: 'now' | 'always';
  /** Policies that stay and together do what it does, by name; without any one of them they would not. */
  readonly coveredBy: readonly NetworkPolicy[];
}

/**
 * The policies of a namespace that can all go together without changing what any end of a connection admits; of policies
 * that could stand in for each other the first by name stays. Policies that select no pod are not among them. With
 * `newest` the question is asked as if that policy were in force, and it goes first.
 */
export function redundantPolicies(
  state: EngineState,
  namespace: NamespaceState,
  newest: PolicyTerms | undefined,
): readonly RedundantPolicy[] {
  const policies = policiesInOrder(namespace, newest);
  const stacks = directions.flatMap((direction) => stacksOf(state, namespace, direction, policies, newest));
  const redundant: PolicyTerms[] = [];
  for (const policy of policies.toReversed()) {
    const touched = stacks.filter((stack) => stack.next === policy);
    const canGo = touched.length > 0 && touched.every(isCoveredByRest);
    if (canGo) redundant.push(policy);
    for (const stack of touched) settle(stack, canGo);
  }
  const kept = policies.filter((policy) => !redundant.includes(policy));
  return redundant.toReversed().map((policy) => ({
    policy: policy.policy,
    strength: isPolicyCovered(policy, kept) ? 'always' : 'now',
    coveredBy: coverOf(policy, kept, stacks).map((each) => each.policy),
  }));
}

function policiesInOrder(namespace: NamespaceState, newest: PolicyTerms | undefined): readonly PolicyTerms[] {
  const others = [...namespace.policies.values()].filter(({ policy }) => policy.name !== newest?.policy.name);
  others.sort((one, other) => comparePolicies(one.policy, other.policy));
  return newest === undefined ? others : [...others, newest];
}

/** What some policies admit: of classes, and of addresses. */
interface Admitted {
  readonly parts: readonly Part[];
  readonly addresses: AddressPorts;
}

const nothing: Admitted = { parts: [], addresses: noAddressPorts };

function unite(one: Admitted, other: Admitted): Admitted {
  return {
    parts: uniteParts(one.parts, other.parts),
    addresses: uniteAddressPorts(one.addresses, other.addresses),
  };
}

function isCovered(one: Admitted, other: Admitted): boolean {
  return areAddressPortsCovered(one.addresses, other.addresses) && arePartsCovered(one.parts, other.parts);
}

/** Pods that the same policies isolate in a direction, and how far the last of these policies are judged. */
interface Stack {
  /** In order, each with what it admits. */
  readonly layers: readonly Layer[];
  /** By position, what the layers before it admit together. */
  readonly below: readonly Admitted[];
  position: number;
  next: PolicyTerms | undefined;
  /** How many of the layers beyond `position` stay, and what they admit together. */
  keptAbove: number;
  above: Admitted;
}

interface Layer {
  readonly policy: PolicyTerms;
  readonly admitted: Admitted;
}

function stacksOf(
  state: EngineState,
  namespace: NamespaceState,
  direction: Direction,
  policies: readonly PolicyTerms[],
  newest: PolicyTerms | undefined,
): readonly Stack[] {
  const order = new Map(policies.map((policy, index) => [policy, index]));
  const added = newest?.terms[direction] === undefined ? [] : [newest];
  const stacks: Stack[] = [];
  for (const [group, classes] of byGroup(state, namespace.pods, direction)) {
    for (const piece of divideBySubject(state, classes, added)) {
      const selecting = [...group.policies, ...piece.selecting]
        .filter((policy) => order.has(policy))
        .sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
      if (selecting.length > 0) stacks.push(...stacksOfPiece(state, direction, piece.classes, selecting));
    }
  }
  return stacks;
}

function stacksOfPiece(
  state: EngineState,
  direction: Direction,
  classes: BitSet,
  policies: readonly PolicyTerms[],
): readonly Stack[] {
  const functions = policies.map((policy): PolicyFunction => ({
    ...closedFunction,
    terms: policy.terms[direction] ?? [],
  }));
  return byPortNames(state, classes, direction === 'ingress' ? functions : []).map(({ names }) => {
    const layers = policies.map((policy, index): Layer => {
      const admits = functions[index] ?? closedFunction;
      return { policy, admitted: admittedBy(state, admits, direction === 'ingress' ? names : 'perPeer') };
    });
    const below: Admitted[] = [nothing];
    for (const { admitted } of layers) below.push(unite(below.at(-1) ?? nothing, admitted));
    return {
      layers,
      below,
      position: layers.length - 1,
      next: policies.at(-1),
      keptAbove: 0,
      above: nothing,
    };
  });
}

function admittedBy(state: EngineState, policies: PolicyFunction, names: DestinationNames): Admitted {
  const parts = reach(state, policies, state.all, names).filter(({ ports }) => ports !== noPorts);
  return { parts, addresses: reachAddresses(policies, names) };
}

function isCoveredByRest({ layers, below, position, keptAbove, above }: Stack): boolean {
  if (position + keptAbove === 0) return false;
  return isCovered(layers[position]?.admitted ?? nothing, unite(below[position] ?? nothing, above));
}

function settle(stack: Stack, canGo: boolean): void {
  if (!canGo) {
    stack.keptAbove += 1;
    stack.above = unite(stack.above, stack.layers[stack.position]?.admitted ?? nothing);
  }
  stack.position -= 1;
  stack.next = stack.layers[stack.position]?.policy;
}

/** One policy that covers alone, if there is one; else all that are needed, the last left out first. */
function coverOf(
  policy: PolicyTerms,
  kept: readonly PolicyTerms[],
  stacks: readonly Stack[],
): readonly PolicyTerms[] {
  const touched = stacks.filter(({ layers }) => layers.some((layer) => layer.policy === policy));
  const useful = kept.filter((other) =>
    touched.some(({ layers }) => layers.some((layer) => layer.policy === other)),
  );
  const covers = (others: readonly PolicyTerms[]): boolean =>
    touched.every((stack) => coversIn(stack, policy, others));
  const alone = useful.find((other) => covers([other]));
  if (alone !== undefined) return [alone];
  return useful.toReversed().reduce<readonly PolicyTerms[]>((needed, candidate) => {
    const rest = needed.filter((other) => other !== candidate);
    return covers(rest) ? rest : needed;
  }, useful);
}

function coversIn({ layers }: Stack, policy: PolicyTerms, others: readonly PolicyTerms[]): boolean {
  const own = layers.find((layer) => layer.policy === policy);
  const standing = layers.filter((layer) => others.includes(layer.policy));
  const together = standing.reduce((all, { admitted }) => unite(all, admitted), nothing);
  return standing.length > 0 && isCovered(own?.admitted ?? nothing, together);
}
