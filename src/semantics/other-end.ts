import { qualifiedName } from '../model/identity.ts';
import type { Inventory } from '../model/inventory.ts';
import { type NetworkPolicy, oppositeOf, type PolicyRule, rulesOf } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import { explainMismatch } from './labels/mismatch.ts';
import { isNearMiss } from './labels/near-miss.ts';
import { matching } from './matching.ts';
import { portNamesOf, portTermsOf, resolvePorts } from './ports/port-terms.ts';
import { portUse } from './ports/port-use.ts';
import { isNaming, type KnownNamespaces, peerSelectsPod, selectsPod } from './selecting.ts';
import { isMistakenPeer, isStray } from './services/other-causes.ts';
import {
  hasOtherProtocols,
  hasPort,
  intersectPorts,
  noPorts,
  portIntervals,
  type PortSet,
  uniteAllPorts,
} from './sets/port-set.ts';
import { declaredBy, type VainGrant } from './vain-grants.ts';

/** A grant that the policies at its other end do not take. */
export interface Refusal extends VainGrant {
  /** Those that isolate the pods at the other end. */
  readonly isolating: readonly NetworkPolicy[];
}

/** What is known beside the policies at the other end. */
export interface OtherEndFacts {
  readonly judged: ReadonlySet<string>;
  readonly policies: Inventory['policies'];
  readonly namespaces: Inventory['namespaces'] | undefined;
  readonly pods: Inventory['pods'] | undefined;
  readonly services: Inventory['services'] | undefined;
}

/** The ports that policies at the other end open to the pods of a grant, by rules that name these: others than it grants. */
export interface Reply {
  readonly policies: readonly NetworkPolicy[];
  readonly ports: PortSet;
}

/** A refusal, and whose grant it refuses. */
export interface Grant extends Refusal {
  /** The policy that grants. */
  readonly policy: NetworkPolicy;
}

/** A grant with what is known of the answer. */
export interface Answered extends Grant {
  /** What the other end opens to these pods instead. */
  readonly reply: Reply | undefined;
  /** Whether others of the pods that the rule names take it. */
  readonly isTaken: boolean;
}

/** So many pods of a group stand for all of them. */
const mostShown = 20;

/** What the other end opens instead, to all pods of the grant; undefined where it names none of them, or not all. */
export function replyTo(grant: Refusal, namespaces: KnownNamespaces): Reply | undefined {
  const near = grant.near.sample(mostShown);
  const destination = destinationOf(grant);
  if (destination === undefined) return undefined;
  const replies = grant.isolating.flatMap((policy) => {
    const rules = rulesOf(policy, oppositeOf(grant.direction)).filter((rule) =>
      near.every((pod) => names(rule, policy, pod, namespaces)),
    );
    const ports = uniteAllPorts(rules.map((rule) => portsOn(rule, destination)));
    return ports === noPorts ? [] : { policy, ports };
  });
  const ports = uniteAllPorts(replies.map((each) => each.ports));
  const policies = replies.map((each) => each.policy);
  const isForAll = grant.far
    .slice(0, mostShown)
    .every((pod) => policies.some((policy) => selectsPod(policy, pod)));
  const isPlain = !hasOtherProtocols(ports) && portIntervals(ports).length <= 3;
  return ports === noPorts || !isForAll || !isPlain ? undefined : { policies, ports };
}

function destinationOf({ direction, near, far }: VainGrant): Pod | undefined {
  return direction === 'egress' ? far[0] : near.sample(1)[0];
}

function names(rule: PolicyRule, { namespace }: NetworkPolicy, pod: Pod, known: KnownNamespaces): boolean {
  return rule.peers.some((peer) => isNaming(peer) && peerSelectsPod(peer, namespace, pod, known) === 'yes');
}

function portsOn({ ports }: Pick<PolicyRule, 'ports'>, destination: Pod): PortSet {
  return resolvePorts(portTermsOf(ports), portNamesOf(destination));
}

/**
 * Whether the other end says it: its own grant to these pods is as vain, of ports that are served, and of two ends that
 * disagree the one speaks where the connection begins.
 */
export function speaksInstead(grant: Refusal, reply: Reply, judged: ReadonlySet<string>): boolean {
  if (grant.direction === 'egress' || grant.others === 'pass') return false;
  return (
    grant.near.sample(mostShown).every((destination) => isServedBy(destination, reply.ports)) &&
    reply.policies.every((policy) => judged.has(qualifiedName(policy)))
  );
}

