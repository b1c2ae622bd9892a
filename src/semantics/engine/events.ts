import type { Labels } from '../../model/labels.ts';
import { directions, type NetworkPolicy } from '../../model/networkpolicy.ts';
import { addBit, eachBit, removeBit } from '../sets/bitset.ts';
import { dropIfEmpty, regroup } from './groups.ts';
import { compilePolicy, type PolicyTerms } from '../policy-terms.ts';
import { mention, unmention } from './refine.ts';
import { type EngineState, namespaceState, type NamespaceState, onlyName } from './state.ts';

/** Puts a policy in force, in place of the one that has its namespace and name. */
export function putPolicy(state: EngineState, policy: NetworkPolicy): void {
  const namespace = namespaceState(state, policy.namespace);
  const added = compilePolicy(policy, state.nextPolicyId);
  state.nextPolicyId += 1;
  const before = namespace.policies.get(policy.name);
  mention(state, added, namespace);
  if (before !== undefined) takeOut(state, namespace, before);
  namespace.policies.set(policy.name, added);
  const selected = state.podLabels.select(added.subject, namespace.pods);
  for (const direction of directions) {
    if (added.terms[direction] === undefined) continue;
    regroup(state, selected, direction, (policies) => [...policies, added]);
  }
}

/** Takes a policy out of force. */
export function removePolicy(state: EngineState, namespaceName: string, name: string): void {
  const namespace = state.namespaces.get(namespaceName);
  const before = namespace?.policies.get(name);
  if (namespace === undefined || before === undefined) return;
  takeOut(state, namespace, before);
  dropIfEmpty(state, namespace);
}

function takeOut(state: EngineState, namespace: NamespaceState, removed: PolicyTerms): void {
  namespace.policies.delete(removed.policy.name);
  const selected = state.podLabels.select(removed.subject, namespace.pods);
  for (const direction of directions) {
    if (removed.terms[direction] === undefined) continue;
    regroup(state, selected, direction, (policies) => policies.filter((policy) => policy !== removed));
  }
  unmention(state, removed, namespace);
}

/** Gives a namespace the labels of its object. */
export function putNamespace(state: EngineState, name: string, labels: Labels): void {
  const namespace = namespaceState(state, name);
  relabel(state, namespace, labels);
  if (namespace.isKnown) return;
  namespace.isKnown = true;
  for (const id of eachBit(namespace.classes)) removeBit(state.unknownNamespace, id);
}

/** Forgets the labels of a namespace; its pods and policies, while any are left, are of a namespace only known by name. */
export function removeNamespace(state: EngineState, name: string): void {
  const namespace = state.namespaces.get(name);
  if (namespace === undefined || !namespace.isKnown) return;
  relabel(state, namespace, onlyName(name));
  namespace.isKnown = false;
  for (const id of eachBit(namespace.classes)) addBit(state.unknownNamespace, id);
  dropIfEmpty(state, namespace);
}

function relabel(state: EngineState, namespace: NamespaceState, labels: Labels): void {
  for (const id of eachBit(namespace.pods)) {
    state.namespaceLabels.remove(id, namespace.labels);
    state.namespaceLabels.add(id, labels);
  }
  namespace.labels = labels;
}
