import { parseCidr } from '../model/cidr.ts';
import {
  addressesOf,
  addressesOfRange,
  type AddressSet,
  noAddresses,
  subtractAddresses,
  uniteAddresses,
} from '../semantics/sets/address-set.ts';

/** IPv4 that is not globally reachable (IANA special-purpose registry, RFC 6890), and multicast. */
const notPublic = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

/** Global unicast (RFC 4291 2.4) less documentation (RFC 3849). */
const global6 = '2000::/3';
const documentation6 = '2001:db8::/32';

/** Every address that the public internet routes. */
export const internet: AddressSet = uniteAddresses(
  subtractAddresses(addressesOf(4), rangesOf(notPublic)),
  subtractAddresses(rangesOf([global6]), rangesOf([documentation6])),
);

function rangesOf(texts: readonly string[]): AddressSet {
  return texts.reduce((sum, text) => {
    const read = parseCidr(text);
    if ('error' in read) throw new Error(`${text} ${read.error}`);
    return uniteAddresses(sum, addressesOfRange(read.cidr));
  }, noAddresses);
}
