import type { Inventory } from '../../model/inventory.ts';
import {
  type Direction,
  type NetworkPolicy,
  oppositeOf,
  type Peer,
  type PolicyRule,
  rulesOf,
} from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { type Selector, valuesAskedFor } from '../../model/selector.ts';
import { peerAdmits, type PeerContext, portAdmits, upstream } from '../admitting.ts';
import type { Connection } from '../connection.ts';
import { explainMismatch } from '../labels/mismatch.ts';
import { isNearMiss } from '../labels/near-miss.ts';
import { matching } from '../matching.ts';
import { isNaming, type KnownNamespaces } from '../selecting.ts';
import { meshes } from '../surroundings/meshes.ts';
import type { Call, CallVerdict } from './calls.ts';

/** What is known of both ends. */
export type Surroundings = Pick<Inventory, 'pods' | 'policies'> & {
  readonly namespaces: Inventory['namespaces'] | undefined;
};

/** One end that keeps a call out, and what is known. */
export interface Denial {
  readonly call: Call;
  readonly verdict: CallVerdict;
  readonly direction: Direction;
  /** The policies that isolate the pods at this end. */
  readonly policies: readonly NetworkPolicy[];
}

/**
 * Whether something else is wrong that keeps the call out, and is told where it stands: a port that is the Service’s own, a
 * port name that no pod has, a selector that finds no pod or no namespace, a rule for it at the other end; or whether it
 * may go by the port of a mesh.
 */
export function hasOtherCause(denial: Denial, known: Surroundings): boolean {
  const { call, verdict, direction, policies } = denial;
  const { connection } = verdict;
  const other = direction === 'ingress' ? connection.source : connection.destination;
  const subject = direction === 'ingress' ? connection.destination : connection.source;
  if (other.kind !== 'pod' || subject.kind !== 'pod') return false;
  const admits = admitting({ other, family: undefined, namespaces: known.namespaces, profile: upstream });
  return (
    isLetInByStray(denial, subject.pod, admits, known) ||
    isPromised(denial, known.namespaces) ||
    policies.some((policy) =>
      rulesOf(policy, direction).some((rule) =>
        opens(rule, connection)
          ? rule.peers.some((peer) => isMistakenPeer(peer, policy, other.pod, known))
          : admits(rule, policy) && isMistakenPort(rule, call, connection),
      ),
    )
  );
}

type Admits = (rule: PolicyRule, policy: NetworkPolicy) => boolean;

/** Whether a policy for nobody would let the call through if it were for these pods. */
function isLetInByStray(
  { direction, verdict: { connection } }: Denial,
  subject: Pod,
  admits: Admits,
  known: Surroundings,
): boolean {
  return known.policies
    .in(subject.namespace)
    .filter((policy) => isStray(policy, direction, known))
    .some((policy) =>
      rulesOf(policy, direction).some((rule) => opens(rule, connection) && admits(rule, policy)),
    );
}

function admitting(context: PeerContext): Admits {
  return ({ peers }, policy) =>
    peers.length === 0 || peers.some((peer) => peerAdmits(peer, policy, context) === 'yes');
}

function opens({ ports }: PolicyRule, connection: Connection): boolean {
  return ports.length === 0 || ports.some((port) => portAdmits(port, connection, connection.destination));
}

/** The port of the Service in place of that of its pods, the one by which a mesh reaches them, or a name that they do not have. */
function isMistakenPort(
  { ports }: PolicyRule,
  { port: written, protocol, callees }: Call,
  connection: Connection,
): boolean {
  const instead = [
    { protocol, port: written },
    ...meshes.map(({ port }) => ({ protocol: 'TCP', port }) as const),
  ];
  if (instead.some((traffic) => opens({ peers: [], ports }, { ...connection, ...traffic }))) return true;
  const names = new Set(callees.flatMap((pod) => pod.ports.map(({ name }) => name)));
  return ports.some((entry) => entry.kind === 'named' && !names.has(entry.name));
}

/** Whether a policy is for a direction and its selector finds no pod. */
export function isStray(
  { podSelector, namespace, isolates }: NetworkPolicy,
  direction: Direction,
  { pods }: Surroundings,
): boolean {
  if (podSelector.isEmpty || !isolates.includes(direction)) return false;
  return matching(podSelector, pods.in(namespace)).length === 0;
}

/** A selector that finds nobody and was meant for the pod: it comes near its labels, or looks for it in a namespace without a match. */
export function isMistakenPeer(
  peer: Peer,
  { namespace }: NetworkPolicy,
  pod: Pod,
  { pods, namespaces }: Surroundings,
): boolean {
  if (peer.kind !== 'pods') return false;
  const { podSelector, namespaceSelector } = peer;
  const findsNobody =
    namespaceSelector === undefined
      ? podSelector !== undefined && matching(podSelector, pods.in(namespace)).length === 0
      : findsNoNamespace(namespaceSelector, pod.namespace, namespaces);
  return findsNobody && isMeantFor(pod, podSelector);
}

/** Of those that files show, too, where the namespace that is meant is called as the selector asks for by a label. */
function findsNoNamespace(
  selector: Selector,
  meant: string,
  namespaces: Surroundings['namespaces'],
): boolean {
  if (namespaces === undefined || matching(selector, namespaces.all()).length > 0) return false;
  if (namespaces.extent().state === 'complete') return true;
  const isCalledSo = selector.requirements.some((each) => valuesAskedFor(each).includes(meant));
  return isCalledSo && namespaces.get(meant) !== undefined;
}

/** To find out what a selector comes near is dear, and asked last. */
function isMeantFor(pod: Pod, selector: Selector | undefined): boolean {
  if (selector === undefined || selector.matches(pod.labels)) return true;
  return isNearMiss(explainMismatch(selector, [pod]));
}

/** Whether the other end names these pods, in a rule that this end leaves in vain. */
function isPromised({ verdict, direction, policies }: Denial, namespaces: KnownNamespaces): boolean {
  const there = oppositeOf(direction);
  const far = verdict.sides[there];
  if (far.kind !== 'allowed') return false;
  const { connection } = verdict;
  return far.allowedBy.some(({ policy, rule, peer }) => {
    const { peers, ports } = rulesOf(policy, there)[rule] as PolicyRule;
    const by = peer === undefined ? undefined : peers[peer];
    if (by === undefined || !isNaming(by)) return false;
    return ports.length > 0 || !takesAny(policies, direction, connection, namespaces);
  });
}

function takesAny(
  policies: readonly NetworkPolicy[],
  direction: Direction,
  connection: Connection,
  namespaces: KnownNamespaces,
): boolean {
  const other = direction === 'ingress' ? connection.source : connection.destination;
  const admits = admitting({ other, family: undefined, namespaces, profile: upstream });
  return policies.some((policy) => rulesOf(policy, direction).some((rule) => admits(rule, policy)));
}
