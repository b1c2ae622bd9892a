import type { Family } from '../../model/address.ts';
import { podKey, type Pod } from '../../model/pod.ts';
import { addressPoint } from '../sets/address-set.ts';
import { type BitSet, bitsFrom, hasBit } from '../sets/bitset.ts';
import type { Endpoint } from '../connection.ts';
import { everyPort, intersectPorts, noPorts, type PortSet } from '../sets/port-set.ts';
import { isExempt } from './exempt.ts';
import { everyFacedPort, type FacedPorts, type Faces, meetFaces, overFaces } from './faces.ts';
import { noPortNames } from '../ports/port-terms.ts';
import { type DestinationNames, functionOf, type PolicyFunction, reach, reachAddresses } from './reach.ts';
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
  const out = admitted(state, from.found && functionOf(from.found.groups.egress), to, names);
  const into = admitted(state, to.found && functionOf(to.found.groups.ingress), from, names);
  const faces = meetFaces(meetFaces(from.faces, to.faces), facesOf(family));
  return overFaces(intersectPorts(out, into), faces);
}

interface End {
  /** Undefined for an address. */
  readonly found: EndpointClass | undefined;
  /** Where an address is on the line of all addresses. */
  readonly point: bigint;
  readonly faces: Faces;
}

function endOf(state: EngineState, endpoint: Endpoint): End | undefined {
  if (endpoint.kind === 'address') {
    const { address } = endpoint;
    return { found: undefined, point: addressPoint(address), faces: facesOf(address.family) };
  }
  const found = classOfPod(state, endpoint.pod);
  if (found === undefined) return undefined;
  return { found, point: 0n, faces: facesOfClass(state, found) };
}

/** The class of a pod that the engine knows. */
export function classOfPod(state: EngineState, pod: Pod): EndpointClass | undefined {
  return state.namespaces.get(pod.namespace)?.members.get(podKey(pod))?.class;
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
  other: End,
  names: DestinationNames,
): FacedPorts {
  if (policies === undefined) return everyFacedPort;
  if (other.found !== undefined)
    return reach(state, policies, bitsFrom([other.found.id]), names)[0]?.ports ?? noPorts;
  const { starts, ports } = reachAddresses(policies, names);
  const next = starts.findIndex((start) => start > other.point);
  return ports[(next === -1 ? starts.length : next) - 1] ?? noPorts;
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
