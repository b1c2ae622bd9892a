import type { Inventory } from '../model/inventory.ts';
import { type Direction, directions } from '../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import { type AllowTerm, compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import { rowsBeyond } from './beyond.ts';
import { alive, bothStates } from './both-states.ts';
import type { MapRow } from './map-row.ts';
import { namingOf } from './naming.ts';
import { representativeOf, type RepresentativePod } from './representative.ts';
import { isNoPorts, portsTowards, subtractPortTerms } from './symbolic-ports.ts';
import {
  admitsUnknown,
  isSubject,
  portsAt,
  type UnknownPeer,
  type UnknownPeers,
  withoutNarrower,
} from './unknown-peers.ts';

/** What a change allows newly, or allows no longer, with pods that neither state knows. */
export interface BeyondChanges {
  readonly gained: readonly MapRow[];
  readonly lost: readonly MapRow[];
}

/**
 * Compares what policies allow with pods that neither state knows, at the ends of pods that stay and that are isolated
 * before and after. Nothing where a state knows all pods.
 */
export function beyondChanges(before: Inventory, after: Inventory): BeyondChanges {
  if ([before, after].some(({ pods }) => pods.extent().state === 'complete')) return { gained: [], lost: [] };
  const together = bothStates(before, after);
  const naming = namingOf(together);
  const change = readChange(before, after, unknownPodsOf(together));
  return { gained: rowsBeyond(change.gained, naming), lost: rowsBeyond(change.lost, naming) };
}

interface Change {
  readonly gained: UnknownPeers;
  readonly lost: UnknownPeers;
}

/** The pods that terms admit and that are not known, each once. */
type UnknownPods = (terms: readonly AllowTerm[]) => readonly RepresentativePod[];

function readChange(before: Inventory, after: Inventory, unknownPods: UnknownPods): Change {
  const gained = {
    ingress: new Map<Pod, readonly UnknownPeer[]>(),
    egress: new Map<Pod, readonly UnknownPeer[]>(),
  };
  const lost = {
    ingress: new Map<Pod, readonly UnknownPeer[]>(),
    egress: new Map<Pod, readonly UnknownPeer[]>(),
  };
  const [oldTerms, newTerms] = [termsReader(before), termsReader(after)];
  for (const pod of after.pods.all()) {
    const old = alive(before, pod);
    if (old === undefined || hasFinished(pod) || pod.hostNetwork || old.hostNetwork) continue;
    for (const direction of directions) {
      const [was, is] = [oldTerms(old, direction), newTerms(pod, direction)];
      if (was === undefined || is === undefined) continue;
      const peers = unknownPods([...was, ...is]);
      const allowed = (end: Pod, terms: readonly AllowTerm[]): readonly UnknownPeer[] =>
        peers.map((peer) => ({ peer, ports: portsAt(end, portsTowards(terms, peer), direction) }));
      const [then, now] = [allowed(old, was), allowed(pod, is)];
      gained[direction].set(pod, withoutNarrower(subtract(now, then)));
      lost[direction].set(pod, withoutNarrower(subtract(then, now)));
    }
  }
  return { gained, lost };
}

/** What the first allow and the others, of the same peers in the same order, do not. */
function subtract(some: readonly UnknownPeer[], others: readonly UnknownPeer[]): readonly UnknownPeer[] {
  return some.flatMap(({ peer, ports }, index) => {
    const other = others[index];
    const more = other === undefined ? ports : subtractPortTerms(ports, other.ports);
    return isNoPorts(more) ? [] : [{ peer, ports: more }];
  });
}

type TermsOf = (pod: Pod, direction: Direction) => readonly AllowTerm[] | undefined;

/** What the policies of a state allow a pod in a direction; undefined where none isolates it. */
function termsReader({ policies }: Inventory): TermsOf {
  const all = [...policies.all()].map(compilePolicy);
  const byNamespace = Map.groupBy(all, ({ policy }) => policy.namespace);
  return (pod, direction) => {
    const own: readonly PolicyTerms[] = byNamespace.get(pod.namespace) ?? [];
    const terms = own.flatMap((policy) => (isSubject(policy, pod) ? [policy.terms[direction]] : []));
    const isolating = terms.filter((each) => each !== undefined);
    return isolating.length === 0 ? undefined : isolating.flat();
  };
}

function unknownPodsOf(together: Inventory): UnknownPods {
  const known = [...together.pods.all()].filter(({ hostNetwork }) => !hostNetwork);
  const cache = new Map<string, RepresentativePod | undefined>();
  const unknownPod = ({ peer }: AllowTerm): RepresentativePod | undefined => {
    if (peer.kind === 'addresses') return undefined;
    if (!cache.has(peer.key))
      cache.set(peer.key, admitsUnknown(peer, known, together) ? representativeOf(peer) : undefined);
    return cache.get(peer.key);
  };
  return (terms) => {
    const found = terms.map(unknownPod).filter((pod) => pod !== undefined);
    return [...new Map(found.map((pod) => [`${pod.namespaces.id} ${pod.pods.id}`, pod])).values()];
  };
}
