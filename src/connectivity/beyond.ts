import type { Inventory } from '../model/inventory.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { type Direction, directions } from '../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import { noAddresses } from '../semantics/address-set.ts';
import { type AllowTerm, compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import { matchesLabels } from '../semantics/selector-set.ts';
import type { MapRow } from './map-row.ts';
import type { NamedEnds, Naming, PodSet } from './naming.ts';
import { imaginaryPod, representativeOf } from './representative.ts';

/**
 * What policies allow with pods that are not known: those whom a peer asks for that matches none that is, such as the DNS
 * servers of a cluster of which only the application is given. Nothing where all pods are known.
 */
export function beyond(inventory: Inventory, naming: Naming): readonly MapRow[] {
  const { pods, policies } = inventory;
  if (pods.extent().state === 'complete') return [];
  const known = [...pods.all()].filter((pod) => !hasFinished(pod) && !pod.hostNetwork);
  const rows = new Map<string, MapRow>();
  for (const terms of [...policies.all()].map(compilePolicy)) {
    const subjects = known.filter((pod) => isSubject(terms, pod));
    if (subjects.length === 0) continue;
    const own = naming.name({ pods: subjects, addresses: noAddresses });
    for (const direction of directions) {
      for (const term of terms.terms[direction] ?? []) {
        const row = rowOf(term, direction, own, known, inventory);
        if (row !== undefined) rows.set(`${direction} ${term.key} ${JSON.stringify(own.pods)}`, row);
      }
    }
  }
  return mergeBy(mergeBy([...rows.values()], 'from', 'to'), 'to', 'from');
}

/** Rows that differ only in one end become one. */
function mergeBy(rows: readonly MapRow[], same: 'from' | 'to', merged: 'from' | 'to'): readonly MapRow[] {
  const alike = Map.groupBy(rows, (row) => JSON.stringify([row[same].pods, row.ports.id, row.portNames]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const pods = new Map(group.flatMap((row) => row[merged].pods).map((set) => [JSON.stringify(set), set]));
    return [{ ...first, [merged]: { pods: withoutCovered([...pods.values()]), addresses: noAddresses } }];
  });
}

/** A pod of a namespace that is named as a whole need not be named again. */
function withoutCovered(sets: readonly PodSet[]): readonly PodSet[] {
  const whole = new Set(sets.flatMap((set) => (set.kind === 'namespaces' ? set.namespaces : [])));
  return sets.filter((set) => {
    if (set.kind === 'one') return set.hostNetwork || !whole.has(set.namespace);
    return set.kind !== 'labels' || !set.namespaces.every((namespace) => whole.has(namespace));
  });
}

function isSubject({ policy, subject }: PolicyTerms, pod: Pod): boolean {
  return policy.namespace === pod.namespace && matchesLabels(subject, pod.labels);
}

function rowOf(
  term: AllowTerm,
  direction: Direction,
  own: NamedEnds,
  known: readonly Pod[],
  inventory: Inventory,
): MapRow | undefined {
  const { peer, ports } = term;
  if (peer.kind !== 'own' && peer.kind !== 'selected') return undefined;
  if (known.some((pod) => isPeer(peer, pod, inventory))) return undefined;
  const there = { pods: [imaginaryPod(representativeOf(peer))], addresses: noAddresses };
  const [from, to] = direction === 'egress' ? [own, there] : [there, own];
  return { from, to, ports: ports.numbers, portNames: ports.names };
}

type PodTerm = Parameters<typeof representativeOf>[0];

function isPeer(peer: PodTerm, pod: Pod, { namespaces }: Inventory): boolean {
  if (!matchesLabels(peer.pods, pod.labels)) return false;
  if (peer.kind === 'own') return pod.namespace === peer.namespace;
  return matchesLabels(
    peer.namespaces,
    namespaces.get(pod.namespace)?.labels ?? new Map([[namespaceNameLabel, pod.namespace]]),
  );
}
