import type { Inventory } from '../../model/inventory.ts';
import type { NetworkPolicy, Peer, PodPeer } from '../../model/networkpolicy.ts';
import type { Selector } from '../../model/selector.ts';
import { matching, namespacesWith } from '../matching.ts';
import { areNamesakes } from '../labels/namesakes.ts';
import { pairsOfNeighbours } from './neighbours.ts';
import { peerSelectsNamespace } from '../selecting.ts';
import { impliesSelector, selectorSetOf } from '../sets/selector-set.ts';
import { livesIn } from '../surroundings/well-known.ts';

/** Two neighbouring items of one peer list that would be one peer if a dash were deleted; positions in the list. */
export interface SplitPair {
  /** The item with only a podSelector. */
  readonly pods: number;
  /** The item with only a namespaceSelector. */
  readonly namespaces: number;
}

/** The neighbouring items that could have been meant as one, from the top, each item in at most one pair. */
export function splitPairs(peers: readonly Peer[]): readonly SplitPair[] {
  return pairsOfNeighbours(peers, (first, second, index) => {
    const kinds = [onlySelector(first), onlySelector(second)];
    if (kinds[0] === 'pods' && kinds[1] === 'namespaces') return { pods: index, namespaces: index + 1 };
    if (kinds[0] === 'namespaces' && kinds[1] === 'pods') return { pods: index + 1, namespaces: index };
    return undefined;
  });
}

function onlySelector(peer: Peer): 'pods' | 'namespaces' | undefined {
  if (peer.kind !== 'pods') return undefined;
  if (isOnlyPods(peer)) return 'pods';
  return peer.podSelector === undefined ? 'namespaces' : undefined;
}

function isOnlyPods(peer: PodPeer): boolean {
  return peer.namespaceSelector === undefined;
}

/** What is known of the pods that the two could mean. */
export type SplitFacts = { readonly [Kind in 'pods' | 'namespaces']: Inventory[Kind] | undefined };

/** How likely it is that one peer was meant, and a namespace that has such pods where the policy's own has none. */
export interface SplitLikelihood {
  readonly likelihood: 'likely' | 'possible';
  readonly there: string | undefined;
}

/**
 * How likely it is that the two were meant as one. `meant` where both stand on their own: the pods are here, or all pods of
 * this namespace are meant.
 */
export function judgeSplitPeers(
  { pods, namespaces }: SplitPair,
  peers: readonly Peer[],
  policy: NetworkPolicy,
  { pods: known, namespaces: places }: SplitFacts,
): SplitLikelihood | 'meant' {
  const selector = selectorAt(peers[pods], 'podSelector');
  const place = selectorAt(peers[namespaces], 'namespaceSelector');
  if (selector === undefined || place === undefined || selector.isEmpty) return 'meant';
  if (!place.isEmpty && areOwn(selector, policy)) return 'meant';
  const byWords = byConvention(selector, place, policy, peers);
  if (known === undefined || known.extent(policy.namespace).state === 'unknown') return byWords;
  const here = matching(selector, known.in(policy.namespace)).length;
  if (here > 0) return place.isEmpty ? { likelihood: 'likely', there: undefined } : 'meant';
  const there = namespacesWith(selector, known).find(
    (name) => peerSelectsNamespace(place, name, places) === 'yes',
  );
  return there === undefined ? byWords : { likelihood: 'likely', there };
}

function selectorAt(
  peer: Peer | undefined,
  field: 'podSelector' | 'namespaceSelector',
): Selector | undefined {
  return peer?.kind === 'pods' ? peer[field] : undefined;
}

/** Pods of one kind that talk to each other: the selected ones are here, if any is. */
function areOwn(selector: Selector, { podSelector }: NetworkPolicy): boolean {
  return impliesSelector(selectorSetOf(podSelector), selectorSetOf(selector));
}

function byConvention(
  selector: Selector,
  place: Selector,
  policy: NetworkPolicy,
  peers: readonly Peer[],
): SplitLikelihood | 'meant' {
  const areThere = livesIn(selector, place, policy.namespace) || areNamesakes(selector, place, policy);
  if (areThere) return { likelihood: 'likely', there: undefined };
  // Who lists more podSelectors than there are pairs lists what the same pods may be called.
  const alternatives = peers.filter((peer) => onlySelector(peer) === 'pods').length;
  if (alternatives > splitPairs(peers).length) return 'meant';
  // Beside every pod of every namespace the other item adds nothing, so nobody means both.
  return { likelihood: place.isEmpty ? 'likely' : 'possible', there: undefined };
}
