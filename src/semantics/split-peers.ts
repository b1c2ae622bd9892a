import type { Peer, PodPeer } from '../model/networkpolicy.ts';
import { pairsOfNeighbours } from './neighbours.ts';

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
