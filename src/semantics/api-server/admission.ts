import type { Inventory } from '../../model/inventory.ts';
import { hasLabels, type Labels } from '../../model/labels.ts';
import type { Peer, PodPeer, PolicyRule } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { type Selector, valuesAskedFor } from '../../model/selector.ts';
import { rulesOpening } from '../admitting.ts';
import { anyOf, type Answer, answerOf } from '../answer.ts';
import { isolating } from '../isolation.ts';
import { meansHostNetwork } from '../peers/node-admission.ts';
import { peerSelectsNamespace } from '../selecting.ts';
import { mayMeanApiServer } from './labels.ts';

/** What helps to tell whom a peer means, as far as it is known. */
export interface PeerFacts {
  readonly pods: Inventory['pods'] | undefined;
  readonly namespaces: Inventory['namespaces'] | undefined;
}

/**
 * Whether the policies let the API server in on a TCP port of a pod. It calls from the address of its host, which no
 * selector matches: only a rule without peers or an ipBlock does, and any ipBlock may have been written for it. `unknown`
 * where a selector may mean the agents of a tunnel by which it could come, or names the API server itself, which some
 * network plugins may tell from its host.
 */
export function admitsApiServer(
  pod: Pod,
  port: number,
  policies: Pick<Inventory, 'policies'>,
  facts: PeerFacts,
): Answer {
  return anyOf(
    isolating(pod, 'ingress', policies).flatMap((policy) =>
      rulesOpening({ protocol: 'TCP', port }, pod, policy).map((rule) =>
        letsApiServerIn(rule, policy.namespace, facts),
      ),
    ),
  );
}

/** Whether the peers of an ingress rule admit the API server, whatever the ports. */
export function letsApiServerIn({ peers }: PolicyRule, policyNamespace: string, facts: PeerFacts): Answer {
  return peers.length === 0 ? 'yes' : anyOf(peers.map((peer) => mayAdmit(peer, policyNamespace, facts)));
}

function mayAdmit(peer: Peer, policyNamespace: string, facts: PeerFacts): Answer {
  if (peer.kind === 'ipBlock' || meansHostNetwork(peer) || namesTunnel(peer)) return 'yes';
  if (namesApiServer(peer)) return 'unknown';
  const isInReach = selectsSystem(peer.namespaceSelector, policyNamespace, facts);
  const agents = tunnelAgents.filter((labels) => peer.podSelector?.matches(labels) ?? true);
  if (!isInReach || agents.length === 0) return 'no';
  if (facts.pods?.extent(system).state !== 'complete') return 'unknown';
  return answerOf(
    facts.pods.in(system).some((pod) => isAgent(pod) && peer.podSelector?.matches(pod.labels) !== false),
  );
}

const system = 'kube-system';

/**
 * Labels of the pods of kube-system through which the API servers of managed clusters reach the nodes: konnectivity (GKE,
 * AKS, k0s), the older tunnels of AKS, the VPN of Gardener.
 */
const tunnelAgents: readonly Labels[] = [
  new Map([['k8s-app', 'konnectivity-agent']]),
  new Map([['app', 'konnectivity-agent']]),
  new Map([['app', 'aks-link']]),
  new Map([['component', 'tunnel']]),
  new Map([['app', 'vpn-shoot']]),
];

function isAgent({ labels }: Pod): boolean {
  return tunnelAgents.some((agent) => hasLabels(labels, agent));
}

function namesTunnel({ podSelector }: PodPeer): boolean {
  return podSelector?.isEmpty === false && tunnelAgents.some((labels) => podSelector.matches(labels));
}

function namesApiServer({ podSelector, namespaceSelector }: PodPeer): boolean {
  return [podSelector, namespaceSelector].some(
    (selector) => selector !== undefined && mayMeanApiServer(selector),
  );
}

/** Of labels that are not known one is taken for the name of the namespace: the value that is called like it. */
function selectsSystem(
  selector: Selector | undefined,
  policyNamespace: string,
  { namespaces }: PeerFacts,
): boolean {
  if (selector === undefined) return policyNamespace === system;
  const answer = peerSelectsNamespace(selector, system, namespaces);
  if (answer !== 'unknown') return answer === 'yes';
  return selector.requirements.flatMap(valuesAskedFor).includes(system);
}
