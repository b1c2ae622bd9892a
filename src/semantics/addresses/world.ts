import { type AddressRange, bitsOf, type Family } from '../../model/address.ts';
import {
  type Direction,
  type IPBlock,
  type NetworkPolicy,
  type Peer,
  type PolicyRule,
  rulesOf,
} from '../../model/networkpolicy.ts';
import { addressesOf, addressesOfBlock } from '../sets/address-set.ts';
import { eachInterval, isWithin, mergeIntervals } from '../sets/intervals.ts';
import { uniteAllPorts } from '../sets/port-set.ts';
import { type PortTerms, portTermsOf } from '../ports/port-terms.ts';

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
  return except.length === 0 && prefixLengthOf(cidr) === 0;
}

/** Mostly the blocks are too small together, and their union is not asked for. */
function areWorld(blocks: readonly PlacedBlock[], family: Family): boolean {
  const total = blocks.reduce((sum, { block }) => sum + sizeOf(block.cidr), 0n);
  if (total < worldSize(family)) return false;
  const admitted = blocks.flatMap(({ block }) => [...eachInterval(addressesOfBlock(block).points)]);
  return isWithin(addressesOf(family).points, mergeIntervals(admitted));
}

function sizeOf({ first, last }: IPBlock['cidr']): bigint {
  return last - first + 1n;
}

/** The prefix length of a range that is a CIDR of more than one address. */
export function prefixLengthOf({ family, first, last }: AddressRange): number {
  return bitsOf(family) - (last - first).toString(2).length;
}

/** The ports on which the policies open the internet of a family; 2000::/3 is all of IPv6 that is in use. */
export function portsToWorld(
  family: Family,
  direction: Direction,
  policies: readonly NetworkPolicy[],
): PortTerms {
  const terms = policies
    .filter(({ isolates }) => isolates.includes(direction))
    .flatMap((policy) => rulesOf(policy, direction).filter((rule) => reachesWorld(rule, family)))
    .map(({ ports }) => portTermsOf(ports));
  return {
    numbers: uniteAllPorts(terms.map(({ numbers }) => numbers)),
    names: terms.flatMap(({ names }) => names),
  };
}

function reachesWorld({ peers }: PolicyRule, family: Family): boolean {
  if (peers.length === 0) return true;
  return peers.some(
    (peer) => peer.kind === 'ipBlock' && peer.cidr.family === family && prefixLengthOf(peer.cidr) <= 3,
  );
}

function worldSize(family: Family): bigint {
  return 1n << BigInt(bitsOf(family));
}
