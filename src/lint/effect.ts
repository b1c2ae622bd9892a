import type { Direction } from '../model/networkpolicy.ts';
import type { ConnectionChange, Delta } from '../semantics/engine/delta.ts';
import type { EndpointGroup } from '../semantics/engine/endpoint-group.ts';
import { noPorts } from '../semantics/sets/port-set.ts';

/** What a request does to connections, in numbers of pods and of ordered pairs of pods. */
export interface Effect {
  readonly newlyIsolated: Readonly<Record<Direction, number>>;
  readonly noLongerIsolated: Readonly<Record<Direction, number>>;
  readonly pairsGaining: number;
  readonly pairsLosing: number;
}

/** Counts a delta. */
export function effectOf({ newlyIsolated, noLongerIsolated, connections }: Delta): Effect {
  const pods = (groups: Delta['newlyIsolated']): Readonly<Record<Direction, number>> => ({
    ingress: groups.ingress.podCount,
    egress: groups.egress.podCount,
  });
  return {
    newlyIsolated: pods(newlyIsolated),
    noLongerIsolated: pods(noLongerIsolated),
    pairsGaining: pairsOf(connections.filter(({ gained }) => gained !== noPorts)),
    pairsLosing: pairsOf(connections.filter(({ lost }) => lost !== noPorts)),
  };
}

function pairsOf(changes: readonly ConnectionChange[]): number {
  return changes.reduce(
    (sum, { sources, destinations }) =>
      sum + sources.podCount * destinations.podCount - inBoth(sources, destinations),
    0,
  );
}

/** A pod makes no pair with itself. */
function inBoth(one: EndpointGroup, other: EndpointGroup): number {
  const [smaller, larger] = one.podCount < other.podCount ? [one, other] : [other, one];
  let shared = 0;
  for (const pod of smaller.pods()) if (larger.has(pod)) shared += 1;
  return shared;
}
