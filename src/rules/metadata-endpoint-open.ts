import { defineRule, type Draft } from '../lint/rule.ts';
import { type Address, bitsOf, contains, formatAddress, isWithin } from '../model/address.ts';
import type { IPBlock, NetworkPolicy, PolicyRule } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachPeer } from '../model/policy-parts.ts';
import { type MetadataEndpoint, metadataEndpoints } from '../semantics/metadata-endpoint.ts';
import { hasPort } from '../semantics/port-set.ts';
import { portTermsOf } from '../semantics/port-terms.ts';

/** NP306: blocks of egress with the metadata service of the cloud in them; of a policy that names it only those. */
export const metadataEndpointOpen = defineRule({
  code: 'NP306',
  name: 'metadata-endpoint-open',
  severity: 'warning',
  confidence: 'likely',
  summary: 'An ipBlock of egress that holds the address of the cloud’s metadata service, on TCP 80.',
  needs: ['policy'],
  *check({ policy }) {
    if (!policy.isolates.includes('egress')) return;
    const named = metadataEndpoints.filter((endpoint) => isNamed(endpoint, policy));
    for (const { direction, rule, peer, path } of eachPeer(policy)) {
      if (direction === 'ingress' || peer.kind !== 'ipBlock') continue;
      const endpoint = metadataEndpoints.find(({ address }) => admits(peer, address));
      if (endpoint === undefined || !hasHttp(rule)) continue;
      const place = [...path, 'ipBlock', 'cidr'];
      if (isWithin(peer.cidr, endpoint.neighbours)) yield onPurpose(peer, endpoint, place);
      else if (!named.includes(endpoint)) yield byTheWay(peer, endpoint, place);
    }
  },
});

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
    message: `${cidr.text} ${cidr.first === cidr.last ? 'is' : `opens ${formatAddress(address)},`} ${meaning}`,
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
    ...(keepsOut ? {} : { severity: 'info' }),
    message: `${subject} ${endpoint}, ${meaning}`,
    help: `add ${endpoint}/${bitsOf(address.family)} under except unless the pods need it`,
  };
}
