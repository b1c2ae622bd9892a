import { type Direction, directions } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { addBit, type BitSet, eachBit, emptyBits, isNoBits, removeBit } from '../sets/bitset.ts';
import { matchesLabels } from '../sets/selector-set.ts';
import type { PolicyTerms } from '../policy-terms.ts';
import type { EndpointClass, EngineState, NamespaceState, PolicyGroup } from './state.ts';

/** The group of a class that is new, judged by one of its pods: all that the selectors ask is the same in all of them. */
export function groupFor(
  state: EngineState,
  namespace: NamespaceState,
  direction: Direction,
  example: Pod,
): PolicyGroup {
  if (example.hostNetwork) return namespace.open[direction];
  const policies: PolicyTerms[] = [];
  for (const policy of namespace.policies.values()) {
    if (policy.terms[direction] !== undefined && matchesLabels(policy.subject, example.labels))
      policies.push(policy);
  }
  return groupOf(state, namespace, direction, policies);
}

/** The one group of these policies, whatever their order. */
function groupOf(
  state: EngineState,
  namespace: NamespaceState,
  direction: Direction,
  policies: readonly PolicyTerms[],
): PolicyGroup {
  if (policies.length === 0) return namespace.open[direction];
  const sorted = policies.toSorted((one, other) => one.id - other.id);
  const hash = sorted.reduce((sum, { id }) => (sum + scatter(id)) % 0x1f_ffff_ffff_fff, 0);
  const bucket = namespace.groups[direction].get(hash) ?? [];
  const known = bucket.find((group) => isSameList(group.policies, sorted));
  if (known !== undefined) return known;
  const made = { direction, namespace, policies: sorted, hash, classes: emptyBits(), effect: undefined };
  namespace.groups[direction].set(hash, [...bucket, made]);
  state.pending.add(made);
  return made;
}

function scatter(id: number): number {
  return (Math.imul(id + 1, 0x9e3779b1) >>> 0) * 0x100000 + (Math.imul(id + 7, 0x85ebca6b) >>> 12);
}

function isSameList(one: readonly PolicyTerms[], other: readonly PolicyTerms[]): boolean {
  return one.length === other.length && one.every((policy, index) => policy === other[index]);
}

/** Counts a class in its group. */
export function enterGroup({ id, groups }: EndpointClass, direction: Direction): void {
  const group = groups[direction];
  addBit(group.classes, id);
  if (group.effect !== undefined) addBit(group.effect.classes, id);
}

/** Takes a class out of its group; a group of policies without classes is forgotten. */
export function leaveGroup(state: EngineState, { id, groups }: EndpointClass, direction: Direction): void {
  const group = groups[direction];
  removeBit(group.classes, id);
  if (group.effect !== undefined) removeBit(group.effect.classes, id);
  if (!isNoBits(group.classes) || group.policies.length === 0) return;
  leaveEffect(state, group);
  const table = group.namespace.groups[direction];
  const rest = (table.get(group.hash) ?? []).filter((other) => other !== group);
  if (rest.length === 0) table.delete(group.hash);
  else table.set(group.hash, rest);
}

function leaveEffect(state: EngineState, group: PolicyGroup): void {
  state.pending.delete(group);
  group.effect?.groups.delete(group);
  if (group.effect?.groups.size === 0) state.effects[group.direction].delete(group.effect.key);
  group.effect = undefined;
}

/** Forgets a namespace in which nothing is left. */
export function dropIfEmpty(state: EngineState, namespace: NamespaceState): void {
  if (namespace.isKnown || namespace.members.size > 0 || namespace.policies.size > 0) return;
  for (const direction of directions) leaveEffect(state, namespace.open[direction]);
  state.namespaces.delete(namespace.name);
}

/** Moves classes, all of one namespace and none of them the set of a group, to the groups that they belong to with one policy more or less. */
export function regroup(
  state: EngineState,
  classes: BitSet,
  direction: Direction,
  change: (policies: readonly PolicyTerms[]) => readonly PolicyTerms[],
): void {
  const targets = new Map<PolicyGroup, PolicyGroup>();
  for (const id of eachBit(classes)) {
    const moved = state.classes[id];
    if (moved === undefined) continue;
    const from = moved.groups[direction];
    let to = targets.get(from);
    if (to === undefined) {
      to = groupOf(state, from.namespace, direction, change(from.policies));
      targets.set(from, to);
    }
    if (to === from) continue;
    leaveGroup(state, moved, direction);
    moved.groups[direction] = to;
    enterGroup(moved, direction);
  }
}
