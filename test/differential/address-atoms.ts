import { bitsOf, formatAddress, type Family } from '../../src/model/address.ts';
import { addressIntervals } from '../../src/semantics/sets/address-set.ts';
import type { Connectivity } from '../../src/semantics/engine/connectivity.ts';
import type { Flow } from './analyzer.ts';

/** Consecutive addresses between which neither side makes a difference. */
export interface AddressAtom {
  readonly name: string;
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** All addresses of both IP versions, cut wherever a flow of theirs or a block of ours begins or ends. */
export function atomsOf(flows: readonly Flow[], map: readonly Connectivity[]): readonly AddressAtom[] {
  return ([4, 6] as const).flatMap((family) => {
    const starts = new Set([0n]);
    for (const [own, first, last] of rangesOf(flows, map)) {
      if (own === family) starts.add(first).add(last + 1n);
    }
    const end = 1n << BigInt(bitsOf(family));
    const sorted = [...starts].filter((start) => start < end).toSorted((a, b) => (a < b ? -1 : 1));
    return sorted.map((first, index) => atomOf(family, first, (sorted[index + 1] ?? end) - 1n));
  });
}

function atomOf(family: Family, first: bigint, last: bigint): AddressAtom {
  const [from, to] = [first, last].map((value) => formatAddress({ family, value }));
  return { name: `${from}-${to}`, family, first, last };
}

function* rangesOf(
  flows: readonly Flow[],
  map: readonly Connectivity[],
): Generator<readonly [Family, bigint, bigint]> {
  for (const { sources, destinations } of flows) {
    for (const [family, first, last] of [...sources.addresses, ...destinations.addresses]) {
      yield [family, BigInt(first), BigInt(last)];
    }
  }
  for (const { sources, destinations } of map) {
    for (const { addresses } of [sources, destinations]) {
      for (const { family, first, last } of addressIntervals(addresses)) yield [family, first, last];
    }
  }
}
