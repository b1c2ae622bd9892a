import { addBit, type BitSet, emptyBits, isNoBits, removeBit } from '../sets/bitset.ts';
import type { PortSet } from '../sets/port-set.ts';
import type { PortNames } from '../ports/port-terms.ts';

/** Which members mean what by a port name. */
export interface PortNameIndex {
  add(member: number, names: PortNames): void;
  /** Takes out what `add` put in; `names` must be the same. */
  remove(member: number, names: PortNames): void;
  /** Whether any member has the name. */
  has(name: string): boolean;
  /** What the name stands for, and on which members. */
  meaningsOf(name: string): ReadonlyMap<PortSet, BitSet>;
}

const none: ReadonlyMap<PortSet, BitSet> = new Map();

/** An empty index. */
export function createPortNameIndex(): PortNameIndex {
  const byName = new Map<string, Map<PortSet, BitSet>>();
  return {
    add(member, names) {
      for (const [name, ports] of names) {
        let meanings = byName.get(name);
        if (meanings === undefined) byName.set(name, (meanings = new Map()));
        let bits = meanings.get(ports);
        if (bits === undefined) meanings.set(ports, (bits = emptyBits()));
        addBit(bits, member);
      }
    },
    remove(member, names) {
      for (const [name, ports] of names) {
        const meanings = byName.get(name);
        const bits = meanings?.get(ports);
        if (meanings === undefined || bits === undefined) continue;
        removeBit(bits, member);
        if (isNoBits(bits)) meanings.delete(ports);
        if (meanings.size === 0) byName.delete(name);
      }
    },
    has: (name) => byName.has(name),
    meaningsOf: (name) => byName.get(name) ?? none,
  };
}
