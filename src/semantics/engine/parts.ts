import { type BitSet, intersectBits, isNoBits, subtractBits } from '../sets/bitset.ts';
import { intersectPorts, isSubsetOfPorts, noPorts, unitePorts } from '../sets/port-set.ts';
import type { FacedPorts } from './faces.ts';
import type { Part } from './reach.ts';

/** Classes with what they are admitted before and after a change. */
export interface ChangedPart {
  readonly classes: BitSet;
  readonly before: FacedPorts;
  readonly after: FacedPorts;
}

/** Divides two partitions of the same classes by each other. */
export function compareParts(before: readonly Part[], after: readonly Part[]): readonly ChangedPart[] {
  if (before === after) return before.map(({ classes, ports }) => ({ classes, before: ports, after: ports }));
  const changed: ChangedPart[] = [];
  for (const old of before) {
    for (const now of after) {
      const classes = intersectBits(old.classes, now.classes);
      if (!isNoBits(classes)) changed.push({ classes, before: old.ports, after: now.ports });
    }
  }
  return changed;
}

/** What either function admits; the parts of each do not overlap, and need not hold every class. */
export function uniteParts(one: readonly Part[], other: readonly Part[]): readonly Part[] {
  const united: Part[] = [];
  let rest = other;
  for (const part of one) {
    let left = part.classes;
    const next: Part[] = [];
    for (const candidate of rest) {
      const classes = intersectBits(left, candidate.classes);
      if (isNoBits(classes)) {
        next.push(candidate);
        continue;
      }
      united.push({ classes, ports: unitePorts(part.ports, candidate.ports) });
      left = subtractBits(left, classes);
      const apart = subtractBits(candidate.classes, classes);
      if (!isNoBits(apart)) next.push({ classes: apart, ports: candidate.ports });
    }
    if (!isNoBits(left)) united.push({ classes: left, ports: part.ports });
    rest = next;
  }
  return [...united, ...rest];
}

/** What both functions admit. */
export function intersectParts(one: readonly Part[], other: readonly Part[]): readonly Part[] {
  return compareParts(one, other).flatMap(({ classes, before, after }) => {
    const ports = intersectPorts(before, after);
    return ports === noPorts ? [] : [{ classes, ports }];
  });
}

/** Whether every class is admitted by `other` what `one` admits. */
export function arePartsCovered(one: readonly Part[], other: readonly Part[]): boolean {
  return one.every((part) => {
    let left = part.classes;
    for (const candidate of other) {
      const both = intersectBits(left, candidate.classes);
      if (isNoBits(both)) continue;
      if (!isSubsetOfPorts(part.ports, candidate.ports)) return false;
      left = subtractBits(left, both);
    }
    return isNoBits(left) || part.ports === noPorts;
  });
}
