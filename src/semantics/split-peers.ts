import type { Peer, PodPeer } from '../model/networkpolicy.ts';

/** Two neighbouring items of one peer list that would be one peer if a dash were deleted; positions in the list. */
export interface SplitPair {
  /** The item with only a podSelector. */
  readonly pods: number;
  /** The item with only a namespaceSelector. */
  readonly namespaces: number;
}

/** The neighbouring items that could have been meant as one, from the top, each item in at most one pair. */
export function splitPairs(peers: readonly Peer[]): readonly SplitPair[] {
  const pairs: SplitPair[] = [];
  let index = 0;
  while (index + 1 < peers.length) {
    const pair = pairAt(peers, index);
    if (pair !== undefined) pairs.push(pair);
    index += pair === undefined ? 1 : 2;
  }
  return pairs;
}

function pairAt(peers: readonly Peer[], index: number): SplitPair | undefined {
  const first = onlySelector(peers[index]);
  const second = onlySelector(peers[index + 1]);
  if (first === 'pods' && second === 'namespaces') return { pods: index, namespaces: index + 1 };
  if (first === 'namespaces' && second === 'pods') return { pods: index + 1, namespaces: index };
  return undefined;
}

function onlySelector(peer: Peer | undefined): 'pods' | 'namespaces' | undefined {
  if (peer?.kind !== 'pods') return undefined;
  if (isOnlyPods(peer)) return 'pods';
  return peer.podSelector === undefined ? 'namespaces' : undefined;
}

function isOnlyPods(peer: PodPeer): boolean {
  return peer.namespaceSelector === undefined;
}