/** Whether the pod listens on one of the ports, as far as its containers declare any. */
function isServedBy(pod: Pod, ports: PortSet): boolean {
  return pod.ports.length === 0 || intersectPorts(ports, declaredBy(pod)) !== noPorts;
}

/**
 * Whether pods that the selector of the grant does not tell from these take it, on ports that they serve: who names all of
 * them by a label that they share means those that are willing.
 */
export function isTakenByOthers(
  grant: Refusal,
  { ports }: PolicyRule,
  refusing: ReadonlySet<Pod>,
  facts: OtherEndFacts,
): boolean {
  const { direction, selector, near, far } = grant;
  const [one] = far;
  if (one === undefined || facts.pods === undefined) return false;
  const own = near.sample(mostShown);
  return matching(selector, facts.pods.in(one.namespace)).some(
    (other) =>
      !refusing.has(other) &&
      !own.includes(other) &&
      selector.requirements.every(({ key }) => other.labels.get(key) === one.labels.get(key)) &&
      (direction === 'ingress' || isServedBy(other, portsOn({ ports }, other))),
  );
}

/**
 * Whether what is wrong is told at the other end: a port that is the Service’s own, a port name that no pod has, a selector
 * that finds nobody and comes near the pods.
 */
export function isToldThere(grant: Refusal, facts: OtherEndFacts): boolean {
  const [near] = grant.near.sample(1);
  const destination = destinationOf(grant);
  if (near === undefined || destination === undefined) return false;
  const told = grant.isolating.filter((policy) => facts.judged.has(qualifiedName(policy)));
  const isTold = told.some((policy) =>
    rulesOf(policy, oppositeOf(grant.direction)).some((rule) =>
      names(rule, policy, near, facts.namespaces)
        ? isMistakenPort(rule, grant.ports, destination, facts)
        : opensAny(rule, grant.ports, destination) && isForNobody(rule, policy, near, facts),
    ),
  );
  return isTold || isForStray(grant, near, facts);
}

function opensAny(rule: PolicyRule, ports: PortSet, destination: Pod): boolean {
  return intersectPorts(portsOn(rule, destination), ports) !== noPorts;
}

function isMistakenPort(
  { ports }: PolicyRule,
  granted: PortSet,
  destination: Pod,
  { services }: OtherEndFacts,
): boolean {
  const called = new Set(destination.ports.map(({ name }) => name));
  return ports.some((entry) => {
    if (entry.kind === 'named') return called.size > 0 && !called.has(entry.name);
    if (entry.kind !== 'range' || entry.first !== entry.last) return false;
    const { protocol, first: port } = entry;
    if (hasPort(declaredBy(destination), protocol, port)) return false;
    const use = portUse({ protocol, port }, [destination], services);
    return (
      use.kind === 'translated' &&
      use.by.some(({ targets }) => targets.some((target) => hasPort(granted, protocol, target)))
    );
  });
}

function isForNobody(
  { peers }: PolicyRule,
  policy: NetworkPolicy,
  pod: Pod,
  { pods, policies, namespaces }: OtherEndFacts,
): boolean {
  return (
    pods !== undefined &&
    peers.some((peer) => isMistakenPeer(peer, policy, pod, { pods, policies, namespaces }))
  );
}

/** Whether a policy that finds no pod, and was meant for those at the other end, would let it through. */
function isForStray(grant: VainGrant, near: Pod, facts: OtherEndFacts): boolean {
  const { pods, policies, namespaces, judged } = facts;
  const [far] = grant.far;
  const opposite = oppositeOf(grant.direction);
  const destination = destinationOf(grant);
  if (pods === undefined || far === undefined || destination === undefined) return false;
  return policies
    .in(far.namespace)
    .some(
      (policy) =>
        judged.has(qualifiedName(policy)) &&
        rulesOf(policy, opposite).some(
          (rule) => names(rule, policy, near, namespaces) && opensAny(rule, grant.ports, destination),
        ) &&
        isStray(policy, opposite, { pods, policies, namespaces }) &&
        isNearMiss(explainMismatch(policy.podSelector, [far])),
    );
}
