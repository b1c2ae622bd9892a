import type { Pod } from '../model/pod.ts';
import { addressIntervals, intersectAddresses, noAddresses } from '../semantics/sets/address-set.ts';
import type { Endpoint } from '../semantics/connection.ts';
import { type Distinctions, groupAlike } from './alike.ts';
import { divideAddresses } from './divide-addresses.ts';
import type { Ends } from './ends.ts';

/** Ends that no policy tells apart, and some of them to ask about: of pods the first two. */
export interface Piece {
  readonly ends: Ends;
  readonly samples: readonly Endpoint[];
}

/** One pair of endpoints to ask about, and of which pieces it is a sample. */
export interface PiecePair {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly source: number;
  readonly destination: number;
}

/** Divides the ends; `others` are those at the other end of the connections. */
export function dividePieces(
  { pods, addresses }: Ends,
  others: Ends,
  distinctions: Distinctions,
): readonly Piece[] {
  const tellsNodes = others.pods.some(({ hostNetwork }) => hostNetwork);
  const ofPods = groupAlike(pods, distinctions, tellsNodes).map((group): Piece => {
    const samples = group.slice(0, 2).map((pod): Endpoint => ({ kind: 'pod', pod }));
    return { ends: { pods: group, addresses: noAddresses }, samples };
  });
  const outside = divideAddresses([addresses, ...distinctions.blocks].filter((set) => set !== noAddresses))
    .map((piece) => intersectAddresses(piece, addresses))
    .filter((piece) => piece !== noAddresses);
  const ofAddresses = outside.map((piece): Piece => {
    const samples = addressIntervals(piece)
      .slice(0, 1)
      .map(({ family, first }): Endpoint => ({ kind: 'address', address: { family, value: first } }));
    return { ends: { pods: [], addresses: piece }, samples };
  });
  return [...ofPods, ...ofAddresses];
}

/** A sample of every pair of pieces; a pod is paired with itself only where nothing else is asked. */
export function* pairsOf(sources: readonly Piece[], destinations: readonly Piece[]): Generator<PiecePair> {
  const isOnly = sources.length === 1 && destinations.length === 1;
  for (const [source, { samples: froms }] of sources.entries()) {
    for (const [destination, { samples: tos }] of destinations.entries()) {
      const pairs = froms.flatMap((from) => tos.map((to) => ({ from, to, source, destination })));
      const [first] = pairs;
      const apart = pairs.find(({ from, to }) => !isSamePod(from, to));
      if (apart !== undefined) yield apart;
      else if (isOnly && first !== undefined) yield first;
    }
  }
}

/** A workload stands for several pods. */
function isSamePod(one: Endpoint, other: Endpoint): boolean {
  return one.kind === 'pod' && other.kind === 'pod' && one.pod === other.pod && isPod(one.pod);
}

function isPod({ origin }: Pod): boolean {
  return origin === 'Pod';
}
