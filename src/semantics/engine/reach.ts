import {
  type AddressSet,
  intersectAddresses,
  noAddresses,
  subtractAddresses,
  uniteAddresses,
} from '../address-set.ts';
import { type BitSet, emptyBits, intersectBits, isNoBits, subtractBits, uniteBits } from '../bitset.ts';
import { rememberedOf } from '../hash-consing.ts';
import { isSubsetOfPorts, noPorts, unitePorts } from '../port-set.ts';
import { everyFacedPort, type FacedPorts, onBoth, onIPv4, onIPv6 } from './faces.ts';
import { peerClasses } from './peers.ts';
import type { AllowTerm } from '../policy-terms.ts';
import { type PortNames, type PortTerms, resolvePorts } from '../port-terms.ts';
import type { EngineState, PolicyGroup } from './state.ts';

/** What some policies together admit in a direction; `open` where there is none, which admits everything. */
export interface PolicyFunction {
  readonly open: boolean;
  readonly terms: readonly AllowTerm[];
}

/** Peers: classes of pods, and addresses. */
export interface Peers {
  readonly classes: BitSet;
  readonly addresses: AddressSet;
}

/** Peers, and what a policy function admits for each of them. */
export interface Part extends Peers {
  readonly ports: FacedPorts;
}

/**
 * What the port names of the destination stand for; `perPeer` where the peers are the destinations, each with names of
 * its own.
 */
export type DestinationNames = PortNames | 'perPeer';

/** The function of no policy. */
export const openFunction: PolicyFunction = { open: true, terms: [] };

/** The function of policies that admit nothing. */
export const closedFunction: PolicyFunction = { open: false, terms: [] };

/** What the policies of a group admit. */
export const functionOf: (group: PolicyGroup) => PolicyFunction = rememberedOf(
  ({ policies, direction }: PolicyGroup) => {
    if (policies.length === 0) return openFunction;
    return { open: false, terms: policies.flatMap((policy) => policy.terms[direction] ?? []) };
  },
);

/** Divides `within` by what the function admits there; parts do not overlap, and what it does not admit is one too. */
export function reach(
  state: EngineState,
  { open, terms }: PolicyFunction,
  within: Peers,
  names: DestinationNames,
): readonly Part[] {
  if (open) return [{ ...within, ports: everyFacedPort }];
  const admitted = new Map<FacedPorts, Peers>();
  for (const term of terms) {
    for (const part of admit(state, term, within, names)) addPart(admitted, part);
  }
  admitted.delete(noPorts);
  return overlay(within, admitted);
}

/** Merges a part into those with the same ports. */
function addPart(parts: Map<FacedPorts, Peers>, { classes, addresses, ports }: Part): void {
  if (isNobody({ classes, addresses })) return;
  const known = parts.get(ports);
  parts.set(ports, known === undefined ? { classes, addresses } : unitePeers(known, { classes, addresses }));
}

function unitePeers(one: Peers, other: Peers): Peers {
  return {
    classes: uniteBits(one.classes, other.classes),
    addresses: uniteAddresses(one.addresses, other.addresses),
  };
}

const nobody = emptyBits();

function* admit(
  state: EngineState,
  { peer, ports }: AllowTerm,
  within: Peers,
  names: DestinationNames,
): Generator<Part> {
  const classes = peerClasses(state, peer, within.classes);
  const addresses = addressesOf(peer, within.addresses);
  for (const { destinations, numbers } of meanings(state, ports, names)) {
    const among = (bits: BitSet): BitSet =>
      destinations === undefined ? bits : intersectBits(bits, destinations);
    yield { classes: among(classes.both), addresses: noAddresses, ports: onBoth(numbers) };
    yield { classes: among(classes.onlyIPv4), addresses: noAddresses, ports: onIPv4(numbers) };
    yield { classes: among(classes.onlyIPv6), addresses: noAddresses, ports: onIPv6(numbers) };
    if (destinations === undefined) yield { classes: nobody, addresses, ports: onBoth(numbers) };
  }
}

