import { defineRule, type Draft } from '../lint/rule.ts';
import {
  type Address,
  type AddressRange,
  bitsOf,
  contains,
  formatAddress,
  isWithin,
} from '../model/address.ts';
import type { IPBlock, NetworkPolicy, PolicyRule } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachPeer, type PlacedPeer } from '../model/policy-parts.ts';
import { type MetadataEndpoint, metadataEndpoints } from '../semantics/addresses/metadata-endpoint.ts';
import { hasPort } from '../semantics/sets/port-set.ts';
import { portTermsOf } from '../semantics/ports/port-terms.ts';

/**
 * NP306: blocks of egress with the metadata service of the cloud in them, unless the policy names it; and its address among
 * the sources of ingress, where it keeps no pod from it.
 */
export const metadataEndpointOpen = defineRule({
  code: 'NP306',
  name: 'metadata-endpoint-open',
  severity: 'warning',
  confidence: 'likely',
  summary:
    'The address of the cloud’s metadata service within an ipBlock of egress, on TCP 80, or excepted from ingress.',
  needs: ['policy'],
  *check({ policy }) {
    for (const place of eachPeer(policy)) {
      if (place.peer.kind !== 'ipBlock' || !policy.isolates.includes(place.direction)) continue;
      const block = { ...place, peer: place.peer };
      const draft = place.direction === 'egress' ? ofEgress(block, policy) : ofIngress(block, policy);
      if (draft !== undefined) yield draft;
    }
  },
});

interface PlacedBlock extends PlacedPeer {
  readonly peer: IPBlock;
}

/** Who names the address means it, and whoever reads the policy should know what is there. */
function ofEgress({ rule, peer, path }: PlacedBlock, policy: NetworkPolicy): Draft | undefined {
  const endpoint = metadataEndpoints.find(({ address }) => admits(peer, address));
  if (endpoint === undefined || !hasHttp(rule)) return undefined;
  const place = [...path, 'ipBlock', 'cidr'];
  if (isWithin(peer.cidr, endpoint.neighbours)) return onPurpose(peer, endpoint, place);
  return isNamed(endpoint, policy) ? undefined : byTheWay(peer, endpoint, place);
}

/** Nothing is said where the same policy keeps the pods from it by its egress. */
function ofIngress({ peer, path }: PlacedBlock, policy: NetworkPolicy): Draft | undefined {
  const endpoint = metadataEndpoints.find((each) =>
    [peer.cidr, ...peer.except].some((range) => isAlone(range, each)),
  );
  if (endpoint === undefined || isClosed(endpoint, policy)) return undefined;
  const address = formatAddress(endpoint.address);
  const position = peer.except.findIndex((range) => isAlone(range, endpoint));
  if (position === -1) {
    return {
      path: [...path, 'ipBlock', 'cidr'],
      severity: 'info',
      message: `nothing connects from ${address}: the metadata service of a cloud is asked, and asks no one`,
      help: 'delete it here, and write it under egress if the pods are meant to reach it',
    };
  }
  return {
    path: [...path, 'ipBlock', 'except', position],
    // Beside other ranges it may be a part of a list that is used everywhere.
    ...(peer.except.length === 1 ? {} : { severity: 'info' }),
    message: `nothing connects from ${address}: excepted from ingress, it is as open to the pods as before`,
    help: 'except it under egress, from the ipBlock of a rule with to, and list Egress under policyTypes',
  };
}

function isAlone(range: AddressRange, { address }: MetadataEndpoint): boolean {
  return range.first === range.last && contains(range, address);
}

function isClosed({ address }: MetadataEndpoint, { isolates, egress }: NetworkPolicy): boolean {
  const opens = ({ peers }: PolicyRule): boolean =>
    peers.length === 0 || peers.some((peer) => peer.kind === 'ipBlock' && admits(peer, address));
  return isolates.includes('egress') && !egress.some((rule) => hasHttp(rule) && opens(rule));
}

/** Who writes the address, or its own small range, knows what is there. */
function isNamed({ address, neighbours }: MetadataEndpoint, { egress }: NetworkPolicy): boolean {
  return egress.some(({ peers }) =>
    peers.some((peer) => peer.kind === 'ipBlock' && admits(peer, address) && isWithin(peer.cidr, neighbours)),
  );
}

function admits({ cidr, except }: IPBlock, address: Address): boolean {
  return contains(cidr, address) && !except.some((range) => contains(range, address));
}

function hasHttp({ ports }: PolicyRule): boolean {
  return hasPort(portTermsOf(ports).numbers, 'TCP', 80);
}

const meaning = 'where machines of a cloud get their credentials on TCP 80';

function onPurpose({ cidr }: IPBlock, { address }: MetadataEndpoint, path: Path): Draft {
  return {
    path,
    severity: 'info',
    message: `${cidr.text} opens ${formatAddress(address)}, ${meaning}`,
    help: 'delete it unless the pods are meant to act as the machine that they run on',
  };
}

function byTheWay(
  { cidr, except }: IPBlock,
  { address, privateRanges }: MetadataEndpoint,
  path: Path,
): Draft {
  const endpoint = formatAddress(address);
  const keepsOut = privateRanges.every((range) => except.some((wider) => isWithin(range, wider)));
  const subject = keepsOut ? 'private ranges are excepted, but not' : `${cidr.text} holds`;
  return {
    path,
    // Nobody knows whether the nodes are machines of a cloud.
    confidence: 'possible',
    message: `${subject} ${endpoint}, ${meaning}`,
    help: `add ${endpoint}/${bitsOf(address.family)} under except unless the pods need it`,
  };
}
