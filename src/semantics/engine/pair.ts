import { type Address, type Family } from '../../model/address.ts';
import { podKey, type Pod } from '../../model/pod.ts';
import { addressesOfRange, type AddressSet, noAddresses } from '../address-set.ts';
import { type BitSet, bitsFrom, emptyBits, hasBit } from '../bitset.ts';
import type { Endpoint } from '../connection.ts';
import { everyPort, intersectPorts, noPorts, type PortSet } from '../port-set.ts';
import { isExempt } from './exempt.ts';
import { everyFacedPort, type FacedPorts, type Faces, meetFaces, overFaces } from './faces.ts';
import { noPortNames } from '../port-terms.ts';
import { type DestinationNames, functionOf, type Peers, type PolicyFunction, reach } from './reach.ts';
import type { EndpointClass, EngineState } from './state.ts';

/**
 * What a connection from source to destination may use; undefined when one of them is a pod that the engine does not know
 * or that has finished. A `family` asks for one IP version; without it any that both ends have will do.
 */
export function connectionsBetween(
  state: EngineState,
  source: Endpoint,
  destination: Endpoint,
  family?: Family,
): PortSet | undefined {
  const from = endOf(state, source);
  const to = endOf(state, destination);
  if (from === undefined || to === undefined) return undefined;
  if (arePairExempt(source, destination)) return everyPort;
  const names = to.found?.names ?? noPortNames;
  const out = admitted(state, from.found && functionOf(from.found.groups.egress), to.peers, names);
  const into = admitted(state, to.found && functionOf(to.found.groups.ingress), from.peers, names);
  const faces = meetFaces(meetFaces(from.faces, to.faces), facesOf(family));
  return overFaces(intersectPorts(out, into), faces);
}

interface End {
  /** Undefined for an address. */
  readonly found: EndpointClass | undefined;
  readonly peers: Peers;
  readonly faces: Faces;
}

function endOf(state: EngineState, endpoint: Endpoint): End | undefined {
  if (endpoint.kind === 'address') {
    const peers = { classes: emptyBits(), addresses: single(endpoint.address) };
    return { found: undefined, peers, faces: facesOf(endpoint.address.family) };
  }
  const found = classOfPod(state, endpoint.pod);
  if (found === undefined) return undefined;
  return {
    found,
    peers: { classes: bitsFrom([found.id]), addresses: noAddresses },
    faces: facesOfClass(state, found),
  };
}

/** The class of a pod that the engine knows. */
export function classOfPod(state: EngineState, pod: Pod): EndpointClass | undefined {
  return state.namespaces.get(pod.namespace)?.members.get(podKey(pod))?.class;
}

function single(address: Address): AddressSet {
  return addressesOfRange({ family: address.family, first: address.value, last: address.value, text: '' });
}

function facesOfClass(state: EngineState, { id }: EndpointClass): Faces {
  const is = (bits: BitSet): boolean => hasBit(bits, id);
  if (is(state.onlyIPv4)) return 'ipv4';
  return is(state.onlyIPv6) ? 'ipv6' : 'both';
}

function facesOf(family: Family | undefined): Faces {
  if (family === undefined) return 'both';
  return family === 4 ? 'ipv4' : 'ipv6';
}

function admitted(
  state: EngineState,
  policies: PolicyFunction | undefined,
  peer: Peers,
  names: DestinationNames,
): FacedPorts {
  if (policies === undefined) return everyFacedPort;
  return reach(state, policies, peer, names)[0]?.ports ?? noPorts;
}

function arePairExempt(source: Endpoint, destination: Endpoint): boolean {
  if (source.kind === 'pod' && destination.kind === 'pod') return isExempt(source.pod, destination.pod);
  const [pod, address] = source.kind === 'pod' ? [source, destination] : [destination, source];
  return (
    pod.kind === 'pod' &&
    address.kind === 'address' &&
    address.node !== undefined &&
    pod.pod.node === address.node
  );
}
