import { contains, type Address, type Family } from '../model/address.ts';
import type { IPBlock, NetworkPolicy, Peer, PolicyPort, PolicyRule } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import { answerOf, type Answer } from './answer.ts';
import { addressesOf, type Endpoint, type Traffic } from './connection.ts';
import { peerSelectsPod, type KnownNamespaces } from './selecting.ts';

/** Where network plugins differ. */
export interface Profile {
  /**
   * Whether an ipBlock matches pods by their address on direct traffic: in `upstream`'s reading of the API it does, in
   * `cilium`'s it never does.
   */
  readonly ipBlockMatchesPods: 'upstream' | 'cilium';
}

/** The API's own reading. */
export const upstream: Profile = { ipBlockMatchesPods: 'upstream' };

/** What must be known to tell whether a peer admits the other end of a connection. */
export interface PeerContext {
  /** The end of the connection that the policy does not select. */
  readonly other: Endpoint;
  /** The IP version of the connection, if it is settled. */
  readonly family: Family | undefined;
  readonly namespaces: KnownNamespaces;
  readonly profile: Profile;
}

/** Whether one peer of the policy admits the other end. Host-network pods are no pods to it, but have addresses. */
export function peerAdmits(peer: Peer, policy: NetworkPolicy, context: PeerContext): Answer {
  const { other, profile, namespaces } = context;
  const pod = other.kind === 'pod' && !other.pod.hostNetwork ? other.pod : undefined;
  if (peer.kind === 'pods') {
    return pod === undefined ? 'no' : peerSelectsPod(peer, policy.namespace, pod, namespaces);
  }
  if (pod !== undefined && profile.ipBlockMatchesPods === 'cilium') return 'no';
  return blockAdmits(peer, context);
}

function blockAdmits(block: IPBlock, { other, family }: PeerContext): Answer {
  if (family !== undefined && block.cidr.family !== family) return 'no';
  const addresses = addressesOf(other);
  return addresses.length === 0 ? 'unknown' : answerOf(addresses.some((each) => isInBlock(each, block)));
}

/** An exception takes away from its own block only; another peer may still have the address. */
function isInBlock(address: Address, block: IPBlock): boolean {
  return contains(block.cidr, address) && !block.except.some((range) => contains(range, address));
}

/**
 * Whether one port entry admits the traffic. A name means every port of that name and protocol on the destination pod,
 * and nothing on a destination that is no pod.
 */
export function portAdmits(port: PolicyPort, traffic: Traffic, destination: Endpoint): boolean {
  if (traffic.protocol === 'other' || port.protocol !== traffic.protocol) return false;
  switch (port.kind) {
    case 'every':
      return true;
    case 'range':
      return port.first <= traffic.port && traffic.port <= port.last;
    case 'named':
      return hasPort(destination, port.name, traffic);
  }
}

/** The ingress rules of a policy that open a port of the pod, to whomever. */
export function rulesOpening(traffic: Traffic, pod: Pod, { ingress }: NetworkPolicy): readonly PolicyRule[] {
  const destination = { kind: 'pod', pod } as const;
  return ingress.filter(
    ({ ports }) => ports.length === 0 || ports.some((each) => portAdmits(each, traffic, destination)),
  );
}

function hasPort(
  destination: Endpoint,
  name: string,
  traffic: Exclude<Traffic, { protocol: 'other' }>,
): boolean {
  if (destination.kind !== 'pod' || destination.pod.hostNetwork) return false;
  return destination.pod.ports.some(
    (port) => port.name === name && port.protocol === traffic.protocol && port.port === traffic.port,
  );
}
