import { ascending } from '../model/ascending.ts';
import { type AddressSet, addressSetOf, noAddresses, uniteAddresses } from '../semantics/sets/address-set.ts';
import { includes } from '../semantics/sets/intervals.ts';

/** The union of the sets, divided into parts each of which lies wholly inside or outside of every set. */
export function divideAddresses(sets: readonly AddressSet[]): readonly AddressSet[] {
  const distinct = [...new Set(sets)].filter((set) => set !== noAddresses);
  const points = [...new Set(distinct.flatMap((set) => set.points))].sort(ascending);
  const bySignature = new Map<string, AddressSet>();
  for (const [index, start] of points.entries()) {
    const end = points[index + 1];
    if (end === undefined) break;
    const inside = distinct.flatMap((set, at) => (includes(set.points, start) ? [at] : []));
    if (inside.length === 0) continue;
    const known = bySignature.get(inside.join()) ?? noAddresses;
    bySignature.set(inside.join(), uniteAddresses(known, addressSetOf([start, end])));
  }
  return [...bySignature.values()];
}
