import type { Inventory } from '../../model/inventory.ts';
import type { Direction, IPBlock, NetworkPolicy, PolicyRule } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import type { AddressHolders } from './address-holders.ts';
import { isDnsService } from '../dns/servers.ts';
import {
  allowsBehind,
  type KnownBacking,
  opensAPortOf,
  opensOwnPortOf,
} from '../services/service-admission.ts';
import {
  isPrivateSpace,
  mayBeInCluster,
  type UsualNetwork,
  usualMeaning,
  usualService,
} from './usual-networks.ts';

/** What an ipBlock was made for. `usual` names the default that says so, where the cluster itself does not. */
export type BlockPurpose =
  | { readonly kind: 'service'; readonly service: Service; readonly usual?: UsualNetwork }
  /** The address of a Service, on ports that it does not have. */
  | { readonly kind: 'otherPorts'; readonly service: Service; readonly usual?: UsualNetwork }
  /** The address that DNS has by default, where it is known to have another. */
  | { readonly kind: 'otherDns'; readonly service: Service }
  | { readonly kind: 'services'; readonly services: readonly Service[]; readonly isSure: boolean }
  | { readonly kind: 'pod'; readonly pod: Pod }
  | { readonly kind: 'pods'; readonly pods: readonly Pod[]; readonly isSure: boolean }
  | { readonly kind: 'usual'; readonly use: UsualNetwork['use']; readonly usual: UsualNetwork }
  /** Addresses outside the cluster, or those of a Service beside what is behind it. */
  | { readonly kind: 'outside' }
  /** Nothing of the cluster that is known has such an address. */
  | { readonly kind: 'unknown' };

/** An ipBlock, the rule that it stands in, and the policy. */
export interface BlockPlace {
  readonly peer: IPBlock;
  readonly rule: PolicyRule;
  readonly direction: Direction;
  readonly policy: NetworkPolicy;
}

const outside: BlockPurpose = { kind: 'outside' };
const unknown: BlockPurpose = { kind: 'unknown' };

/** Whether a block can be made for one network of a cluster: narrow enough, where those of Services have up to 20 bits. */
export function isForOneNetwork(block: IPBlock): boolean {
  return hasAtMost(20, block) && !isPrivateSpace(block.cidr) && mayBeInCluster(block.cidr);
}

/** What such a block was made for, given who has addresses in it. */
export function purposeOf(place: BlockPlace, held: AddressHolders, known: KnownBacking): BlockPurpose {
  const isSingle = place.peer.cidr.first === place.peer.cidr.last;
  const purpose = isSingle ? ofAddress(place, held, known) : ofRange(place.peer, held, known);
  return purpose.kind === 'unknown' ? byDefaults(place, known) : purpose;
}

function ofAddress(place: BlockPlace, held: AddressHolders, known: KnownBacking): BlockPurpose {
  const [service] = held.services;
  if (service !== undefined) {
    if (isOnOtherPorts(service, place)) return { kind: 'otherPorts', service };
    return isBeside(service, place, known) ? outside : { kind: 'service', service };
  }
  const [pod] = held.pods;
  if (pod !== undefined) return { kind: 'pod', pod };
  return held.onNodes.length > 0 ? outside : unknown;
}

/** No connection has the address of a Service and such a port, before the address is translated or after. */
function isOnOtherPorts(service: Service, { rule, direction }: BlockPlace): boolean {
  if (direction !== 'egress' || service.ports.length === 0) return false;
  return rule.ports.every(({ kind }) => kind !== 'named') && !opensOwnPortOf(service, rule);
}

function isBeside(service: Service, place: BlockPlace, known: KnownBacking): boolean {
  const { peer, rule, direction, policy } = place;
  return direction === 'egress' && allowsBehind(service, { block: peer.cidr, rule }, policy, known);
}

/** Where nodes are, other machines are as well; a range with pods and Services was made for neither. */
function ofRange(
  block: IPBlock,
  { services, pods, onNodes }: AddressHolders,
  known: KnownBacking,
): BlockPurpose {
  if (onNodes.length > 0 || (services.length > 0 && pods.length > 0)) return outside;
  const isSure = knowsAddresses(known);
  if (services.length > 0) return { kind: 'services', services, isSure };
  if (pods.length === 0) return unknown;
  // The widest that installers give to pods has 18 bits.
  return hasAtMost(18, block) ? { kind: 'pods', pods, isSure: isSure && knowsNodes(block, known) } : outside;
}

/** Of IPv6 every network is narrow that is no larger than the 64 bits of a link. */
function hasAtMost(bits: number, { cidr }: IPBlock): boolean {
  return cidr.last - cidr.first < 1n << BigInt(cidr.family === 4 ? bits : 64);
}

function isWhole(index: Pick<Inventory['pods'], 'extent'> | undefined): boolean {
  return index?.extent().state === 'complete';
}

function knowsNodes({ cidr }: IPBlock, { pods }: KnownBacking): boolean {
  for (const { hostNetwork, addresses } of pods?.all() ?? []) {
    if (hostNetwork && addresses.some(({ family }) => family === cidr.family)) return true;
  }
  return false;
}

function byDefaults(place: BlockPlace, known: KnownBacking): BlockPurpose {
  const found = usualMeaning(place.peer.cidr);
  if (found === undefined) return unknown;
  const { meaning, network: usual } = found;
  const dns = meaning === 'dns' ? dnsElsewhere(place, known) : undefined;
  if (dns !== undefined) return isBeside(dns, place, known) ? outside : { kind: 'otherDns', service: dns };
  if (isWhole(usual.use === 'pods' ? known.pods : known.services)) return unknown;
  if (meaning === 'pods' || meaning === 'services') return { kind: 'usual', use: meaning, usual };
  return ofUsualService(usualService[meaning], usual, place, known);
}

/** In a range that others have, such an address on another port is something else: HyperShift's API server is 172.20.0.1:6443. */
function ofUsualService(
  service: Service,
  usual: UsualNetwork,
  place: BlockPlace,
  known: KnownBacking,
): BlockPurpose {
  if (place.direction === 'ingress' || !opensAPortOf(service, place.rule)) return unknown;
  if (isOnOtherPorts(service, place)) {
    return usual.isDistinct ? { kind: 'otherPorts', service, usual } : unknown;
  }
  return isBeside(service, place, known) ? outside : { kind: 'service', service, usual };
}

/** The Service of DNS, if its addresses are known; a rule that opens no port of it was not written for it. */
function dnsElsewhere({ rule, direction }: BlockPlace, { services }: KnownBacking): Service | undefined {
  if (direction === 'ingress' || !opensOwnPortOf(usualService.dns, rule)) return undefined;
  return services
    ?.in(usualService.dns.namespace)
    .find((service) => isDnsService(service) && service.clusterIPs.length > 0);
}

/** Whether every address of pods and Services is known. */
export function knowsAddresses({ pods, services }: KnownBacking): boolean {
  return isWhole(pods) && isWhole(services);
}
