import type { PodPeer, PolicyRule } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import type { Selector } from '../../model/selector.ts';
import { matching, namespacesWith } from '../matching.ts';
import { type KnownPlaces, type PeerPlaces, placesOf, podsWith } from './peer-places.ts';
import { matchesNothing, selectorSetOf } from '../sets/selector-set.ts';
import { splitPairs } from '../slips/split-peers.ts';

/** A peer whose podSelector matches none of the pods that are known where it looks for them. */
export interface UnmatchedPeer {
  readonly kind: 'unmatched';
  readonly peer: PodPeer;
  readonly selector: Selector;
  /** Its position in the list of the rule. */
  readonly position: number;
  readonly places: Extract<PeerPlaces, { readonly kind: 'known' }>;
  /** The pods that are known there. */
  readonly population: readonly Pod[];
  /** Namespaces elsewhere that have pods with these labels, ascending. */
  readonly elsewhere: readonly string[];
}

/** What became of the search for the pods of one peer. */
export type PeerSearch =
  | UnmatchedPeer
  | { readonly kind: 'matched' }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Looks for the pods of each peer of a rule that has a podSelector. Left out are peers that mean no namespace, selectors
 * that no pod can meet, and lone podSelectors next to the namespaceSelector that a dash has split off. Ends early when
 * the effort, in pods, is used up.
 */
export function* searchPeers(
  { peers }: PolicyRule,
  namespace: string,
  known: KnownPlaces,
  effort: { left: number },
): Generator<PeerSearch> {
  const split = new Set(splitPairs(peers).map((pair) => pair.pods));
  for (const [position, peer] of peers.entries()) {
    if (effort.left <= 0) return;
    if (split.has(position) || peer.kind !== 'pods') continue;
    const selector = peer.podSelector;
    if (selector === undefined || selector.isEmpty || selectorSetOf(selector) === matchesNothing) continue;
    const places = isMatched(peer, selector, namespace, known) ? matched : placesOf(peer, namespace, known);
    if (places.kind === 'none') continue;
    yield places.kind === 'known' ? searchIn(places, { peer, selector, position }, known, effort) : places;
  }
}

type Sought = Pick<UnmatchedPeer, 'peer' | 'selector' | 'position'>;

function searchIn(
  places: UnmatchedPeer['places'],
  sought: Sought,
  known: KnownPlaces,
  effort: { left: number },
): PeerSearch {
  const { selector } = sought;
  if (podsWith(selector, places, known, effort).next().done !== true) return matched;
  const population = [...places.pods()];
  if (places.namespaces !== undefined) effort.left -= known.pods.size;
  const elsewhere = places.namespaces === undefined ? [] : namespacesWith(selector, known.pods);
  return { kind: 'unmatched', ...sought, places, population, elsewhere };
}

const matched = { kind: 'matched' } as const;

/** Most peers mean pods that are there, and a first one will do: in the policy's namespace, or in those with some label. */
function isMatched(
  { namespaceSelector }: PodPeer,
  selector: Selector,
  namespace: string,
  { pods, namespaces }: KnownPlaces,
): boolean {
  if (namespaceSelector === undefined) return matching(selector, pods.in(namespace)).length > 0;
  if (namespaceSelector.isEmpty || namespaces === undefined) return false;
  return matching(namespaceSelector, namespaces.all()).some(
    ({ name }) => matching(selector, pods.in(name)).length > 0,
  );
}
