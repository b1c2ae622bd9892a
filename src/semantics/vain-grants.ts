import {
  type Direction,
  isOnePort,
  type NetworkPolicy,
  type PolicyPort,
  rulesOf,
} from '../model/networkpolicy.ts';
import { podKey, type Pod } from '../model/pod.ts';
import type { EndpointGroup } from './engine/endpoint-group.ts';
import type { OneSidedAllow } from './engine/one-sided.ts';
import { portNamesOf, portTermsOf, resolvePorts } from './ports/port-terms.ts';
import type { Selector } from '../model/selector.ts';
import { isNaming, type KnownNamespaces, type NamingPeer, peerSelectsPod } from './selecting.ts';
import {
  intersectPorts,
  noPorts,
  portRange,
  type PortSet,
  uniteAllPorts,
  unitePorts,
} from './sets/port-set.ts';

/** What a rule grants to pods that it names, and the policies of these pods do not take. */
export interface VainGrant {
  readonly direction: Direction;
  /** Index of the rule. */
  readonly rule: number;
  /** What of the rule's own ports is in vain; others of the same pods are open by other rules, to whoever is willing. */
  readonly ports: PortSet;
  /** Whether other ports that the rule grants to the same pods pass. */
  readonly others: 'pass' | 'none';
  /** By which it names them. */
  readonly selector: Selector;
  readonly near: EndpointGroup;
  /** By namespace and name. */
  readonly far: readonly Pod[];
}

/** So many pods of one kind of connection are looked at; more of them are hardly named one by one. */
const mostPods = 1000;

/** So often a peer and a pod are compared for one policy; what it does not suffice for is not told. */
const mostComparisons = 200_000;

/**
 * The grants of the policy that come to nothing. Between two pods a rule for all ports or a range comes to something where
 * any of them passes, and so does one for ports of pods that declare none: it may list those of several services.
 */
export function vainGrants(
  policy: NetworkPolicy,
  allows: readonly OneSidedAllow[],
  namespaces: KnownNamespaces,
): readonly VainGrant[] {
  let left = mostComparisons;
  const naming =
    (peers: readonly NamingPeer[]) =>
    (pod: Pod): NamingPeer | undefined => {
      left -= peers.length;
      if (left <= 0) return undefined;
      return peers.find((peer) => peerSelectsPod(peer, policy.namespace, pod, namespaces) === 'yes');
    };
  return allows.flatMap((allow) => {
    const { direction } = allow;
    const ends = endsOf(allow);
    return rulesOf(policy, direction).flatMap((rule, index) => {
      const peerNaming = naming(rule.peers.filter(isNaming));
      const grants = ofRule(allow, ends, rule.ports, peerNaming);
      return grants.map((grant) => ({ direction, rule: index, ...grant }));
    });
  });
}

interface Ends {
  readonly near: EndpointGroup;
  readonly far: readonly Pod[];
}

function endsOf({ direction, sources, destinations }: OneSidedAllow): Ends {
  return direction === 'egress'
    ? { near: sources, far: destinations.sample(mostPods) }
    : { near: destinations, far: sources.sample(mostPods) };
}

function ofRule(
  allow: OneSidedAllow,
  { near, far }: Ends,
  rulePorts: readonly PolicyPort[],
  peerNaming: (pod: Pod) => NamingPeer | undefined,
): readonly Omit<VainGrant, 'direction' | 'rule'>[] {
  const kinds = kindsOf(near);
  if (kinds.length === 0) return [];
  const vainAt = vainAtEach(allow, rulePorts);
  // The pods of the policy itself are the destinations, whoever comes.
  const here = allow.direction === 'ingress' ? widest(kinds.map(vainAt)) : undefined;
  const found: (Vain & { readonly selector: Selector; readonly far: Pod[] })[] = [];
  for (const pod of far) {
    const peer = peerNaming(pod);
    if (peer === undefined || isItself(near, pod)) continue;
    const vain = here ?? vainAt(pod);
    const same = found.find((each) => each.ports === vain.ports && each.selector === peer.podSelector);
    if (same !== undefined) same.far.push(pod);
    else if (vain.ports !== noPorts) found.push({ ...vain, selector: peer.podSelector, far: [pod] });
  }
  return found.map((grant) => ({ ...grant, near }));
}

/** Pods of a group, one for each list of ports that is declared. */
function kindsOf(group: EndpointGroup): readonly Pod[] {
  const kinds = Map.groupBy(group.sample(mostKinds), ({ ports }) => JSON.stringify(ports));
  return [...kinds.values()].flatMap(([first]) => first ?? []);
}

/** So many pods of a group are asked for the ports that they declare. */
const mostKinds = 20;

/** What comes to nothing at any of the destinations; of ports that pass elsewhere nothing is said beside it. */
function widest(each: readonly Vain[]): Vain {
  const whole = each.filter(({ others, ports }) => others === 'none' && ports !== noPorts);
  return {
    ports: uniteAllPorts((whole.length > 0 ? whole : each).map(({ ports }) => ports)),
    others: whole.length > 0 ? 'none' : 'pass',
  };
}

/** No policy stands between a pod and itself, and a workload of one pod, or of who knows how many, may be that. */
function isItself(near: EndpointGroup, pod: Pod): boolean {
  const [only] = near.podCount === 1 ? near.sample(1) : [];
  const isSame = only !== undefined && only.namespace === pod.namespace && podKey(only) === podKey(pod);
  return isSame && (pod.replicas ?? 1) < 2;
}

type Vain = Pick<VainGrant, 'ports' | 'others'>;

/** What of a rule's ports is in vain at a destination. */
function vainAtEach(
  { ports, passing }: OneSidedAllow,
  rulePorts: readonly PolicyPort[],
): (destination: Pod) => Vain {
  const all = portTermsOf(rulePorts);
  // Who lists a port by itself means it.
  const listed = rulePorts.filter(isOnePort);
  const single = listed.length > 0 ? portTermsOf(listed) : undefined;
  return (destination) => {
    const names = portNamesOf(destination);
    const ofRule = resolvePorts(all, names);
    const declares = destination.ports.length > 0;
    const served = declares ? intersectPorts(ofRule, declaredBy(destination)) : ofRule;
    const blocked = intersectPorts(ports, served);
    if (intersectPorts(passing, served) === noPorts) return { ports: blocked, others: 'none' };
    const listedHere = declares && single !== undefined ? resolvePorts(single, names) : noPorts;
    return { ports: intersectPorts(blocked, listedHere), others: 'pass' };
  };
}

/** The ports that the containers of a pod declare. */
export function declaredBy({ ports }: Pod): PortSet {
  return ports.reduce((all, { protocol, port }) => unitePorts(all, portRange(protocol, port, port)), noPorts);
}
