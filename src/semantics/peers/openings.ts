import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import type { PlacedRule } from '../../model/policy-parts.ts';
import type { Pod } from '../../model/pod.ts';
import { areGrantsCovered, newEffort } from '../redundancy/coverage.ts';
import { type Grant, grantsOf } from '../redundancy/grant.ts';
import { compilePolicy, type PeerTerm, peerTermOf, peerTermsOf } from '../policy-terms.ts';
import type { OnePort } from '../ports/port-use.ts';
import { portRange, type PortSet } from '../sets/port-set.ts';
import { portNamesOf, resolvePorts } from '../ports/port-terms.ts';
import { type KnownNamespaces, peerSelectsPod, selectsPod } from '../selecting.ts';
import { impliesSelector, matchesEverything, selectorSetOf } from '../sets/selector-set.ts';

/** A rule, its policy, and the policies that are in force beside it, itself among them. */
export interface RuleInForce extends PlacedRule {
  readonly policy: NetworkPolicy;
  readonly policies: readonly NetworkPolicy[];
  readonly namespaces: KnownNamespaces;
}

/**
 * Whether the policies open a port of a destination pod of the rule: to all of its peers where it is an ingress rule, to
 * the peers that mean the pod where it is an egress rule.
 */
export function isOpened({ protocol, port }: OnePort, destination: Pod, inForce: RuleInForce): boolean {
  const { policy, direction, policies } = inForce;
  const isSharing = (other: NetworkPolicy): boolean =>
    direction === 'ingress' ? selectsPod(other, destination) : selectsAll(other, policy);
  const names = portNamesOf(destination);
  const granted = policies
    .filter(isSharing)
    .flatMap((other) => compilePolicy(other, 0).terms[direction] ?? [])
    .flatMap(({ peer, ports }) => grant(peer, resolvePorts(ports, names)));
  const wanted = peersFor(destination, inForce).flatMap((peer) =>
    grant(peer, portRange(protocol, port, port)),
  );
  return areGrantsCovered(wanted, granted, newEffort());
}

/** Which pods the policies select has been settled by then. */
function grant(peer: PeerTerm, numbers: PortSet): readonly Grant[] {
  return grantsOf(matchesEverything, { peer, ports: { numbers, names: [] } });
}

function peersFor(
  destination: Pod,
  { policy: { namespace }, direction, rule, namespaces }: RuleInForce,
): readonly PeerTerm[] {
  if (direction === 'ingress') return peerTermsOf(rule, namespace);
  return rule.peers
    .filter(
      (peer) => peer.kind === 'pods' && peerSelectsPod(peer, namespace, destination, namespaces) !== 'no',
    )
    .map((peer) => peerTermOf(peer, namespace));
}

/** Whether one policy selects all pods that the other selects, whatever pods exist. */
function selectsAll(one: NetworkPolicy, other: NetworkPolicy): boolean {
  return impliesSelector(selectorSetOf(other.podSelector), selectorSetOf(one.podSelector));
}
