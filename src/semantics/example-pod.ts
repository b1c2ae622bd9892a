import type { Labels } from '../model/labels.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import type { Peer, PodPeer } from '../model/networkpolicy.ts';
import type { Selector } from '../model/selector.ts';

/** The labels of a pod that does not exist, and those of its namespace. */
export interface ExamplePod {
  readonly labels: Labels;
  readonly namespaceLabels: Labels;
}

/** A pod with no more labels than the peer asks for; undefined when no pod fits, or none was found so simply. */
export function exampleOf(
  { podSelector, namespaceSelector }: PodPeer,
  namespace: string,
): ExamplePod | undefined {
  const labels = fittingLabels(podSelector);
  const namespaceLabels =
    namespaceSelector === undefined
      ? new Map([[namespaceNameLabel, namespace]])
      : fittingLabels(namespaceSelector);
  return labels === undefined || namespaceLabels === undefined ? undefined : { labels, namespaceLabels };
}

function fittingLabels(selector: Selector | undefined): Labels | undefined {
  const labels = new Map<string, string>();
  for (const requirement of selector?.requirements ?? []) {
    if (requirement.operator === 'In') labels.set(requirement.key, requirement.values[0] ?? '');
    if (requirement.operator === 'Exists' && !labels.has(requirement.key)) labels.set(requirement.key, '');
  }
  return selector?.matches(labels) === false ? undefined : labels;
}

/** Whether one of the peers admits the pod; `namespace` is that of the policy. A list without peers admits everyone. */
export function admitsExample(peers: readonly Peer[], pod: ExamplePod, namespace: string): boolean {
  if (peers.length === 0) return true;
  return peers.some((peer) => {
    if (peer.kind !== 'pods' || peer.podSelector?.matches(pod.labels) === false) return false;
    return (
      peer.namespaceSelector?.matches(pod.namespaceLabels) ??
      pod.namespaceLabels.get(namespaceNameLabel) === namespace
    );
  });
}
