import { namespaceNameLabel } from '../model/namespace.ts';
import type { Direction } from '../model/networkpolicy.ts';
import type { Requirement } from '../model/selector.ts';
import { remembered } from '../model/remembered.ts';
import { type AddressSet, isSubsetOfAddresses } from '../semantics/sets/address-set.ts';
import type { LabelCondition } from '../semantics/sets/label-condition.ts';
import { allTerms, type AllowTerm, type PolicyTerms } from '../semantics/policy-terms.ts';
import {
  impliesSelector,
  matchesEverything,
  matchesNothing,
  type SelectorSet,
  withLabel,
} from '../semantics/sets/selector-set.ts';
import type { ImaginaryPod } from './pod-set.ts';

/** An endpoint that stands for all of its sort. */
export type Representative = RepresentativePod | RepresentativeAddresses;

/** A pod of which only this is known: labels of its namespace, and its own. */
export interface RepresentativePod {
  readonly kind: 'pods';
  /** Undefined where only labels of the namespace are told. */
  readonly namespace: string | undefined;
  readonly namespaces: SelectorSet;
  readonly pods: SelectorSet;
  /** Whether it is what a policy selects. */
  readonly isSubject: boolean;
}

/** Addresses outside, all of which policies treat alike. */
interface RepresentativeAddresses {
  readonly kind: 'addresses';
  readonly addresses: AddressSet;
}

/** One pod for each selector of the policies, subjects first, and one of which nothing is known. */
export function representativesOf(policies: readonly PolicyTerms[]): readonly RepresentativePod[] {
  const subjects = policies.map(({ policy, subject }) => inNamespace(policy.namespace, subject, true));
  const peers = policies
    .flatMap(allTerms)
    .flatMap(({ peer }) => (peer.kind === 'own' || peer.kind === 'selected' ? [representativeOf(peer)] : []));
  const found = new Map<string, RepresentativePod>();
  for (const each of [...subjects, ...peers, inNamespaces(matchesEverything, matchesEverything)]) {
    if (each.pods === matchesNothing || each.namespaces === matchesNothing) continue;
    const key = `${each.namespaces.id} ${each.pods.id}`;
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}

/** The pod that a peer asks for; any where it takes everyone. */
export function representativeOf(
  peer: Exclude<AllowTerm['peer'], { readonly kind: 'addresses' }>,
): RepresentativePod {
  switch (peer.kind) {
    case 'everyone':
      return inNamespaces(matchesEverything, matchesEverything);
    case 'own':
      return inNamespace(peer.namespace, peer.pods, false);
    case 'selected':
      return inNamespaces(peer.namespaces, peer.pods);
  }
}

function inNamespace(namespace: string, pods: SelectorSet, isSubject: boolean): RepresentativePod {
  return { kind: 'pods', namespace, namespaces: withLabel(namespaceNameLabel, namespace), pods, isSubject };
}

function inNamespaces(namespaces: SelectorSet, pods: SelectorSet): RepresentativePod {
  const [, name] = namespaces.conditions.find(([key]) => key === namespaceNameLabel) ?? [];
  const [only, another] = name?.kind === 'in' ? name.values : [];
  const namespace = another === undefined ? only : undefined;
  return { kind: 'pods', namespace, namespaces, pods, isSubject: false };
}

const implies = remembered(impliesSelector);

/** Whether everything that is `one` is also `other`. */
export function isWithin(one: Representative, other: Representative): boolean {
  if (one.kind === 'addresses' || other.kind === 'addresses') return one === other;
  if (other.namespace !== undefined && one.namespace !== other.namespace) return false;
  return implies(one.namespaces, other.namespaces) && implies(one.pods, other.pods);
}

/** What the policies that apply for certain admit in a direction; undefined where none isolates. */
export function admittedTerms(
  end: Representative,
  direction: Direction,
  policies: readonly PolicyTerms[],
): readonly AllowTerm[] | undefined {
  const applying = isolatingPolicies(end, direction, policies);
  return applying.length === 0 ? undefined : applying.flatMap(({ terms }) => terms[direction] ?? []);
}

function isolatingPolicies(
  end: Representative,
  direction: Direction,
  policies: readonly PolicyTerms[],
): readonly PolicyTerms[] {
  if (end.kind === 'addresses') return [];
  return policies.filter(
    ({ policy, subject, terms }) =>
      terms[direction] !== undefined && policy.namespace === end.namespace && implies(end.pods, subject),
  );
}

/** Whether a peer admits the end for certain. */
export function admits({ peer }: AllowTerm, end: Representative): boolean {
  switch (peer.kind) {
    case 'everyone':
      return true;
    case 'addresses':
      return end.kind === 'addresses' && isSubsetOfAddresses(end.addresses, peer.addresses);
    case 'own':
      return end.kind === 'pods' && end.namespace === peer.namespace && implies(end.pods, peer.pods);
    case 'selected':
      return end.kind === 'pods' && implies(end.namespaces, peer.namespaces) && implies(end.pods, peer.pods);
  }
}

/** The pod for those who name it. */
export function imaginaryPod({ namespace, namespaces, pods }: RepresentativePod): ImaginaryPod {
  return {
    kind: 'imaginary',
    which: 'any',
    namespace,
    namespaceRequirements: requirementsOf(namespaces),
    requirements: requirementsOf(pods),
  };
}

function requirementsOf({ conditions }: SelectorSet): readonly Requirement[] {
  return conditions.flatMap(([key, condition]) => requirementsFor(key, condition));
}

/** Of `in` conditions only that of a missing key allows its absence, as no requirement asks for a value or none. */
function requirementsFor(key: string, { kind, values, absent }: LabelCondition): readonly Requirement[] {
  if (kind === 'in') return [absent ? { key, operator: 'DoesNotExist' } : { key, operator: 'In', values }];
  const excluded: readonly Requirement[] = values.length === 0 ? [] : [{ key, operator: 'NotIn', values }];
  return absent ? excluded : [{ key, operator: 'Exists' }, ...excluded];
}
