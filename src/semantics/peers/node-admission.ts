import {
  type Direction,
  type NetworkPolicy,
  type Peer,
  type PolicyRule,
  rulesOf,
} from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { addressesOfBlock, hasAddress } from '../sets/address-set.ts';
import type { Answer } from '../answer.ts';
import { portTermsOf, shareAPort } from '../ports/port-terms.ts';

/**
 * Whether the policy admits, on ports that `rule` opens, the addresses of the nodes that these host-network pods are on:
 * by a rule without peers, by ipBlocks, or by the label that OpenShift gives such traffic. `unknown` where there are
 * ipBlocks and the addresses are not known.
 */
export function admitsNodesOf(
  pods: readonly Pod[],
  rule: PolicyRule,
  policy: NetworkPolicy,
  direction: Direction,
): Answer {
  const ports = portTermsOf(rule.ports);
  const rules = rulesOf(policy, direction).filter((other) => shareAPort(ports, portTermsOf(other.ports)));
  if (rules.some(({ peers }) => peers.length === 0 || peers.some(meansHostNetwork))) return 'yes';
  const blocks = rules.flatMap(({ peers }) => peers.filter((peer) => peer.kind === 'ipBlock'));
  if (blocks.length === 0) return 'no';
  if (pods.length === 0 || pods.some(({ addresses }) => addresses.length === 0)) return 'unknown';
  const sets = blocks.map(addressesOfBlock);
  const isAdmitted = ({ addresses }: Pod): boolean =>
    addresses.some((address) => sets.some((set) => hasAddress(set, address)));
  return pods.every(isAdmitted) ? 'yes' : 'no';
}

/** Whether the peer asks for the label that OpenShift gives what comes from the host network, the API server too. */
export function meansHostNetwork(peer: Peer): boolean {
  if (peer.kind !== 'pods') return false;
  return peer.namespaceSelector?.requirements.some(({ key }) => key === openShiftLabel) === true;
}

const openShiftLabel = 'policy-group.network.openshift.io/host-network';
