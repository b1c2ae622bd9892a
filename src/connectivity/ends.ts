import type { Pod } from '../model/pod.ts';
import { type AddressSet, noAddresses, uniteAddresses } from '../semantics/sets/address-set.ts';

/** Some pods and some addresses outside of the pod network. */
export interface Ends {
  readonly pods: readonly Pod[];
  readonly addresses: AddressSet;
}

/** The addresses in any of the ends. */
export function addressesIn(all: readonly Ends[]): AddressSet {
  return all.reduce((sum, { addresses }) => uniteAddresses(sum, addresses), noAddresses);
}

/** Everything in some ends, each pod once. */
export function uniteEnds(all: readonly Ends[]): Ends {
  return { pods: [...new Set(all.flatMap(({ pods }) => pods))], addresses: addressesIn(all) };
}
