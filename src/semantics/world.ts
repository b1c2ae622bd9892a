import type { Family } from '../model/address.ts';
import type { IPBlock, Peer } from '../model/networkpolicy.ts';
import {
  addressesOf,
  addressesOfBlock,
  firstPoint6,
  isSubsetOfAddresses,
  noAddresses,
  uniteAddresses,
} from './address-set.ts';

/** An ipBlock and its position in the list of peers. */
export interface PlacedBlock {
  readonly index: number;
  readonly block: IPBlock;
}

/** Every address of a family, and the blocks that are all of them: one alone, or several together. */
export interface World {
  readonly family: Family;
  readonly blocks: readonly PlacedBlock[];
}

/** The families of which the blocks of a list admit every address, what is excepted in one and not in another included. */
export function worldsOf(peers: readonly Peer[]): readonly World[] {
  const blocks = [...peers.entries()].flatMap(([index, peer]) =>
    peer.kind === 'ipBlock' ? [{ index, block: peer }] : [],
  );
  return ([4, 6] as const).flatMap((family) => {
    const own = blocks.filter(({ block }) => block.cidr.family === family);
    const alone = own.find(({ block }) => isWorld(block));
    if (alone !== undefined) return [{ family, blocks: [alone] }];
    return areWorld(own, family) ? [{ family, blocks: own }] : [];
  });
}

function isWorld({ cidr, except }: IPBlock): boolean {
  return except.length === 0 && sizeOf(cidr) === worldSize(cidr.family);
}

/** Mostly the blocks are too small together, and their union is not asked for. */
function areWorld(blocks: readonly PlacedBlock[], family: Family): boolean {
  const total = blocks.reduce((sum, { block }) => sum + sizeOf(block.cidr), 0n);
  if (total < worldSize(family)) return false;
  const union = blocks.reduce((set, { block }) => uniteAddresses(set, addressesOfBlock(block)), noAddresses);
  return isSubsetOfAddresses(addressesOf(family), union);
}

function sizeOf({ first, last }: IPBlock['cidr']): bigint {
  return last - first + 1n;
}

function worldSize(family: Family): bigint {
  return family === 4 ? firstPoint6 : firstPoint6 ** 4n;
}
