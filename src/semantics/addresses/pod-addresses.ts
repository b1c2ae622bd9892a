import type { NamespacedIndex } from '../../model/inventory.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../../model/pod.ts';

/** Families are the cluster's affair: a few pods speak for all. */
const mostSpeakers = 20;
const mostAsked = 500;

/** A few pods whose addresses are known: selected ones if there are any, else whatever pods the cluster has. */
export function podsWithAddresses(
  { namespace, podSelector }: NetworkPolicy,
  pods: NamespacedIndex<Pod>,
): readonly Pod[] {
  const selected = firstWithAddress(
    pods.in(namespace),
    ({ labels, hostNetwork }) => !hostNetwork && podSelector.matches(labels),
  );
  return selected.length > 0 ? selected : firstWithAddress(pods.all(), ({ hostNetwork }) => !hostNetwork);
}

function firstWithAddress(pods: Iterable<Pod>, isMeant: (pod: Pod) => boolean): readonly Pod[] {
  const found: Pod[] = [];
  let asked = 0;
  for (const pod of pods) {
    asked += 1;
    if (found.length >= mostSpeakers || asked > mostAsked) break;
    if (pod.addresses.length > 0 && !hasFinished(pod) && isMeant(pod)) found.push(pod);
  }
  return found;
}