function addressesOf(peer: AllowTerm['peer'], within: AddressSet): AddressSet {
  if (peer.kind === 'everyone') return within;
  return peer.kind === 'addresses' ? intersectAddresses(peer.addresses, within) : noAddresses;
}

/** The numbers that a rule's ports come to: for all destinations, and for those where a name stands for something. */
function* meanings(
  state: EngineState,
  ports: PortTerms,
  names: DestinationNames,
): Generator<{ readonly destinations?: BitSet; readonly numbers: FacedPorts }> {
  if (names !== 'perPeer') {
    yield { numbers: resolvePorts(ports, names) };
    return;
  }
  yield { numbers: ports.numbers };
  for (const name of ports.names) {
    for (const [numbers, destinations] of state.ports.get(name) ?? []) yield { destinations, numbers };
  }
}

/** Divides `within` by the union of all that was admitted. */
function overlay(within: Peers, admitted: ReadonlyMap<FacedPorts, Peers>): readonly Part[] {
  let parts = new Map<FacedPorts, Peers>([[noPorts, within]]);
  for (const [ports, peers] of admitted) {
    const next = new Map<FacedPorts, Peers>();
    for (const [before, part] of parts) {
      const inside = intersectPeers(part, peers);
      addPart(next, { ...subtractPeers(part, inside), ports: before });
      addPart(next, { ...inside, ports: unitePorts(before, ports) });
    }
    parts = next;
  }
  return [...parts].map(([ports, peers]) => ({ ...peers, ports }));
}

function intersectPeers(one: Peers, other: Peers): Peers {
  return {
    classes: intersectBits(one.classes, other.classes),
    addresses: intersectAddresses(one.addresses, other.addresses),
  };
}

function subtractPeers(one: Peers, other: Peers): Peers {
  return {
    classes: subtractBits(one.classes, other.classes),
    addresses: subtractAddresses(one.addresses, other.addresses),
  };
}

/** Parts that are admitted something, in either of two functions; neither's parts overlap. */
export function uniteParts(one: readonly Part[], other: readonly Part[]): readonly Part[] {
  const united: Part[] = [];
  let rest = other;
  for (const part of one) {
    let left: Peers = part;
    const next: Part[] = [];
    for (const candidate of rest) {
      const both = intersectPeers(left, candidate);
      if (isNobody(both)) {
        next.push(candidate);
        continue;
      }
      united.push({ ...both, ports: unitePorts(part.ports, candidate.ports) });
      left = subtractPeers(left, both);
      const apart = subtractPeers(candidate, both);
      if (!isNobody(apart)) next.push({ ...apart, ports: candidate.ports });
    }
    if (!isNobody(left)) united.push({ ...left, ports: part.ports });
    rest = next;
  }
  return [...united, ...rest];
}

/** Whether everyone is admitted by `other` what `one` admits. */
export function arePartsCovered(one: readonly Part[], other: readonly Part[]): boolean {
  return one.every((part) => {
    let left: Peers = part;
    for (const candidate of other) {
      const both = intersectPeers(left, candidate);
      if (isNobody(both)) continue;
      if (!isSubsetOfPorts(part.ports, candidate.ports)) return false;
      left = subtractPeers(left, both);
    }
    return isNobody(left) || part.ports === noPorts;
  });
}

function isNobody({ classes, addresses }: Peers): boolean {
  return isNoBits(classes) && addresses === noAddresses;
}

/** Peers with what they are admitted before and after a change. */
export interface ChangedPart extends Peers {
  readonly before: FacedPorts;
  readonly after: FacedPorts;
}

/** Divides two partitions of the same peers by each other. */
export function compareParts(before: readonly Part[], after: readonly Part[]): readonly ChangedPart[] {
  if (before === after)
    return before.map(({ ports, ...peers }) => ({ ...peers, before: ports, after: ports }));
  const changed: ChangedPart[] = [];
  for (const old of before) {
    for (const now of after) {
      const both = intersectPeers(old, now);
      if (isNobody(both)) continue;
      changed.push({ ...both, before: old.ports, after: now.ports });
    }
  }
  return changed;
}
