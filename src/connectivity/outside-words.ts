import type { Family } from '../model/address.ts';
import {
  addressesOf,
  type AddressSet,
  describeAddresses,
  everyAddress,
  intersectAddresses,
  isSubsetOfAddresses,
  noAddresses,
  subtractAddresses,
} from '../semantics/sets/address-set.ts';
import { internet } from './internet.ts';

/** Addresses outside of the pod network in few words, as what they are or as what they are not; empty for none. */
export function describeOutside(addresses: AddressSet): readonly string[] {
  if (addresses === everyAddress) return ['any address outside'];
  if (addresses === internet) return ['the internet'];
  return ([4, 6] as const).flatMap((family) => {
    const own = intersectAddresses(addresses, addressesOf(family));
    return own === noAddresses ? [] : describeFamily(own, family);
  });
}

function describeFamily(addresses: AddressSet, family: Family): readonly string[] {
  let shortest = inWords(addresses);
  let length = shortest.length;
  for (const [whole, noun] of [
    [addressesOf(family), `any IPv${family} address outside`],
    [intersectAddresses(internet, addressesOf(family)), `the IPv${family} internet`],
  ] as const) {
    if (addresses === whole) return [noun];
    if (!isSubsetOfAddresses(addresses, whole)) continue;
    const missing = inWords(subtractAddresses(whole, addresses));
    if (missing.length >= length) continue;
    shortest = [`${noun} but ${missing.join(', ')}`];
    length = missing.length;
  }
  return shortest;
}

/** One address needs no prefix length. */
function inWords(addresses: AddressSet): readonly string[] {
  return describeAddresses(addresses).map((cidr) => cidr.replace(/(?<=^[\d.]+)\/32$|\/128$/, ''));
}
