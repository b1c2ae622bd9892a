import type { NetworkPolicy, PodPeer } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { describeRequirement, holds, type Requirement } from '../../model/selector.ts';

/**
 * The labels of the policy's own pods that a peer of another namespace asks for as well, where pods are there that have
 * all the others: kustomize writes its common labels into the selectors of peers too (kustomize#5912).
 */
export function borrowedLabels(
  { podSelector, namespaceSelector }: PodPeer,
  policy: NetworkPolicy,
  pods: readonly Pod[],
): readonly Requirement[] {
  if (namespaceSelector === undefined || podSelector === undefined) return [];
  const own = new Set(policy.podSelector.requirements.map(describeRequirement));
  const isOwn = (each: Requirement): boolean => each.operator === 'In' && own.has(describeRequirement(each));
  const borrowed = podSelector.requirements.filter(isOwn);
  const rest = podSelector.requirements.filter((each) => !isOwn(each));
  if (rest.length === 0) return [];
  return pods.some(({ labels }) => rest.every((each) => holds(each, labels))) ? borrowed : [];
}
