import type { NamespaceIndex } from '../model/inventory.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import type { NetworkPolicy, Peer, PodPeer } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import { holds, type Selector } from '../model/selector.ts';
import { allOf, answerOf, type Answer } from './answer.ts';

/** The namespaces as far as they are known; undefined when nothing is known of any. */
export type KnownNamespaces = Pick<NamespaceIndex, 'get'> | undefined;

/** Whether the policy's podSelector selects the pod: by its labels, and only in the policy's own namespace. */
export function selectsPod(policy: NetworkPolicy, pod: Pod): boolean {
  return policy.namespace === pod.namespace && policy.podSelector.matches(pod.labels);
}

/** A peer that names pods by their labels. */
export type NamingPeer = PodPeer & { readonly podSelector: Selector };

/** Only pods that a peer names by their labels are certainly meant; "everyone" and "this namespace" mean who is willing. */
export function isNaming(peer: Peer): peer is NamingPeer {
  return peer.kind === 'pods' && peer.podSelector?.isEmpty === false;
}

/** Whether a peer of a policy in `policyNamespace` selects the pod by its labels and those of its namespace. */
export function peerSelectsPod(
  peer: PodPeer,
  policyNamespace: string,
  pod: Pod,
  namespaces: KnownNamespaces,
): Answer {
  if (peer.podSelector !== undefined && !peer.podSelector.matches(pod.labels)) return 'no';
  if (peer.namespaceSelector === undefined) return answerOf(pod.namespace === policyNamespace);
  return peerSelectsNamespace(peer.namespaceSelector, pod.namespace, namespaces);
}

/**
 * Whether a namespaceSelector selects the namespace of that name. Of a namespace that is not known one label is: its
 * name, which the API server sets on every namespace.
 */
export function peerSelectsNamespace(selector: Selector, name: string, namespaces: KnownNamespaces): Answer {
  const namespace = namespaces?.get(name);
  if (namespace !== undefined) return answerOf(selector.matches(namespace.labels));
  const labels = new Map([[namespaceNameLabel, name]]);
  return allOf(
    selector.requirements.map((requirement) =>
      requirement.key === namespaceNameLabel ? answerOf(holds(requirement, labels)) : 'unknown',
    ),
  );
}

/** Whether the selector asks for labels other than the name, the one that is known of every namespace. */
export function asksMoreThanName({ requirements }: Selector): boolean {
  return requirements.some(({ key }) => key !== namespaceNameLabel);
}
