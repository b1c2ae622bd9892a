import {
  addBit,
  type BitSet,
  emptyBits,
  intersectBits,
  isNoBits,
  removeBit,
  subtractBits,
  uniteBits,
} from '../sets/bitset.ts';
import type { LabelCondition } from '../sets/label-condition.ts';
import type { SelectorSet } from '../sets/selector-set.ts';

/** Which members have which label: an inverted index that turns a selector into a few operations on bit sets. */
export interface LabelIndex {
  add(member: number, labels: Iterable<readonly [key: string, value: string]>): void;
  /** Takes out what `add` put in; `labels` must be the same. */
  remove(member: number, labels: Iterable<readonly [key: string, value: string]>): void;
  /** The members of `within` that the selector matches, `within` holding only members of the index. */
  select(selector: SelectorSet, within: BitSet): BitSet;
  /** The members that have the key. */
  having(key: string): BitSet;
}

interface KeyEntry {
  readonly any: BitSet;
  readonly values: Map<string, BitSet>;
}

const none = emptyBits();

/** An empty index. */
export function createLabelIndex(): LabelIndex {
  const keys = new Map<string, KeyEntry>();

  function add(member: number, labels: Iterable<readonly [string, string]>): void {
    for (const [key, value] of labels) {
      let entry = keys.get(key);
      if (entry === undefined) keys.set(key, (entry = { any: emptyBits(), values: new Map() }));
      let bits = entry.values.get(value);
      if (bits === undefined) entry.values.set(value, (bits = emptyBits()));
      addBit(entry.any, member);
      addBit(bits, member);
    }
  }

  function remove(member: number, labels: Iterable<readonly [string, string]>): void {
    for (const [key, value] of labels) {
      const entry = keys.get(key);
      const bits = entry?.values.get(value);
      if (entry === undefined || bits === undefined) continue;
      removeBit(entry.any, member);
      removeBit(bits, member);
      if (isNoBits(bits)) entry.values.delete(value);
      if (entry.values.size === 0) keys.delete(key);
    }
  }

  function select(selector: SelectorSet, within: BitSet): BitSet {
    let selected = within;
    for (const [key, condition] of selector.conditions) {
      if (isNoBits(selected)) break;
      selected = narrow(selected, keys.get(key), condition);
    }
    return selected;
  }

  return { add, remove, select, having: (key) => keys.get(key)?.any ?? none };
}

function narrow(
  within: BitSet,
  entry: KeyEntry | undefined,
  { kind, values, absent }: LabelCondition,
): BitSet {
  if (entry === undefined) return absent ? within : none;
  const present = kind === 'in' ? withAny(within, entry, values) : withOther(within, entry, values);
  return absent ? uniteBits(present, subtractBits(within, entry.any)) : present;
}

function withAny(within: BitSet, entry: KeyEntry, values: readonly string[]): BitSet {
  return values.reduce(
    (found, value) => uniteBits(found, intersectBits(within, entry.values.get(value) ?? none)),
    none,
  );
}

function withOther(within: BitSet, entry: KeyEntry, values: readonly string[]): BitSet {
  const present = intersectBits(within, entry.any);
  return values.reduce((rest, value) => subtractBits(rest, entry.values.get(value) ?? none), present);
}
