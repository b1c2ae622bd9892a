import type { Address, AddressRange } from '../../model/address.ts';

type Range = Pick<AddressRange, 'family' | 'first' | 'last'>;

/** Where the machines of a cloud ask who they are, and are given credentials; pods on them can ask too. */
export interface MetadataEndpoint {
  readonly address: Address;
  /** The range around it that holds nothing but services of the machine itself. */
  readonly neighbours: Range;
  /** Who excepts all of these wants to keep inner addresses out. */
  readonly privateRanges: readonly Range[];
}

/** 169.254.169.254 of AWS, Azure, Google Cloud, OpenStack and others, and fd00:ec2::254 of AWS. */
export const metadataEndpoints: readonly MetadataEndpoint[] = [
  {
    address: { family: 4, value: 0xa9fe_a9fen },
    neighbours: { family: 4, first: 0xa9fe_0000n, last: 0xa9fe_ffffn },
    // RFC 1918
    privateRanges: [
      { family: 4, first: 0x0a00_0000n, last: 0x0aff_ffffn },
      { family: 4, first: 0xac10_0000n, last: 0xac1f_ffffn },
      { family: 4, first: 0xc0a8_0000n, last: 0xc0a8_ffffn },
    ],
  },
  {
    address: { family: 6, value: (0xfd00_0ec2n << 96n) + 0x254n },
    neighbours: { family: 6, first: 0xfd00_0ec2n << 96n, last: (0xfd00_0ec3n << 96n) - 1n },
    // RFC 4193; the endpoint is one of them.
    privateRanges: [{ family: 6, first: 0xfcn << 120n, last: (0xfen << 120n) - 1n }],
  },
];
