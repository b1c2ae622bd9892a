import { formatAddress } from '../model/address.ts';
import {
  addressIntervals,
  type AddressSet,
  noAddresses,
  uniteAddresses,
} from '../semantics/sets/address-set.ts';
import type { PortSet } from '../semantics/sets/port-set.ts';

/** Consecutive addresses, such as `0.0.0.0-9.255.255.255`, with which the same ports may be used. */
export interface OutsideRange {
  readonly range: string;
  readonly ports: PortSet;
}

/** The longest ranges of the addresses, no two sets of which overlap. */
export function rangesBeyond(
  all: readonly { readonly addresses: AddressSet; readonly ports: PortSet }[],
): readonly OutsideRange[] {
  const byPorts = new Map<PortSet, AddressSet>();
  for (const { addresses, ports } of all)
    byPorts.set(ports, uniteAddresses(byPorts.get(ports) ?? noAddresses, addresses));
  return [...byPorts].flatMap(([ports, addresses]) =>
    addressIntervals(addresses).map(({ family, first, last }) => {
      const [from, to] = [first, last].map((value) => formatAddress({ family, value }));
      return { range: `${from}-${to}`, ports };
    }),
  );
}
