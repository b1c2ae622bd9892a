import {
  type Direction,
  type NetworkPolicy,
  type Peer,
  type PolicyRule,
  rulesOf,
} from '../../model/networkpolicy.ts';

/** Whether the rule allows everything: it has neither peers nor ports. */
export function allowsEverything({ peers, ports }: PolicyRule): boolean {
  return peers.length === 0 && ports.length === 0;
}

/** Whether the peer means every pod of every namespace. */
export function meansEveryPod(peer: Peer): boolean {
  if (peer.kind !== 'pods' || peer.namespaceSelector?.isEmpty !== true) return false;
  return peer.podSelector?.isEmpty !== false;
}

/** Whether a policy isolates a direction only to allow everything in it. */
export function opensAll(policy: NetworkPolicy, direction: Direction): boolean {
  return policy.isolates.includes(direction) && rulesOf(policy, direction).some(allowsEverything);
}
