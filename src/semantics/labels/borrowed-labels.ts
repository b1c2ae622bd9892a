import type { Labels } from '../../model/labels.ts';
import type { NetworkPolicy, PodPeer } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { describeRequirement, holds, type Requirement, valuesAskedFor } from '../../model/selector.ts';
import { namedNamespaces } from '../words.ts';
import { nameKeys } from './telling-labels.ts';

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

/**
 * The same by the text alone: labels of the policy itself, of its own pods and of a peer that is another application in
 * another namespace. Labels that applications have in common are left out.
 */
export function labelsWrittenAlong(
  { podSelector, namespaceSelector }: PodPeer,
  policy: NetworkPolicy,
  ownLabels: Labels,
): readonly Requirement[] {
  if (namespaceSelector === undefined || namespaceSelector.isEmpty || podSelector === undefined) return [];
  if (namedNamespaces(namespaceSelector)?.includes(policy.namespace) === true) return [];
  const own = new Set(policy.podSelector.requirements.map(describeRequirement));
  const isOther = podSelector.requirements.some(
    (each) => nameKeys.has(each.key) && each.operator === 'In' && !own.has(describeRequirement(each)),
  );
  if (!isOther) return [];
  return podSelector.requirements.filter(
    (each) =>
      !inCommon.has(each.key) &&
      own.has(describeRequirement(each)) &&
      valuesAskedFor(each).some((value) => ownLabels.get(each.key) === value),
  );
}

/** Keys of labels that applications which belong together share. */
const inCommon: ReadonlySet<string> = new Set([
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/part-of',
  'env',
  'environment',
  'part-of',
  'stage',
  'team',
  'tenant',
]);
