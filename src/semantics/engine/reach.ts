import { rememberedOf } from '../../model/remembered.ts';
import { addressPortsOf, type AddressPorts } from '../sets/address-ports.ts';
import { type AddressSet, everyAddress } from '../sets/address-set.ts';
import { type BitSet, intersectBits, isNoBits, subtractBits, uniteBits } from '../sets/bitset.ts';
import type { AllowTerm } from '../policy-terms.ts';
import { type PortNames, type PortTerms, resolvePorts } from '../ports/port-terms.ts';
import { noPorts, type PortSet, uniteAllPorts } from '../sets/port-set.ts';
import { everyFacedPort, type FacedPorts, onBoth, onIPv4, onIPv6 } from './faces.ts';
import { peerClasses } from './peers.ts';
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

/** Classes, and what a policy function admits for each of them. */
export interface Part {
  readonly classes: BitSet;
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

/** Divides classes by what the function admits there; parts do not overlap, and what it does not admit is one too. */
export function reach(
  state: EngineState,
  { open, terms }: PolicyFunction,
  within: BitSet,
  names: DestinationNames,
): readonly Part[] {
  if (open) return [{ classes: within, ports: everyFacedPort }];
  const admitted = new Map<FacedPorts, BitSet>();
  for (const term of terms) admit(state, term, within, names, admitted);
  admitted.delete(noPorts);
  return overlay(within, admitted);
}

/** What the function admits for each address. */
export function reachAddresses({ open, terms }: PolicyFunction, names: DestinationNames): AddressPorts {
  if (open) return addressPortsOf([{ addresses: everyAddress, ports: everyFacedPort }]);
  return addressPortsOf(
    terms.flatMap(({ peer, ports }) => {
      if (peer.kind !== 'everyone' && peer.kind !== 'addresses') return [];
      const addresses = peer.kind === 'everyone' ? everyAddress : peer.addresses;
      return [{ addresses, ports: onBoth(names === 'perPeer' ? ports.numbers : resolvePorts(ports, names)) }];
    }),
  );
}

function admit(
  state: EngineState,
  { peer, ports }: AllowTerm,
  within: BitSet,
  names: DestinationNames,
  admitted: Map<FacedPorts, BitSet>,
): void {
  const { both, onlyIPv4, onlyIPv6 } = peerClasses(state, peer, within);
  if (isNoBits(both) && isNoBits(onlyIPv4) && isNoBits(onlyIPv6)) return;
  for (const { destinations, numbers } of meanings(state, ports, names)) {
    const among = (bits: BitSet): BitSet =>
      destinations === undefined ? bits : intersectBits(bits, destinations);
    addPart(admitted, onBoth(numbers), among(both));
    addPart(admitted, onIPv4(numbers), among(onlyIPv4));
    addPart(admitted, onIPv6(numbers), among(onlyIPv6));
  }
}

/** Merges classes into those with the same ports. */
function addPart(parts: Map<FacedPorts, BitSet>, ports: FacedPorts, classes: BitSet): void {
  if (isNoBits(classes)) return;
  const known = parts.get(ports);
  parts.set(ports, known === undefined ? classes : uniteBits(known, classes));
}

/** What a rule's ports come to: for all destinations, and for those where a name stands for something. */
function* meanings(
  state: EngineState,
  ports: PortTerms,
  names: DestinationNames,
): Generator<{ readonly destinations?: BitSet; readonly numbers: PortSet }> {
  if (names !== 'perPeer') {
    yield { numbers: resolvePorts(ports, names) };
    return;
  }
  yield { numbers: ports.numbers };
  for (const name of ports.names) {
    for (const [numbers, destinations] of state.portNames.meaningsOf(name)) yield { destinations, numbers };
  }
}

/** Divides `within` by the union of all that was admitted; unions are made once, when it is known of what. */
function overlay(within: BitSet, admitted: ReadonlyMap<FacedPorts, BitSet>): readonly Part[] {
  let pieces: { readonly classes: BitSet; readonly admitted: FacedPorts[] }[] = [
    { classes: within, admitted: [] },
  ];
  for (const [ports, classes] of admitted) {
    pieces = pieces.flatMap((piece) => {
      const inside = intersectBits(piece.classes, classes);
      if (isNoBits(inside)) return [piece];
      const rest = subtractBits(piece.classes, inside);
      if (!isNoBits(rest)) {
        return [
          { classes: inside, admitted: [...piece.admitted, ports] },
          { ...piece, classes: rest },
        ];
      }
      piece.admitted.push(ports);
      return [piece];
    });
  }
  const parts = new Map<FacedPorts, BitSet>();
  for (const piece of pieces) addPart(parts, uniteAllPorts(piece.admitted), piece.classes);
  return [...parts].map(([ports, classes]) => ({ classes, ports }));
}
