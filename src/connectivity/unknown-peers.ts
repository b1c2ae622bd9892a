import type { Inventory } from '../model/inventory.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { type Direction, directions } from '../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import { type AllowTerm, compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import { portNamesOf, type PortTerms, resolvePorts, unitePortTerms } from '../semantics/ports/port-terms.ts';
import { matchesEverything, matchesLabels } from '../semantics/sets/selector-set.ts';
import { isWithin, representativeOf, type RepresentativePod } from './representative.ts';
import { isNoPorts, onlyNumbers, subtractPortTerms } from './symbolic-ports.ts';

/** A peer that asks for pods. */
type PodTerm = Exclude<AllowTerm['peer'], { readonly kind: 'addresses' }>;

/** Pods which are not known and which a peer admits, and what it allows with them. */
export interface UnknownPeer {
  readonly peer: RepresentativePod;
  readonly ports: PortTerms;
}

/** The unknown peers of each pod that has some, by the direction at its end; none is implied by another. */
export type UnknownPeers = Readonly<Record<Direction, ReadonlyMap<Pod, readonly UnknownPeer[]>>>;

/**
 * The peers that admit pods which are not known: those that match none that is, and those that take any pod. Nothing where
 * all pods are known.
 */
export function unknownPeersOf(inventory: Inventory): UnknownPeers {
  const reaches = { ingress: new Map<Pod, Reach>(), egress: new Map<Pod, Reach>() };
  if (inventory.pods.extent().state !== 'complete') collect(reaches, inventory);
  return { ingress: peersIn(reaches.ingress), egress: peersIn(reaches.egress) };
}

function peersIn(reaches: ReadonlyMap<Pod, Reach>): ReadonlyMap<Pod, readonly UnknownPeer[]> {
  return new Map([...reaches].map(([pod, reach]) => [pod, withoutNarrower([...reach.values()])]));
}

/** By what the peer asks for. */
type Reach = Map<string, UnknownPeer>;

function collect(reaches: Readonly<Record<Direction, Map<Pod, Reach>>>, inventory: Inventory): void {
  const known = [...inventory.pods.all()].filter((pod) => !hasFinished(pod) && !pod.hostNetwork);
  for (const policy of [...inventory.policies.all()].map(compilePolicy)) {
    const subjects = known.filter((pod) => isSubject(policy, pod));
    if (subjects.length === 0) continue;
    for (const direction of directions) {
      for (const { peer, ports } of policy.terms[direction] ?? []) {
        if (peer.kind === 'addresses' || !admitsUnknown(peer, known, inventory)) continue;
        const asked = representativeOf(peer);
        for (const pod of subjects) addTo(reaches[direction], pod, asked, portsAt(pod, ports, direction));
      }
    }
  }
}

/** Whether the policy selects the pod. */
export function isSubject({ policy, subject }: PolicyTerms, pod: Pod): boolean {
  return policy.namespace === pod.namespace && matchesLabels(subject, pod.labels);
}

/** The ports as the pod at this end has them: port names are those of the destination, which at ingress is known. */
export function portsAt(pod: Pod, ports: PortTerms, direction: Direction): PortTerms {
  return direction === 'egress' ? ports : onlyNumbers(resolvePorts(ports, portNamesOf(pod)));
}

function addTo(reaches: Map<Pod, Reach>, pod: Pod, peer: RepresentativePod, ports: PortTerms): void {
  if (isNoPorts(ports)) return;
  let reach = reaches.get(pod);
  if (reach === undefined) reaches.set(pod, (reach = new Map<string, UnknownPeer>()));
  const key = `${peer.namespaces.id} ${peer.pods.id}`;
  const before = reach.get(key)?.ports;
  reach.set(key, { peer, ports: before === undefined ? ports : unitePortTerms(before, ports) });
}

/** Whether a peer admits pods that are not known: one that takes any pod does, though some that are known meet it. */
export function admitsUnknown(peer: PodTerm, known: readonly Pod[], inventory: Inventory): boolean {
  const takesAny =
    peer.kind === 'everyone' ||
    (peer.kind === 'selected' && peer.pods === matchesEverything && peer.namespaces === matchesEverything);
  return takesAny || !known.some((pod) => isPeer(peer, pod, inventory));
}

function isPeer(peer: PodTerm, pod: Pod, { namespaces }: Inventory): boolean {
  if (peer.kind === 'everyone') return true;
  if (!matchesLabels(peer.pods, pod.labels)) return false;
  if (peer.kind === 'own') return pod.namespace === peer.namespace;
  return matchesLabels(
    peer.namespaces,
    namespaces.get(pod.namespace)?.labels ?? new Map([[namespaceNameLabel, pod.namespace]]),
  );
}

/** The peers without those that a wider one implies. */
export function withoutNarrower(peers: readonly UnknownPeer[]): readonly UnknownPeer[] {
  return peers.filter((each) => !peers.some((wide) => wide !== each && implies(wide, each)));
}

function implies(wide: UnknownPeer, narrow: UnknownPeer): boolean {
  return isWithin(narrow.peer, wide.peer) && isNoPorts(subtractPortTerms(narrow.ports, wide.ports));
}
