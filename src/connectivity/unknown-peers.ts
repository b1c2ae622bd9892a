import type { Inventory } from '../model/inventory.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { type Direction, directions } from '../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import { type AllowTerm, compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import { portNamesOf, type PortTerms, resolvePorts, unitePortTerms } from '../semantics/port-terms.ts';
import { matchesEverything, matchesLabels } from '../semantics/selector-set.ts';
import { isNoPorts, onlyNumbers, subtractPortTerms } from './symbolic-ports.ts';

/** A peer that asks for pods. */
export type PodTerm = Exclude<AllowTerm['peer'], { readonly kind: 'addresses' }>;

/** A peer that admits pods which are not known, and what it allows with them. */
export interface UnknownPeer {
  /** Equal for peers that mean the same pods, and for no others. */
  readonly key: string;
  readonly peer: PodTerm;
  readonly ports: PortTerms;
}

/** The unknown peers of each pod that has some, by the direction at its end. */
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

/** Whether a peer takes every pod of every namespace. */
function takesAnyPod(peer: PodTerm): boolean {
  if (peer.kind !== 'selected') return peer.kind === 'everyone';
  return peer.pods === matchesEverything && peer.namespaces === matchesEverything;
}

/** By key of the peer. */
type Reach = Map<string, UnknownPeer>;

function collect(reaches: Readonly<Record<Direction, Map<Pod, Reach>>>, inventory: Inventory): void {
  const known = [...inventory.pods.all()].filter((pod) => !hasFinished(pod) && !pod.hostNetwork);
  for (const policy of [...inventory.policies.all()].map(compilePolicy)) {
    const subjects = known.filter((pod) => isSubject(policy, pod));
    if (subjects.length === 0) continue;
    for (const direction of directions) {
      for (const { peer, ports } of policy.terms[direction] ?? []) {
        if (peer.kind === 'addresses' || !admitsUnknown(peer, known, inventory)) continue;
        for (const pod of subjects) addTo(reaches[direction], pod, peer, portsAt(pod, ports, direction));
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

function addTo(reaches: Map<Pod, Reach>, pod: Pod, peer: PodTerm, ports: PortTerms): void {
  if (isNoPorts(ports)) return;
  let reach = reaches.get(pod);
  if (reach === undefined) reaches.set(pod, (reach = new Map<string, UnknownPeer>()));
  const key = takesAnyPod(peer) ? anyPod : peer.key;
  const before = reach.get(key);
  reach.set(key, {
    key,
    peer,
    ports: before === undefined ? ports : unitePortTerms(before.ports, ports),
  });
}

/** The key of every peer that takes any pod. */
const anyPod = 'any pod';

function admitsUnknown(peer: PodTerm, known: readonly Pod[], inventory: Inventory): boolean {
  return takesAnyPod(peer) || !known.some((pod) => isPeer(peer, pod, inventory));
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

/** Of each pod the peers without those whose ports any pod may use. */
function withoutNarrower(reaches: ReadonlyMap<Pod, Reach>): ReadonlyMap<Pod, readonly UnknownPeer[]> {
  const kept = new Map<Pod, readonly UnknownPeer[]>();
  for (const [pod, reach] of reaches) {
    const wide = reach.get(anyPod);
    const isImplied = (each: UnknownPeer): boolean =>
      wide !== undefined && wide !== each && isNoPorts(subtractPortTerms(each.ports, wide.ports));
    kept.set(
      pod,
      [...reach.values()].filter((each) => !isImplied(each)),
    );
  }
  return kept;
}
