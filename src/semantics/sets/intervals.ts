import { ascending } from '../../model/ascending.ts';
/**
 * A set of integers as half-open intervals in ascending order, flat: start, end, start, end, and so on. Intervals
 * neither overlap nor touch, so that equal sets have equal lists.
 */
export type Intervals<T extends number | bigint> = readonly T[];

/** Which points the combination of two sets holds; must be false for a point in neither. */
export type Combination = (inFirst: boolean, inSecond: boolean) => boolean;

/** The set of points for which `keep` holds. */
export function combine<T extends number | bigint>(
  first: Intervals<T>,
  second: Intervals<T>,
  keep: Combination,
): Intervals<T> {
  const combined: T[] = [];
  let i = 0;
  let j = 0;
  while (i < first.length || j < second.length) {
    const here = lowest(first[i], second[j]);
    if (first[i] === here) i += 1;
    if (second[j] === here) j += 1;
    const inside = keep(i % 2 === 1, j % 2 === 1);
    if (inside !== (combined.length % 2 === 1)) combined.push(here);
  }
  return combined;
}

function lowest<T extends number | bigint>(one: T | undefined, other: T | undefined): T {
  if (one === undefined) return other as T;
  if (other === undefined) return one;
  return one < other ? one : other;
}

/** In either set. */
export const inEither: Combination = (inFirst, inSecond) => inFirst || inSecond;

/** In both sets. */
export const inBoth: Combination = (inFirst, inSecond) => inFirst && inSecond;

/** In the first set and not in the second. */
export const inFirstOnly: Combination = (inFirst, inSecond) => inFirst && !inSecond;

/** Whether the point lies in the set. */
export function includes<T extends number | bigint>(intervals: Intervals<T>, point: T): boolean {
  return bordersUpTo(intervals, point) % 2 === 1;
}

/** Whether every point of the first set lies in the second. */
export function isWithin<T extends number | bigint>(first: Intervals<T>, second: Intervals<T>): boolean {
  for (let index = 0; index + 1 < first.length; index += 2) {
    const borders = bordersUpTo(second, first[index] as T);
    if (borders % 2 === 0 || (second[borders] as T) < (first[index + 1] as T)) return false;
  }
  return true;
}

/** How many intervals begin or end at the point or before it. */
function bordersUpTo<T extends number | bigint>(intervals: Intervals<T>, point: T): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle] as T) <= point) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The intervals one by one, as start and end (exclusive). */
export function* eachInterval<T extends number | bigint>(
  intervals: Intervals<T>,
): Generator<readonly [start: T, end: T]> {
  for (let index = 0; index + 1 < intervals.length; index += 2) {
    yield [intervals[index] as T, intervals[index + 1] as T];
  }
}

/** The set of intervals that may be in any order, overlap and touch. */
export function mergeIntervals<T extends number | bigint>(
  intervals: readonly (readonly [start: T, end: T])[],
): Intervals<T> {
  const merged: T[] = [];
  for (const [start, stop] of intervals.toSorted(byStart)) {
    const end = merged.at(-1);
    if (end === undefined || start > end) merged.push(start, stop);
    else if (stop > end) merged[merged.length - 1] = stop;
  }
  return merged;
}

function byStart<T extends number | bigint>([one]: readonly [T, T], [other]: readonly [T, T]): number {
  return ascending(one, other);
}

/** The points that at least two of the sets hold. */
export function inSeveral(sets: readonly Intervals<number>[]): Intervals<number> {
  const borders = sets
    .flatMap((set) => set.map((point, index) => ({ point, step: index % 2 === 0 ? 1 : -1 })))
    .sort((one, other) => one.point - other.point);
  const several: number[] = [];
  let depth = 0;
  for (const [index, { point, step }] of borders.entries()) {
    depth += step;
    if (borders[index + 1]?.point === point) continue;
    if (depth > 1 !== (several.length % 2 === 1)) several.push(point);
  }
  return several;
}
