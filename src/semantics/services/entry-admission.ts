import type { Extent } from '../../model/inventory.ts';
import type { NetworkPolicy, Peer, PodPeer } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { anyOf, type Answer } from '../answer.ts';
import { rulesFor } from '../ports/port-speaker.ts';
import { selectsPod } from '../selecting.ts';
import type { PodPort } from './service-ports.ts';
import { namedNamespaces } from '../words.ts';

/** What decides whether something can come in from outside. */
export interface EntryFacts {
  /** Those of the namespace. */
  readonly policies: readonly NetworkPolicy[];
  /** The pods of the namespace, and how much is known of them. */
  readonly neighbours: readonly Pod[];
  readonly extent: Extent;
}

/**
 * Whether the policies let anything in on the port from outside of the namespace of the pod: somebody with an address or in
 * another namespace, or the pods of this one that lead in what comes from outside. `unknown` where a rule admits the
 * whole namespace, of which not all pods are known.
 */
export function admitsFromOutside(pod: Pod, port: PodPort, facts: EntryFacts): Answer {
  const rules = facts.policies
    .filter((policy) => policy.isolates.includes('ingress') && selectsPod(policy, pod))
    .flatMap((policy) => rulesFor(pod, port, policy));
  return anyOf(
    rules.map(({ peers }) =>
      peers.length === 0 ? 'yes' : anyOf(peers.map((peer) => isOutside(peer, pod.namespace, facts))),
    ),
  );
}

function isOutside(peer: Peer, namespace: string, { neighbours, extent }: EntryFacts): Answer {
  if (peer.kind === 'ipBlock' || reachesOut(peer, namespace)) return 'yes';
  const { podSelector } = peer;
  if (podSelector === undefined || podSelector.isEmpty) {
    if (neighbours.some(({ labels }) => saysProxy(labels.values()))) return 'yes';
    return extent.state === 'complete' ? 'no' : 'unknown';
  }
  const values = podSelector.requirements.flatMap((each) => ('values' in each ? each.values : []));
  if (saysProxy(values)) return 'yes';
  return neighbours.some(({ labels }) => podSelector.matches(labels) && saysProxy(labels.values()))
    ? 'yes'
    : 'no';
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
