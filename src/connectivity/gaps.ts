import { namespaceNameLabel } from '../model/namespace.ts';
import type { Inventory } from '../model/inventory.ts';
import type { NetworkPolicy, Peer } from '../model/networkpolicy.ts';
import { hasFinished, podKey, type Pod } from '../model/pod.ts';
import { conjugate, enumerate } from '../model/prose.ts';

/**
 * What cannot be told because facts are missing, in a state or of a change from one to another, each as a sentence. Where
 * it matters, connections that depend on it count as not allowed.
 */
export function gapsOf(...states: readonly Inventory[]): readonly string[] {
  const peers = states.flatMap(({ policies }) => [...policies.all()].flatMap(peersInForce));
  return [...gapsOfLabels(states, peers), ...gapsOfAddresses(states, peers)];
}

function gapsOfLabels(states: readonly Inventory[], peers: readonly Peer[]): readonly string[] {
  if (!peers.some((peer) => peer.kind === 'pods' && asksForLabels(peer))) return [];
  const unlabelled = states.flatMap((state) =>
    podsOf(state)
      .filter((pod) => !pod.hostNetwork && state.namespaces.get(pod.namespace) === undefined)
      .map(({ namespace }) => namespace),
  );
  if (unlabelled.length === 0) return [];
  return [
    `the labels of ${listed([...new Set(unlabelled)], 'namespace')} are not known, so peers that ask for namespace labels do not match there`,
  ];
}

/** A block is compared with every pod's address, on the host network too. */
function gapsOfAddresses(states: readonly Inventory[], peers: readonly Peer[]): readonly string[] {
  const blocks = [...new Set(peers.flatMap((peer) => (peer.kind === 'ipBlock' ? [peer.cidr.text] : [])))];
  const known = new Set<string>();
  const homeless = new Set<string>();
  for (const pod of states.flatMap(podsOf)) {
    const key = `${pod.namespace}/${podKey(pod)}`;
    known.add(key);
    if (pod.addresses.length === 0) homeless.add(key);
  }
  if (blocks.length === 0 || homeless.size === 0) return [];
  const who =
    homeless.size === known.size ? 'no pod has' : `${homeless.size} of ${known.size} pods do not have`;
  return [
    `${who} a known address, so ${listed(blocks, 'ipBlock')} ${conjugate('is', blocks.length)} taken to match none of them`,
  ];
}

function podsOf({ pods }: Inventory): readonly Pod[] {
  return [...pods.all()].filter((pod) => !hasFinished(pod));
}

function peersInForce({ isolates, ingress, egress }: NetworkPolicy): readonly Peer[] {
  const rules = isolates.flatMap((direction) => (direction === 'ingress' ? ingress : egress));
  return rules.flatMap(({ peers }) => peers);
}

function asksForLabels({ namespaceSelector }: Extract<Peer, { readonly kind: 'pods' }>): boolean {
  return namespaceSelector?.requirements.some(({ key }) => key !== namespaceNameLabel) ?? false;
}

function listed(names: readonly string[], noun: string): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${enumerate(names)}`;
}
