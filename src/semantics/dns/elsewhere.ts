import type { NetworkPolicy, Peer, PodPeer } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { valuesAskedFor } from '../../model/selector.ts';
import type { DnsPodFacts } from './servers.ts';
import { matching } from '../matching.ts';
import { peerSelectsPod } from '../selecting.ts';
import { namedNamespaces } from '../words.ts';

/** The pods that serve DNS beside the DNS servers of the cluster, as far as their containers declare it. */
export function otherServers({ pods, servers }: DnsPodFacts): readonly Pod[] {
  const known = new Set(servers.flatMap((server) => server.pods));
  return pods.lists().flatMap((list) => servingIn(list).filter((pod) => !known.has(pod)));
}

/** An inventory hands out the same list until one of its pods changes. */
const servingIn = rememberedOf((pods: readonly Pod[]): readonly Pod[] =>
  pods.filter(({ ports }) => ports.some(({ port, protocol }) => port === 53 && protocol === 'UDP')),
);

/**
 * Whether a peer that misses the DNS pods is no slip of a rule that was written for them: it is meant for other servers,
 * or what is wrong with it is another rule's.
 */
export function isElsewhere(
  peer: Peer,
  policy: NetworkPolicy,
  facts: DnsPodFacts,
  others: readonly Pod[],
): boolean {
  if (peer.kind === 'ipBlock') return true;
  const selects = (pod: Pod): boolean =>
    peerSelectsPod(peer, policy.namespace, pod, facts.namespaces) === 'yes';
  return (
    others.some(selects) ||
    isOutOfScope(peer, policy, facts) ||
    meansNoNamespace(peer, facts) ||
    facts.servers.some(({ pods }) => pods.some((pod) => pod.hostNetwork && selects(pod)))
  );
}

/** Whether NP403 or NP404 warns of the peer, and knows what was meant. */
export function isTold(peer: Peer, policy: NetworkPolicy, facts: DnsPodFacts): boolean {
  if (peer.kind === 'ipBlock') return false;
  return isOutOfScope(peer, policy, facts) || (meansNoNamespace(peer, facts) && meansOne(peer, facts));
}

/** Whether a namespace is called as the selector asks for by a label, or all are known. */
function meansOne({ namespaceSelector }: PodPeer, { namespaces }: DnsPodFacts): boolean {
  if (namespaces.extent().state === 'complete') return true;
  const names = namespaceSelector?.requirements.flatMap(valuesAskedFor) ?? [];
  return names.some((name) => namespaces.get(name) !== undefined);
}

/** A podSelector without namespaceSelector for pods that are in another namespace, of which NP403 speaks. */
function isOutOfScope(
  { podSelector, namespaceSelector }: PodPeer,
  { namespace }: NetworkPolicy,
  { pods, servers }: DnsPodFacts,
): boolean {
  if (namespaceSelector !== undefined || podSelector?.isEmpty !== false) return false;
  if (pods.extent(namespace).state === 'unknown') return false;
  return servers.some((server) => server.pods.some(({ labels }) => podSelector.matches(labels)));
}

/** A namespaceSelector that matches no namespace, of which NP404 speaks; one that is named may be missing from files. */
function meansNoNamespace({ namespaceSelector }: PodPeer, { namespaces }: DnsPodFacts): boolean {
  if (namespaceSelector === undefined) return false;
  const isNamed = namedNamespaces(namespaceSelector) !== undefined;
  if (isNamed && namespaces.extent().state !== 'complete') return false;
  return matching(namespaceSelector, namespaces.all()).length === 0;
}
