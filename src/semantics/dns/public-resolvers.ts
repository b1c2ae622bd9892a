import { isWithin } from '../../model/address.ts';
import { parseCidr } from '../../model/cidr.ts';
import type { IPBlock } from '../../model/networkpolicy.ts';

/** The resolvers of Google, Cloudflare, Quad9 and OpenDNS, which know no Service of any cluster. */
const resolvers = [
  '8.8.8.0/24',
  '8.8.4.0/24',
  '1.1.1.0/24',
  '1.0.0.0/24',
  '9.9.9.0/24',
  '149.112.112.0/24',
  '208.67.220.0/24',
  '208.67.222.0/24',
  '2001:4860:4860::/48',
  '2606:4700:4700::/48',
  '2620:fe::/48',
].flatMap((text) => {
  const read = parseCidr(text);
  return 'cidr' in read ? read.cidr : [];
});

/** Whether the block holds nothing but addresses at which anybody on the internet is answered. */
export function isPublicResolver({ cidr }: IPBlock): boolean {
  return resolvers.some((range) => isWithin(cidr, range));
}
