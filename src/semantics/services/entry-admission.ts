import type { Inventory } from '../../model/inventory.ts';
import type { Peer, PodPeer } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { rulesOpening } from '../admitting.ts';
import { type Answer, answerOf, anyOf } from '../answer.ts';
import { isolating } from '../isolation.ts';
import { matching } from '../matching.ts';
import { gatewayNameLabel } from '../surroundings/well-known.ts';
import type { PodPort } from './service-ports.ts';
import { namedNamespaces } from '../words.ts';

/** What decides whether something can come in from outside; the pods as far as they are known. */
export type EntryFacts = Pick<Inventory, 'policies'> & { readonly pods: Inventory['pods'] | undefined };

/**
 * Whether the policies let anything in on the port from outside of the namespace of the pod: somebody with an address or in
 * another namespace, or the pods of this one that lead in what comes from outside. `unknown` where a rule admits the
 * whole namespace, of which not all pods are known.
 */
export function admitsFromOutside(pod: Pod, port: PodPort, facts: EntryFacts): Answer {
  const rules = isolating(pod, 'ingress', facts).flatMap((policy) => rulesOpening(port, pod, policy));
  return anyOf(
    rules.map(({ peers }) =>
      peers.length === 0 ? 'yes' : anyOf(peers.map((peer) => isOutside(peer, pod.namespace, facts.pods))),
    ),
  );
}

function isOutside(peer: Peer, namespace: string, pods: EntryFacts['pods']): Answer {
  if (peer.kind === 'ipBlock' || reachesOut(peer, namespace)) return 'yes';
  const { podSelector } = peer;
  const neighbours = pods?.in(namespace) ?? [];
  if (podSelector === undefined || podSelector.isEmpty) {
    if (neighbours.some(({ labels }) => saysProxy(labels.values()))) return 'yes';
    return pods?.extent(namespace).state === 'complete' ? 'no' : 'unknown';
  }
  // Pods of a Gateway are known by the key alone: its name is anything.
  const isOfGateway = podSelector.requirements.some(({ key }) => key === gatewayNameLabel);
  const values = podSelector.requirements.flatMap((each) => ('values' in each ? each.values : []));
  if (isOfGateway || saysProxy(values)) return 'yes';
  return answerOf(matching(podSelector, neighbours).some(({ labels }) => saysProxy(labels.values())));
}

function reachesOut({ namespaceSelector }: PodPeer, namespace: string): boolean {
  if (namespaceSelector === undefined) return false;
  return namedNamespaces(namespaceSelector)?.every((name) => name === namespace) !== true;
}

/** Whether labels tell of something that leads requests in: an ingress controller, a gateway, a proxy. */
function saysProxy(values: Iterable<string>): boolean {
  for (const value of values) if (proxies.test(value)) return true;
  return false;
}

const proxies =
  /ingress|gateway|proxy|router|traefik|nginx|kong|contour|envoy|istio|emissary|ambassador|skipper|apisix|caddy|tunnel|cloudflared/i;
