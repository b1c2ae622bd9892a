import {
  rulesOf,
  type Direction,
  type NetworkPolicy,
  type Peer,
  type PolicyRule,
} from '../model/networkpolicy.ts';
import { peerAdmits, portAdmits, type PeerContext } from './admitting.ts';
import { describeEndpoint, type Connection, type Endpoint } from './connection.ts';

/** The entries of one rule by which a policy allows a connection; all are indexes from 0. */
export interface Allowance {
  readonly policy: NetworkPolicy;
  readonly rule: number;
  /** Undefined where the rule lists no peers, which means everyone. */
  readonly peer: number | undefined;
  /** Undefined where the rule lists no ports, which means every port of every protocol. */
  readonly port: number | undefined;
}

/** An allowance, or what must be known to tell whether there is one. */
export type FoundAllowance =
  | { readonly answer: 'yes'; readonly allowance: Allowance }
  | { readonly answer: 'unknown'; readonly reason: string };

/** Every way in which the policy's rules of a direction allow the connection, in the order of the spec. */
export function* allowancesOf(
  policy: NetworkPolicy,
  direction: Direction,
  connection: Connection,
  context: PeerContext,
): Iterable<FoundAllowance> {
  for (const [index, rule] of rulesOf(policy, direction).entries()) {
    for (const port of admittingPorts(rule, connection)) {
      for (const peer of admittingPeers(rule, policy, context)) {
        if ('reason' in peer) yield { answer: 'unknown', reason: peer.reason };
        else yield { answer: 'yes', allowance: { policy, rule: index, peer: peer.index, port } };
      }
    }
  }
}

function admittingPorts(rule: PolicyRule, connection: Connection): readonly (number | undefined)[] {
  if (rule.ports.length === 0) return [undefined];
  const admitting: number[] = [];
  for (const [index, port] of rule.ports.entries()) {
    if (portAdmits(port, connection, connection.destination)) admitting.push(index);
  }
  return admitting;
}

type AdmittingPeer = { readonly index: number | undefined } | { readonly reason: string };

function admittingPeers(
  rule: PolicyRule,
  policy: NetworkPolicy,
  context: PeerContext,
): readonly AdmittingPeer[] {
  if (rule.peers.length === 0) return [{ index: undefined }];
  const admitting: AdmittingPeer[] = [];
  for (const [index, peer] of rule.peers.entries()) {
    const answer = peerAdmits(peer, policy, context);
    if (answer === 'yes') admitting.push({ index });
    if (answer === 'unknown') admitting.push({ reason: whatIsMissing(peer, context.other) });
  }
  return admitting;
}

function whatIsMissing(peer: Peer, other: Endpoint): string {
  return peer.kind === 'pods' && other.kind === 'pod'
    ? `the labels of namespace ${other.pod.namespace} are not known`
    : `the address of ${describeEndpoint(other)} is not known`;
}
