import { namespaceNameLabel } from '../model/namespace.ts';
import type { Inventory } from '../model/inventory.ts';
import type { NetworkPolicy, Peer } from '../model/networkpolicy.ts';
import { hasFinished } from '../model/pod.ts';

/**
 * What cannot be told because facts are missing, each as a sentence. Where it matters, connections that depend on it count
 * as not allowed.
 */
export function gapsOf({ pods, namespaces, policies }: Inventory): readonly string[] {
  const peers = [...policies.all()].flatMap(peersInForce);
  const gaps: string[] = [];
  const known = [...pods.all()].filter((pod) => !hasFinished(pod) && !pod.hostNetwork);
  const asked = peers.some((peer) => peer.kind === 'pods' && asksForLabels(peer));
  const unlabelled = [...new Set(known.map(({ namespace }) => namespace))].filter(
    (name) => namespaces.get(name) === undefined,
  );
  if (asked && unlabelled.length > 0) {
    gaps.push(
      `the labels of ${listed(unlabelled, 'namespace')} are not known, so peers that ask for namespace labels do not match there`,
    );
  }
  const blocks = [...new Set(peers.flatMap((peer) => (peer.kind === 'ipBlock' ? [peer.cidr.text] : [])))];
  const homeless = known.filter(({ addresses }) => addresses.length === 0).length;
  if (blocks.length > 0 && homeless > 0) {
    gaps.push(
      `${homeless === known.length ? 'no pod has' : `${homeless} of ${known.length} pods do not have`} a known address, so ${listed(blocks, 'ipBlock')} ${blocks.length === 1 ? 'is' : 'are'} taken to match none of them`,
    );
  }
  return gaps;
}

function peersInForce({ isolates, ingress, egress }: NetworkPolicy): readonly Peer[] {
  const rules = isolates.flatMap((direction) => (direction === 'ingress' ? ingress : egress));
  return rules.flatMap(({ peers }) => peers);
}

function asksForLabels({ namespaceSelector }: Extract<Peer, { readonly kind: 'pods' }>): boolean {
  return namespaceSelector?.requirements.some(({ key }) => key !== namespaceNameLabel) ?? false;
}

function listed(names: readonly string[], noun: string): string {
  const shown = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return `${noun}${names.length === 1 ? '' : 's'} ${shown}${more}`;
}
