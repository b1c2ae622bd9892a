/** IP version of an address; an IPv4-mapped IPv6 address counts as IPv4, as Go's net.IP treats it. */
export type Family = 4 | 6;

/** Consecutive addresses of one family, both ends included, as unsigned integers of 32 or 128 bits. */
export interface AddressRange {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
  /** The text that it was read from, for messages. */
  readonly text: string;
}

/** One address as an unsigned integer of 32 or 128 bits. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** Whether the address lies in the range; addresses of the other family never do. */
export function contains(range: AddressRange, address: Address): boolean {
  return range.family === address.family && range.first <= address.value && address.value <= range.last;
}
