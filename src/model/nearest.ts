/**
 * The candidate that `word` is most likely a slip for, or undefined when none is close: case aside, at most a third of
 * the longer word may differ. Of equally close candidates the first.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const limit = Math.floor(Math.max(word.length, candidate.length) / 3);
    if (Math.abs(word.length - candidate.length) > limit) continue;
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits <= limit && edits < least) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

/** What to add to a sentence about a word that is not known: `; did you mean web?`, or nothing where none is close. */
export function suggest(meant: string | undefined, prefix: '' | '--' = ''): string {
  return meant === undefined ? '' : `; did you mean ${prefix}${meant}?`;
}

/** The number of insertions, deletions, substitutions and swaps of neighbours that turn one word into the other. */
export function distance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const edits = Math.min(at(last, j) + 1, at(current, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1));
      current.push(isSwap ? Math.min(edits, at(beforeLast, j - 2) + 1) : edits);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
