/**
 * A set of small non-negative integers: 32 to a word, words that are zero left out. A set within one namespace is a word
 * or two, a set across the cluster is as fast as a dense one. Only its owner calls `addBit` and `removeBit`; the other
 * functions return new sets.
 */
export interface BitSet {
  /** The positions of the words, ascending. */
  readonly at: number[];
  /** The words at these positions, as signed 32-bit integers, never zero. */
  readonly words: number[];
}

/** A new, empty set. */
export function emptyBits(): BitSet {
  return { at: [], words: [] };
}

/** A new set of these members. */
export function bitsFrom(members: Iterable<number>): BitSet {
  const bits = emptyBits();
  for (const member of members) addBit(bits, member);
  return bits;
}

/** The index of the first word at `position` or beyond, searching from `from`. */
function seek(at: readonly number[], position: number, from: number): number {
  let low = from;
  let high = at.length;
  if (high === 0 || (at[high - 1] as number) < position) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds a member in place. */
export function addBit({ at, words }: BitSet, member: number): void {
  const position = member >>> 5;
  const index = seek(at, position, 0);
  if (at[index] === position) {
    words[index] = (words[index] as number) | (1 << (member & 31));
    return;
  }
  at.splice(index, 0, position);
  words.splice(index, 0, 1 << (member & 31));
}

/** Takes a member out in place. */
export function removeBit({ at, words }: BitSet, member: number): void {
  const position = member >>> 5;
  const index = seek(at, position, 0);
  if (at[index] !== position) return;
  const word = (words[index] as number) & ~(1 << (member & 31));
  words[index] = word;
  if (word !== 0) return;
  at.splice(index, 1);
  words.splice(index, 1);
}

/** Whether the set has this member. */
export function hasBit({ at, words }: BitSet, member: number): boolean {
  const position = member >>> 5;
  const index = seek(at, position, 0);
  return at[index] === position && ((words[index] as number) & (1 << (member & 31))) !== 0;
}

/** Whether the set has no member. */
export function isNoBits(bits: BitSet): boolean {
  return bits.at.length === 0;
}

/**
 * Where results grow before they are cut to size: a question at cluster scale makes hundreds of sets, and arrays that
 * grow by themselves would make three times the garbage. A result that equals an operand is that operand.
 */
const draft: BitSet = emptyBits();

/** The first `length` words of the draft, or `same` when they are its words. */
function finish(length: number, same: BitSet): BitSet {
  if (length === same.at.length && startsWith(same)) return same;
  return { at: draft.at.slice(0, length), words: draft.words.slice(0, length) };
}

function startsWith({ at, words }: BitSet): boolean {
  for (let index = 0; index < at.length; index += 1) {
    if (words[index] !== draft.words[index] || at[index] !== draft.at[index]) return false;
  }
  return true;
}

/** What is in both sets. */
export function intersectBits(one: BitSet, other: BitSet): BitSet {
  if (one === other) return one;
  const [small, large] = one.at.length <= other.at.length ? [one, other] : [other, one];
  let length = 0;
  let index = 0;
  for (let i = 0; i < small.at.length; i += 1) {
    const position = small.at[i] as number;
    if ((large.at[index] as number) < position) index = seek(large.at, position, index + 1);
    if (index >= large.at.length) break;
    if (large.at[index] !== position) continue;
    const word = (small.words[i] as number) & (large.words[index] as number);
    if (word === 0) continue;
    draft.at[length] = position;
    draft.words[length] = word;
    length += 1;
  }
  return finish(length, small);
}

/** Whether the sets have a member in common. */
export function meetBits(one: BitSet, other: BitSet): boolean {
  const [small, large] = one.at.length <= other.at.length ? [one, other] : [other, one];
  let index = 0;
  for (let i = 0; i < small.at.length; i += 1) {
    const position = small.at[i] as number;
    index = seek(large.at, position, index);
    if (index >= large.at.length) return false;
    if (large.at[index] === position && ((small.words[i] as number) & (large.words[index] as number)) !== 0) {
      return true;
    }
  }
  return false;
}

/** What is in either set. */
export function uniteBits(one: BitSet, other: BitSet): BitSet {
  if (one === other || isNoBits(other)) return one;
  if (isNoBits(one)) return other;
  const [small, large] = one.at.length <= other.at.length ? [one, other] : [other, one];
  let length = 0;
  let i = 0;
  let j = 0;
  while (i < small.at.length || j < large.at.length) {
    const here = small.at[i] ?? Infinity;
    const there = large.at[j] ?? Infinity;
    draft.at[length] = Math.min(here, there);
    draft.words[length] =
      (here <= there ? (small.words[i++] as number) : 0) | (there <= here ? (large.words[j++] as number) : 0);
    length += 1;
  }
  return finish(length, large);
}

/** What is in any of the sets; of many sets faster than one union after the other. */
export function uniteAllBits(sets: readonly BitSet[]): BitSet {
  if (sets.length <= 2) return uniteBits(sets[0] ?? emptyBits(), sets[1] ?? emptyBits());
  const length = sets.reduce((most, { at }) => Math.max(most, (at.at(-1) ?? -1) + 1), 0);
  const dense = new Int32Array(length);
  for (const { at, words } of sets) {
    for (let index = 0; index < at.length; index += 1) {
      const position = at[index] as number;
      dense[position] = (dense[position] as number) | (words[index] as number);
    }
  }
  let used = 0;
  for (let position = 0; position < length; position += 1) {
    const word = dense[position] as number;
    if (word === 0) continue;
    draft.at[used] = position;
    draft.words[used] = word;
    used += 1;
  }
  return finish(used, sets[0] ?? emptyBits());
}

/** What is in `one` and not in `other`. */
export function subtractBits(one: BitSet, other: BitSet): BitSet {
  if (isNoBits(one) || isNoBits(other)) return one;
  let length = 0;
  let index = 0;
  for (let i = 0; i < one.at.length; i += 1) {
    const position = one.at[i] as number;
    if ((other.at[index] as number) < position) index = seek(other.at, position, index + 1);
    const taken = other.at[index] === position ? (other.words[index] as number) : 0;
    const word = (one.words[i] as number) & ~taken;
    if (word === 0) continue;
    draft.at[length] = position;
    draft.words[length] = word;
    length += 1;
  }
  return finish(length, one);
}

/** How many members the set has. */
export function countBits({ words }: BitSet): number {
  let count = 0;
  for (const word of words) {
    // Sums of neighbouring bits, then of pairs, then of all bytes at once.
    const pairs = word - ((word >>> 1) & 0x55555555);
    const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
    count += Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The members, ascending. */
export function* eachBit({ at, words }: BitSet): Generator<number> {
  for (let index = 0; index < at.length; index += 1) {
    const base = (at[index] as number) << 5;
    for (let rest = words[index] as number; rest !== 0; rest &= rest - 1) {
      yield base + 31 - Math.clz32(rest & -rest);
    }
  }
}

/** The only member of a set of one; undefined for other sets. */
export function onlyBit(bits: BitSet): number | undefined {
  if (bits.at.length !== 1) return undefined;
  const word = bits.words[0] as number;
  if ((word & (word - 1)) !== 0) return undefined;
  return ((bits.at[0] as number) << 5) + 31 - Math.clz32(word);
}

/** The lowest member; infinity for the empty set. */
export function firstBit({ at, words }: BitSet): number {
  const [position, word] = [at[0], words[0]];
  if (position === undefined || word === undefined) return Infinity;
  return (position << 5) + 31 - Math.clz32(word & -word);
}

/** Calls `visit` for each member, ascending; for sets so large that a generator would be felt. */
export function forEachBit({ at, words }: BitSet, visit: (member: number) => void): void {
  for (let index = 0; index < at.length; index += 1) {
    const base = (at[index] as number) << 5;
    for (let rest = words[index] as number; rest !== 0; rest &= rest - 1) {
      visit(base + 31 - Math.clz32(rest & -rest));
    }
  }
}

/** Text that is equal for equal sets and no others; for small sets. */
export function bitsKey({ at, words }: BitSet): string {
  return `${at.join()}:${words.join()}`;
}

/** A number that is equal for equal sets, and hardly ever for others. */
export function hashBits({ at, words }: BitSet): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < at.length; index += 1) {
    hash = Math.imul(hash ^ (at[index] as number), 0x01000193);
    hash = Math.imul(hash ^ (words[index] as number), 0x01000193);
  }
  return hash;
}

/** Whether the sets have the same members. */
export function areSameBits(one: BitSet, other: BitSet): boolean {
  if (one === other) return true;
  return (
    one.at.length === other.at.length &&
    one.at.every((position, index) => position === other.at[index] && one.words[index] === other.words[index])
  );
}
