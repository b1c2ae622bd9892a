import type { AddressRange } from './address.ts';
import type { Selector } from './selector.ts';

/** The two directions in which a policy isolates and allows, as the fields of the spec are called. */
export type Direction = 'ingress' | 'egress';

/** Both directions, in the order of the spec. */
export const directions: readonly Direction[] = ['ingress', 'egress'];

/** The direction in which the other end of a connection sees it. */
export function oppositeOf(direction: Direction): Direction {
  return direction === 'ingress' ? 'egress' : 'ingress';
}

/** The policy type of each direction, as policyTypes lists it. */
export const policyTypeOf = { ingress: 'Ingress', egress: 'Egress' } as const;

/** The transport protocols that a NetworkPolicy knows (NetworkPolicyPort.protocol). */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** The protocols, in the order in which the API server lists them. */
export const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/**
 * A networking.k8s.io/v1 NetworkPolicy that the API server would accept, after defaulting: protocols and policy types
 * are filled in, selectors compiled, addresses parsed. Rules of a direction that `isolates` does not list are kept,
 * because rules speak about them, but they have no effect.
 */
export interface NetworkPolicy {
  readonly namespace: string;
  readonly name: string;
  /** The pods of `namespace` that the policy applies to. */
  readonly podSelector: Selector;
  /** The policy types after defaulting, without repetition, ingress before egress. */
  readonly isolates: readonly Direction[];
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
}

/** NetworkPolicyIngressRule or NetworkPolicyEgressRule: what any of its peers may do on any of its ports. */
export interface PolicyRule {
  /** Sources (ingress) or destinations (egress); empty means everyone, inside and outside the cluster. */
  readonly peers: readonly Peer[];
  /** Empty means every port of every protocol. */
  readonly ports: readonly PolicyPort[];
}

/** NetworkPolicyPeer: pods by labels, or addresses. */
export type Peer = PodPeer | IPBlock;

/**
 * Pods by labels. Without a namespace selector: pods of the policy's own namespace. Without a pod selector: every pod
 * of the selected namespaces. With both: pods that match in namespaces that match. Never neither.
 */
export interface PodPeer {
  readonly kind: 'pods';
  readonly podSelector: Selector | undefined;
  readonly namespaceSelector: Selector | undefined;
}

/** IPBlock: the addresses of `cidr` less those of every `except`. */
export interface IPBlock {
  readonly kind: 'ipBlock';
  readonly cidr: AddressRange;
  readonly except: readonly AddressRange[];
}

/** NetworkPolicyPort, on the destination pod: policies see the pod's port, after Service translation. */
export type PolicyPort = EveryPort | NamedPort | PortRange;

/** An entry with a protocol and no port: every port of that protocol, and of no other. */
interface EveryPort {
  readonly kind: 'every';
  readonly protocol: Protocol;
}

/** An entry with a port name: resolved on each destination pod, for that protocol. */
interface NamedPort {
  readonly kind: 'named';
  readonly protocol: Protocol;
  readonly name: string;
}

/** An entry with a port number: `first` to `last` inclusive, equal where `endPort` is not given. */
interface PortRange {
  readonly kind: 'range';
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** The rules of one direction. */
export function rulesOf(policy: NetworkPolicy, direction: Direction): readonly PolicyRule[] {
  return direction === 'ingress' ? policy.ingress : policy.egress;
}

/** The field in which a rule of this direction lists its peers. */
export function peersField(direction: Direction): 'from' | 'to' {
  return direction === 'ingress' ? 'from' : 'to';
}

/** The number of an entry that opens one port by its number. */
export function onlyNumberOf(port: PolicyPort): number | undefined {
  return port.kind === 'range' && port.first === port.last ? port.first : undefined;
}

/** Whether an entry opens one port on each pod: by its number, or by a name. */
export function isOnePort(port: PolicyPort): port is Exclude<PolicyPort, { readonly kind: 'every' }> {
  return port.kind === 'named' || onlyNumberOf(port) !== undefined;
}
