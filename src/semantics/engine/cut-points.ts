import { ascending } from '../../model/ascending.ts';
/** Points that divide a line, each for as long as somebody uses it, and in between until `remove`. */
export interface CutPoints {
  /** The last cut at or before the point; 0 where there is none. */
  startOf(point: bigint): bigint;
  /** Counts one use more; whether the line was not cut there yet. */
  use(point: bigint): boolean;
  /** Counts one use less; whether nobody uses the cut any more. */
  release(point: bigint): boolean;
  /** Takes a cut out. */
  remove(point: bigint): void;
}

/** An undivided line. */
export function createCutPoints(): CutPoints {
  const uses = new Map<bigint, number>();
  const fresh: bigint[] = [];
  let sorted: bigint[] = [];

  /** One new cut is put in its place; many at once, as while building, are sorted once. */
  function settle(): void {
    const [only] = fresh;
    if (only === undefined) return;
    if (fresh.length === 1) sorted.splice(countUpTo(sorted, only), 0, only);
    else sorted = [...sorted, ...fresh].sort(ascending);
    fresh.length = 0;
  }

  return {
    startOf(point) {
      settle();
      return sorted[countUpTo(sorted, point) - 1] ?? 0n;
    },
    use(point) {
      const before = uses.get(point);
      uses.set(point, (before ?? 0) + 1);
      if (before === undefined) fresh.push(point);
      return before === undefined;
    },
    release(point) {
      const left = (uses.get(point) ?? 0) - 1;
      uses.set(point, Math.max(left, 0));
      return left <= 0;
    },
    remove(point) {
      settle();
      if (uses.delete(point)) sorted.splice(countUpTo(sorted, point) - 1, 1);
    },
  };
}

function countUpTo(sorted: readonly bigint[], point: bigint): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as bigint) <= point) low = middle + 1;
    else high = middle;
  }
  return low;
}
