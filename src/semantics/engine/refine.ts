import type { Pod } from '../../model/pod.ts';
import { eachBit, isNoBits, meetBits } from '../sets/bitset.ts';
import type { SelectorSet } from '../sets/selector-set.ts';
import { divideClass } from './placing.ts';
import { allTerms, type PolicyTerms } from '../policy-terms.ts';
import { portNamesOf } from '../ports/port-terms.ts';
import type { EndpointClass, EngineState, Mentions, NamespaceState } from './state.ts';

/** What a policy can tell pods apart by, within its own namespace or anywhere. */
interface Distinctions {
  readonly local: { readonly keys: Set<string>; readonly names: Set<string> };
  readonly anywhere: { readonly keys: Set<string>; readonly names: Set<string> };
}

function distinctionsOf(policy: PolicyTerms): Distinctions {
  const local = { keys: new Set<string>(), names: new Set<string>() };
  const anywhere = { keys: new Set<string>(), names: new Set<string>() };
  addAll(local.keys, keysOf(policy.subject));
  for (const { peer } of allTerms(policy)) {
    if (peer.kind === 'own') addAll(local.keys, keysOf(peer.pods));
    if (peer.kind === 'selected') addAll(anywhere.keys, keysOf(peer.pods));
  }
  for (const { ports } of policy.terms.ingress ?? []) addAll(local.names, ports.names);
  for (const { peer, ports } of policy.terms.egress ?? []) {
    addAll((peer.kind === 'own' ? local : anywhere).names, ports.names);
  }
  return { local, anywhere };
}

function keysOf({ conditions }: SelectorSet): readonly string[] {
  return conditions.map(([key]) => key);
}

function addAll(set: Set<string>, entries: readonly string[]): void {
  for (const entry of entries) set.add(entry);
}

/**
 * Makes the classes fine enough for a policy. Only what the policy is the first to mention costs anything: the classes of
 * its namespace (or, for peers in other namespaces, of the cluster) are searched for pods that carry it, and those are
 * divided. A candidate that is only asked about does the same: what it divides shows in no answer.
 */
export function mention(state: EngineState, policy: PolicyTerms, namespace: NamespaceState): void {
  const { local, anywhere } = distinctionsOf(policy);
  const newLocal = count(namespace.mentions, local, state.mentions);
  const newAnywhere = count(state.mentions, anywhere);
  if (newLocal !== undefined) divideWhere(state, eachClass(state, namespace.classes), newLocal);
  if (newAnywhere !== undefined) divideWhere(state, eachClass(state, state.all), newAnywhere);
  for (const { peer } of allTerms(policy)) {
    if (peer.kind !== 'addresses') continue;
    for (const region of state.regions.cut(peer.addresses)) {
      const parted = [...eachClass(state, region.classes)];
      for (const found of parted) divideClass(state, found);
    }
  }
}

/**
 * Takes back `mention`. Classes that it divided stay divided, which is exact all the same: a label key that pods carry, a
 * port name that they declare or a cut between their addresses goes on being told apart. There are no more of these
 * than pods bring themselves; whatever no pod shows is forgotten at once.
 */
export function unmention(state: EngineState, policy: PolicyTerms, namespace: NamespaceState): void {
  const { local, anywhere } = distinctionsOf(policy);
  discount(namespace.mentions.keys, local.keys, (key) =>
    meetBits(state.podLabels.having(key), namespace.classes),
  );
  discount(namespace.mentions.names, local.names, (name) => state.portNames.has(name));
  discount(state.mentions.keys, anywhere.keys, (key) => !isNoBits(state.podLabels.having(key)));
  discount(state.mentions.names, anywhere.names, (name) => state.portNames.has(name));
  for (const { peer } of allTerms(policy)) {
    if (peer.kind === 'addresses') state.regions.release(peer.addresses);
  }
}

type Added = (pod: Pod) => boolean;

/** Counts the mentions; whether a pod carries something that is new, unless nothing is. */
function count(mentions: Mentions, added: Distinctions['local'], elsewhere?: Mentions): Added | undefined {
  const keys = [...added.keys].filter((key) => raise(mentions.keys, key) && !elsewhere?.keys.has(key));
  const names = [...added.names].filter((name) => raise(mentions.names, name) && !elsewhere?.names.has(name));
  if (keys.length === 0 && names.length === 0) return undefined;
  return (pod) => {
    if (keys.some((key) => pod.labels.has(key))) return true;
    if (names.length === 0) return false;
    const declared = portNamesOf(pod);
    return names.some((name) => declared.has(name));
  };
}

function raise(counts: Map<string, number>, entry: string): boolean {
  const before = counts.get(entry);
  counts.set(entry, (before ?? 0) + 1);
  return before === undefined;
}

function discount(
  counts: Map<string, number>,
  entries: Iterable<string>,
  isCarried: (entry: string) => boolean,
): void {
  for (const entry of entries) {
    const left = (counts.get(entry) ?? 0) - 1;
    if (left > 0 || isCarried(entry)) counts.set(entry, Math.max(left, 0));
    else counts.delete(entry);
  }
}

function* eachClass(state: EngineState, classes: Parameters<typeof eachBit>[0]): Generator<EndpointClass> {
  for (const id of eachBit(classes)) {
    const found = state.classes[id];
    if (found !== undefined) yield found;
  }
}

function divideWhere(state: EngineState, classes: Iterable<EndpointClass>, carries: Added): void {
  const affected: EndpointClass[] = [];
  for (const candidate of classes) {
    if (candidate.hostNetwork) continue;
    for (const pod of candidate.members) {
      if (!carries(pod)) continue;
      affected.push(candidate);
      break;
    }
  }
  for (const candidate of affected) divideClass(state, candidate);
}
