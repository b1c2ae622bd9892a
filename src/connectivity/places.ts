import type { Pod } from '../model/pod.ts';
import type { Connectivity } from '../semantics/engine/connectivity.ts';
import type { EndpointGroup } from '../semantics/engine/endpoint-group.ts';

/** Among one side of which blocks something is. */
export interface Place {
  /** Equal for the same blocks, and for no others. */
  readonly mark: number;
  readonly blocks: readonly number[];
}

/** Pods that no policy tells apart, and where they are. */
export interface PlacedLot {
  readonly pods: ReadonlySet<Pod>;
  readonly asSource: Place;
  readonly asDestination: Place;
}

/** Every lot of pods in the blocks, in order of where it comes in; several can be in the same places. */
export function placedLots(blocks: readonly Connectivity[]): readonly PlacedLot[] {
  const byNumber: (GrowingLot | undefined)[] = [];
  const found: GrowingLot[] = [];
  const lotOf = (number: number, pods: ReadonlySet<Pod>): GrowingLot => {
    const known = byNumber[number];
    if (known !== undefined) return known;
    const lot = { pods, asSource: { mark: 0, blocks: [] }, asDestination: { mark: 0, blocks: [] } };
    byNumber[number] = lot;
    found.push(lot);
    return lot;
  };
  const enter = marking();
  for (const [index, { sources, destinations }] of blocks.entries()) {
    enter(sources, (number, pods) => lotOf(number, pods).asSource, index);
    enter(destinations, (number, pods) => lotOf(number, pods).asDestination, index);
  }
  return found;
}

interface GrowingPlace extends Place {
  mark: number;
  readonly blocks: number[];
}

interface GrowingLot extends PlacedLot {
  readonly asSource: GrowingPlace;
  readonly asDestination: GrowingPlace;
}

type Enter = (
  group: EndpointGroup,
  placeOf: (number: number, pods: ReadonlySet<Pod>) => GrowingPlace,
  block: number,
) => void;

/** Enters blocks so that places which were marked alike, and are in the block alike, are marked alike again. */
function marking(): Enter {
  let last = 0;
  return (group, placeOf, block) => {
    const marks = new Map<number, number>();
    group.eachLot((number, pods) => {
      const place = placeOf(number, pods);
      let mark = marks.get(place.mark);
      if (mark === undefined) marks.set(place.mark, (mark = last += 1));
      place.mark = mark;
      place.blocks.push(block);
    });
  };
}
