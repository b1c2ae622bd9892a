import type { Namespace } from '../../model/namespace.ts';
import type { ClusterIndex } from '../../model/inventory.ts';
import type { PodPeer, PolicyRule } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { peerSelectsPod } from '../selecting.ts';
import type { UnmatchedPeer } from './peer-search.ts';

/** Where a peer that means no pod stands. */
export interface Beside {
  readonly rule: PolicyRule;
  /** The namespace of the policy. */
  readonly namespace: string;
  readonly namespaces: ClusterIndex<Namespace> | undefined;
}

/** More comparisons of a pod and a peer than that are not worth an explanation. */
const mostCompared = 10_000;

/** The pods that no other peer of the rule means by other keys: who lists both knows them by either. */
export function unclaimedBeside(
  { peer, selector, population }: UnmatchedPeer,
  beside: Beside,
): readonly Pod[] {
  const keys = new Set(selector.requirements.map(({ key }) => key));
  const others = othersThan(peer, beside).filter(
    ({ podSelector }) => podSelector?.requirements.some(({ key }) => keys.has(key)) === false,
  );
  if (others.length === 0 || population.length * others.length > mostCompared) return population;
  return population.filter((pod) => !isMeantBy(others, pod, beside));
}

/** Whether another peer of the rule means the pod: `k8s-app: coredns` beside `k8s-app: kube-dns` is for other clusters. */
export function isMeantBeside({ peer }: UnmatchedPeer, pod: Pod, beside: Beside): boolean {
  return isMeantBy(othersThan(peer, beside), pod, beside);
}

function othersThan(peer: PodPeer, { rule }: Beside): readonly PodPeer[] {
  return rule.peers.filter((other) => other.kind === 'pods').filter((other) => other !== peer);
}

function isMeantBy(peers: readonly PodPeer[], pod: Pod, { namespace, namespaces }: Beside): boolean {
  return peers.some((peer) => peerSelectsPod(peer, namespace, pod, namespaces) === 'yes');
}
