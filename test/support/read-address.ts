import assert from 'node:assert/strict';

import { type Address, parseAddress } from '../../src/model/address.ts';
import { type Cidr, parseCidr } from '../../src/model/cidr.ts';

/** The address that the text names; fails where it names none. */
export function addressOf(text: string): Address {
  const read = parseAddress(text);
  assert.ok(read !== undefined, text);
  return read;
}

/** The CIDR that the text names; fails where it names none. */
export function cidrOf(text: string): Cidr {
  const read = parseCidr(text);
  assert.ok('cidr' in read, text);
  return read.cidr;
}
