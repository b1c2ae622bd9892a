import type { Inventory } from '../model/inventory.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { type Direction, directions } from '../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import { type AllowTerm, compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import { portNamesOf, type PortTerms, resolvePorts, unitePortTerms } from '../semantics/port-terms.ts';
import { matchesEverything, matchesLabels } from '../semantics/selector-set.ts';
import { isWithin, representativeOf, type RepresentativePod } from './representative.ts';
import { isNoPorts, onlyNumbers, subtractPortTerms } from './symbolic-ports.ts';

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
  return { ingress: withoutNarrower(reaches.ingress), egress: withoutNarrower(reaches.egress) };
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

function isSubject({ policy, subject }: PolicyTerms, pod: Pod): boolean {
  return policy.namespace === pod.namespace && matchesLabels(subject, pod.labels);
}

/** Port names are those of the destination, which at ingress is known. */
function portsAt(pod: Pod, ports: PortTerms, direction: Direction): PortTerms {
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

/** A peer that takes any pod is met by some that are known, and means others all the same. */
function admitsUnknown(peer: PodTerm, known: readonly Pod[], inventory: Inventory): boolean {
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

/** Of each pod the peers without those that a wider one implies. */
function withoutNarrower(reaches: ReadonlyMap<Pod, Reach>): ReadonlyMap<Pod, readonly UnknownPeer[]> {
  const kept = new Map<Pod, readonly UnknownPeer[]>();
  for (const [pod, reach] of reaches) {
    const all = [...reach.values()];
    kept.set(
      pod,
      all.filter((each) => !all.some((wide) => wide !== each && implies(wide, each))),
    );
  }
  return kept;
}

function implies(wide: UnknownPeer, narrow: UnknownPeer): boolean {
  return isWithin(narrow.peer, wide.peer) && isNoPorts(subtractPortTerms(narrow.ports, wide.ports));
}
