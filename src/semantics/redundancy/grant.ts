import { namespaceNameLabel } from '../../model/namespace.ts';
import {
  type AddressSet,
  everyAddress,
  intersectAddresses,
  noAddresses,
  subtractAddresses,
} from '../sets/address-set.ts';
import type { PeerTerm } from '../policy-terms.ts';
import type { PortTerms } from '../ports/port-terms.ts';
import { noPorts, portsOf, type PortSet, subtractPorts } from '../sets/port-set.ts';
import {
  intersectSelectors,
  matchesEverything,
  matchesNothing,
  type SelectorSet,
  subtractSelectors,
  withLabel,
} from '../sets/selector-set.ts';
import type { Protocol } from '../../model/networkpolicy.ts';

/**
 * A product of what a policy grants, whatever pods exist: these subjects, these peers, these ports. Two grants overlap
 * only where all three do.
 */
export interface Grant {
  readonly subjects: SelectorSet;
  readonly peers: GrantPeers;
  readonly ports: GrantPorts;
}

/** Pods in any namespace, addresses, or host-network pods, which only a rule without peers admits for certain. */
type GrantPeers =
  | { readonly kind: 'pods'; readonly namespaces: SelectorSet; readonly pods: SelectorSet }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet }
  | { readonly kind: 'nodes' };

/** Ports, and names with the ports that each of them could still stand for. */
interface GrantPorts {
  readonly numbers: PortSet;
  readonly names: ReadonlyMap<string, PortSet>;
}

/** What a policy grants to `subjects` by one of its terms. */
export function grantsOf(
  subjects: SelectorSet,
  { peer, ports }: { readonly peer: PeerTerm; readonly ports: PortTerms },
): readonly Grant[] {
  const names = new Map(ports.names.map((name) => [name, portsOf(protocolOf(name))]));
  return grantPeersOf(peer).map((peers) => ({ subjects, peers, ports: { numbers: ports.numbers, names } }));
}

function protocolOf(name: string): Protocol {
  return name.slice(0, name.indexOf('/')) as Protocol;
}

/** The peers as disjoint kinds; the policy's own namespace is the one that has its name. */
function grantPeersOf(peer: PeerTerm): readonly GrantPeers[] {
  switch (peer.kind) {
    case 'everyone':
      return [
        { kind: 'pods', namespaces: matchesEverything, pods: matchesEverything },
        { kind: 'addresses', addresses: everyAddress },
        { kind: 'nodes' },
      ];
    case 'own':
      return [{ kind: 'pods', namespaces: withLabel(namespaceNameLabel, peer.namespace), pods: peer.pods }];
    case 'selected':
      return [{ kind: 'pods', namespaces: peer.namespaces, pods: peer.pods }];
    case 'addresses':
      return [{ kind: 'addresses', addresses: peer.addresses }];
  }
}

/** Whether the grant grants nothing to anyone, whatever pods exist. */
export function isEmptyGrant({ subjects, peers, ports }: Grant): boolean {
  if (subjects === matchesNothing || (ports.numbers === noPorts && ports.names.size === 0)) return true;
  switch (peers.kind) {
    case 'pods':
      return peers.namespaces === matchesNothing || peers.pods === matchesNothing;
    case 'addresses':
      return peers.addresses === noAddresses;
    case 'nodes':
      return false;
  }
}

/**
 * What is left of a grant where another one grants the same already, as grants that do not overlap, made as they are asked
 * for; the grant itself where the two do not overlap.
 */
export function* subtractGrant(grant: Grant, other: Grant): Generator<Grant> {
  const subjects = intersectSelectors(grant.subjects, other.subjects);
  const peers = subjects === matchesNothing ? undefined : intersectPeers(grant.peers, other.peers);
  if (peers === undefined || isEmptyGrant({ ...grant, peers })) {
    yield grant;
    return;
  }
  const ports = subtractGrantPorts(grant.ports, other.ports);
  const shared: Grant = { subjects, peers, ports: grant.ports };
  const left = { ...shared, ports };
  if (!isEmptyGrant(left)) yield left;
  for (const rest of subtractPeers(grant.peers, other.peers)) {
    const piece = { ...shared, peers: rest };
    if (!isEmptyGrant(piece)) yield piece;
  }
  for (const rest of subtractSelectors(grant.subjects, other.subjects)) yield { ...grant, subjects: rest };
}

function intersectPeers(one: GrantPeers, other: GrantPeers): GrantPeers | undefined {
  if (one.kind === 'pods' && other.kind === 'pods') {
    const namespaces = intersectSelectors(one.namespaces, other.namespaces);
    return { kind: 'pods', namespaces, pods: intersectSelectors(one.pods, other.pods) };
  }
  if (one.kind === 'addresses' && other.kind === 'addresses') {
    return { kind: 'addresses', addresses: intersectAddresses(one.addresses, other.addresses) };
  }
  return one.kind === other.kind ? one : undefined;
}

function* subtractPeers(one: GrantPeers, other: GrantPeers): Generator<GrantPeers> {
  if (one.kind === 'pods' && other.kind === 'pods') {
    for (const rest of subtractSelectors(one.namespaces, other.namespaces))
      yield { ...one, namespaces: rest };
    const namespaces = intersectSelectors(one.namespaces, other.namespaces);
    for (const pods of subtractSelectors(one.pods, other.pods)) yield { ...one, namespaces, pods };
  }
  if (one.kind === 'addresses' && other.kind === 'addresses') {
    yield { kind: 'addresses', addresses: subtractAddresses(one.addresses, other.addresses) };
  }
}

/** A name goes where the other has it too, or all that it could stand for. */
function subtractGrantPorts(one: GrantPorts, other: GrantPorts): GrantPorts {
  const names = new Map<string, PortSet>();
  for (const [name, possible] of one.names) {
    const left = other.names.has(name) ? noPorts : subtractPorts(possible, other.numbers);
    if (left !== noPorts) names.set(name, left);
  }
  return { numbers: subtractPorts(one.numbers, other.numbers), names };
}
