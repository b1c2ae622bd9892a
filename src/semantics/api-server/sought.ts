import { namespaceNameLabel } from '../../model/namespace.ts';
import {
  onlyNumberOf,
  type NetworkPolicy,
  type PodPeer,
  type PolicyRule,
} from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { asksForLabel, type Selector, valuesAskedFor } from '../../model/selector.ts';
import { nodeComponentOf, type PeerPlace } from '../peers/node-component.ts';
import { meansDefaultForApiServer } from './default-namespace.ts';
import { opensOnlyApi, usualApiPort } from './ports.ts';

/** What shows that an egress peer was written for the API server. */
export interface Signs {
  /** The pods of namespace default, as far as they are known. */
  readonly ofDefault: readonly Pod[];
  /** Whether the policy says that it is for the API server. */
  readonly isSaid: boolean;
}

/**
 * Whom an egress peer means that was written for the API server, in words; undefined for other peers. The API server is on
 * the host network or outside of the cluster, so that no selector means it.
 */
export function soughtApiServer(
  place: PeerPlace,
  policy: NetworkPolicy,
  { ofDefault, isSaid }: Signs,
): string | undefined {
  const { peer, rule } = place;
  if (nodeComponentOf(place, policy.namespace) === 'kube-apiserver') return 'kube-apiserver';
  if (meansDefaultForApiServer(place, policy, ofDefault)) return 'pods of default, where the Service is';
  if (namesApiServerAtHome(peer)) return `pods of ${policy.namespace}`;
  if (!opensOnlyApi(rule)) return undefined;
  if (isForDnsPods(peer)) return 'the DNS pods';
  const isForApi = isSaid || rule.ports.some((port) => onlyNumberOf(port) === usualApiPort);
  return isForApi && policy.namespace !== system ? wholeOf(peer) : undefined;
}

const system = 'kube-system';

/** A lone podSelector looks in the namespace of the policy, where the control plane is not. */
function namesApiServerAtHome({ podSelector, namespaceSelector }: PodPeer): boolean {
  if (namespaceSelector !== undefined || podSelector === undefined) return false;
  return podSelector.requirements.flatMap(valuesAskedFor).includes('kube-apiserver');
}

function isForDnsPods({ podSelector }: PodPeer): boolean {
  return podSelector !== undefined && asksForLabel(podSelector, 'k8s-app', 'kube-dns');
}

function wholeOf({ podSelector, namespaceSelector }: PodPeer): string | undefined {
  if (namespaceSelector === undefined || podSelector?.isEmpty === false) return undefined;
  if (namespaceSelector.isEmpty) return 'pods alone';
  return isSystem(namespaceSelector) ? `pods of ${system}` : undefined;
}

function isSystem(selector: Selector): boolean {
  return asksForLabel(selector, namespaceNameLabel, system) || asksForLabel(selector, 'name', system);
}

/** Whether a rule has selectors and nothing else among its peers. */
export function hasSelectorsOnly({ peers }: PolicyRule): boolean {
  return peers.length > 0 && peers.every(({ kind }) => kind === 'pods');
}
