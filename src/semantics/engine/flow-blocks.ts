import {
  addressesOf,
  everyAddress,
  intersectAddresses,
  noAddresses,
  uniteAddresses,
} from '../sets/address-set.ts';
import {
  type BitSet,
  areSameBits,
  hashBits,
  intersectBits,
  isNoBits,
  meetBits,
  subtractBits,
  uniteAllBits,
} from '../sets/bitset.ts';
import type { Direction } from '../../model/networkpolicy.ts';
import { intersectPorts, noPorts, type PortSet, subtractPorts, unitePorts } from '../sets/port-set.ts';
import type { Relation, Side } from './compare.ts';
import { everyFacedPort, type FacedPorts, type Faces, isSameOnBoth, meetFaces, overFaces } from './faces.ts';
import { withoutExempt } from './exempt.ts';
import type { Peers } from './reach.ts';
import type { EngineState } from './state.ts';

/** What happens to the connections between two sets of endpoints; each pair of them is treated alike. */
export interface FlowChange {
  readonly gained: PortSet;
  readonly lost: PortSet;
  /** What one end newly admits and the other end still blocks. */
  readonly hiddenGain: PortSet;
  /** What one end no longer admits and the other end blocked already. */
  readonly hiddenLoss: PortSet;
}

/** Sources and destinations, and what happens between them. */
export interface FlowBlock {
  readonly sources: Peers;
  readonly destinations: Peers;
  readonly change: FlowChange;
}

/** The relation as one or more blocks, by the IP versions over which the ends can meet. */
export function* blocksOf(
  state: EngineState,
  relation: Relation,
  direction: Direction,
): Generator<FlowBlock> {
  for (const { near, far, faces } of byFaces(state, relation)) {
    const change = changeOf(relation, faces);
    if (change === undefined) continue;
    const ends = withoutExempt(state, near, far);
    if (ends === undefined) continue;
    const nearPeers: Peers = { classes: ends.near, addresses: noAddresses };
    yield direction === 'egress'
      ? { sources: nearPeers, destinations: ends.far, change }
      : { sources: ends.far, destinations: nearPeers, change };
  }
}

const unlimited: Side = { before: everyFacedPort, after: everyFacedPort };

function changeOf({ nearSide, farSide = unlimited }: Relation, faces: Faces): FlowChange | undefined {
  const over = (ports: FacedPorts): PortSet => overFaces(ports, faces);
  const before = over(intersectPorts(nearSide.before, farSide.before));
  const after = over(intersectPorts(nearSide.after, farSide.after));
  const grown = unitePorts(
    subtractPorts(nearSide.after, nearSide.before),
    subtractPorts(farSide.after, farSide.before),
  );
  const shrunk = unitePorts(
    subtractPorts(nearSide.before, nearSide.after),
    subtractPorts(farSide.before, farSide.after),
  );
  const hiddenGain = subtractPorts(over(grown), after);
  const hiddenLoss = subtractPorts(over(shrunk), before);
  const isNothing = before === after && hiddenGain === noPorts && hiddenLoss === noPorts;
  if (isNothing) return undefined;
  return { gained: subtractPorts(after, before), lost: subtractPorts(before, after), hiddenGain, hiddenLoss };
}

interface FacedEnds {
  readonly near: BitSet;
  readonly far: Peers;
  readonly faces: Faces;
}

function byFaces(state: EngineState, relation: Relation): readonly FacedEnds[] {
  const { near, far } = relation;
  if (far.addresses !== noAddresses) return byAddressVersion(state, near, far);
  if (isVersionNoMatter(state, relation)) return [{ near, far, faces: 'ipv4' }];
  return byVersion(state, near).flatMap((one) =>
    byVersion(state, far.classes).flatMap((other): readonly FacedEnds[] => {
      const faces = meetFaces(one.faces, other.faces);
      if (faces === 'none') return [];
      return [{ near: one.classes, far: { classes: other.classes, addresses: noAddresses }, faces }];
    }),
  );
}

/** Whether everyone can meet everyone over IPv4, and nothing is admitted over one IP version that is not over the other. */
function isVersionNoMatter(
  state: EngineState,
  { near, far, nearSide, farSide = unlimited }: Relation,
): boolean {
  if (meetBits(near, state.onlyIPv6) || meetBits(far.classes, state.onlyIPv6)) return false;
  return [nearSide.before, nearSide.after, farSide.before, farSide.after].every(isSameOnBoth);
}

/** Pods that have addresses of one IP version meet only addresses of that. */
function byAddressVersion(state: EngineState, near: BitSet, far: Peers): readonly FacedEnds[] {
  return byVersion(state, near)
    .map(({ classes, faces }) => {
      const version = { ipv4: addressesOf(4), ipv6: addressesOf(6), both: everyAddress, none: noAddresses }[
        faces
      ];
      const addresses = intersectAddresses(far.addresses, version);
      return { near: classes, far: { classes: far.classes, addresses }, faces };
    })
    .filter((ends) => ends.far.addresses !== noAddresses);
}

function byVersion(
  state: EngineState,
  classes: BitSet,
): readonly { readonly classes: BitSet; readonly faces: Faces }[] {
  const ipv4 = intersectBits(classes, state.onlyIPv4);
  const ipv6 = intersectBits(classes, state.onlyIPv6);
  const both = subtractBits(subtractBits(classes, ipv4), ipv6);
  return [
    { classes: ipv4, faces: 'ipv4' as const },
    { classes: ipv6, faces: 'ipv6' as const },
    { classes: both, faces: 'both' as const },
  ].filter((piece) => !isNoBits(piece.classes));
}

/** Merges blocks that differ only in their destinations, then those that differ only in their sources. */
export function mergeBlocks(blocks: Iterable<FlowBlock>): readonly FlowBlock[] {
  const bySources = mergeBy(blocks, 'sources', 'destinations');
  return mergeBy(bySources, 'destinations', 'sources');
}

function mergeBy(
  blocks: Iterable<FlowBlock>,
  same: 'sources' | 'destinations',
  merged: 'sources' | 'destinations',
): readonly FlowBlock[] {
  const buckets = new Map<string, FlowBlock[][]>();
  for (const block of blocks) {
    const key = `${changeKey(block.change)} ${hashBits(block[same].classes)}`;
    const bucket = buckets.get(key) ?? [];
    const group = bucket.find(([first]) => first !== undefined && areSamePeers(first[same], block[same]));
    if (group === undefined) buckets.set(key, [...bucket, [block]]);
    else group.push(block);
  }
  return [...buckets.values()].flat().flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ ...first, [merged]: uniteAllPeers(group.map((block) => block[merged])) }];
  });
}

function changeKey({ gained, lost, hiddenGain, hiddenLoss }: FlowChange): string {
  return `${gained.id} ${lost.id} ${hiddenGain.id} ${hiddenLoss.id}`;
}

function areSamePeers(one: Peers, other: Peers): boolean {
  return one.addresses === other.addresses && areSameBits(one.classes, other.classes);
}

function uniteAllPeers(peers: readonly Peers[]): Peers {
  return {
    classes: uniteAllBits(peers.map(({ classes }) => classes)),
    addresses: peers.reduce((all, { addresses }) => uniteAddresses(all, addresses), noAddresses),
  };
}
