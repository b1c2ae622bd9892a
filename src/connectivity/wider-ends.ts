import { type Direction, directions } from '../model/networkpolicy.ts';
import { addBit, type BitSet, bitsFrom, eachBit, emptyBits } from '../semantics/sets/bitset.ts';
import type { PolicyTerms } from '../semantics/policy-terms.ts';
import type { Wider } from './implied.ts';
import { admittedTerms, isWithin, type Representative } from './representative.ts';

/** For each end those that it is one of, itself included; ends are told by their indexes. */
export function endsAround(ends: readonly Representative[]): readonly BitSet[] {
  return ends.map((narrow) =>
    bitsFrom([...ends.keys()].filter((index) => isWithin(narrow, ends[index] as Representative))),
  );
}

/** For each end the others that are one of it. */
export function endsWithin(around: readonly BitSet[]): readonly BitSet[] {
  const within = around.map(() => emptyBits());
  for (const [narrow, wide] of around.entries())
    for (const index of eachBit(wide)) if (index !== narrow) addBit(within[index] as BitSet, narrow);
  return within;
}

/**
 * What is said of an end goes for those that are one of it. Where no policy isolates those but some policy it, it is an
 * exception, however much that policy allows.
 */
export function widerEnds(
  ends: readonly Representative[],
  around: readonly BitSet[],
  policies: readonly PolicyTerms[],
): Wider {
  const wider = (direction: Direction): readonly BitSet[] => {
    const open = new Set([...ends.keys()].filter((index) => isOpen(ends[index], direction, policies)));
    return around.map((indexes, one) =>
      open.has(one) ? indexes : bitsFrom([...eachBit(indexes)].filter((other) => !open.has(other))),
    );
  };
  const [ingress = [], egress = []] = directions.map(wider);
  return { ingress, egress };
}

function isOpen(
  end: Representative | undefined,
  direction: Direction,
  policies: readonly PolicyTerms[],
): boolean {
  return end !== undefined && admittedTerms(end, direction, policies) === undefined;
}
