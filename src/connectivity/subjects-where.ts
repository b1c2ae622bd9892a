import type { ImaginaryPod } from './pod-set.ts';
import { imaginaryPod, isWithin, type RepresentativePod } from './representative.ts';

/**
 * The pods that policies select and of which something holds, in few names: what a wider name says is not said again, and a
 * wider name that does not hold of everyone within it is one of others.
 */
export function subjectsWhere(
  ends: readonly RepresentativePod[],
  holds: (end: RepresentativePod) => boolean,
): readonly ImaginaryPod[] {
  const holding = new Set(ends.filter(holds));
  const within = (wide: RepresentativePod): readonly RepresentativePod[] =>
    ends.filter((end) => end !== wide && isWithin(end, wide));
  const named = [...holding].filter(({ isSubject }) => isSubject);
  const whole = new Set(named.filter((wide) => within(wide).every((end) => holding.has(end))));
  const implied = new Set([...whole].flatMap(within));
  return named
    .filter((end) => !implied.has(end))
    .map((end) => ({ ...imaginaryPod(end), which: whole.has(end) ? 'any' : 'other' }));
}
