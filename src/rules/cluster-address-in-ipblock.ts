import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import { qualifiedName } from '../model/identity.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import type { Direction, IPBlock, NetworkPolicy } from '../model/networkpolicy.ts';
import { eachPeer, type PlacedPeer } from '../model/policy-parts.ts';
import type { Service } from '../model/service.ts';
import { addressHolders } from '../semantics/addresses/address-holders.ts';
import {
  type BlockPurpose,
  isForOneNetwork,
  knowsAddresses,
  purposeOf,
} from '../semantics/addresses/block-purpose.ts';
import { countPods, nameOfPod } from '../semantics/population.ts';
import { isPrivate } from '../semantics/addresses/usual-networks.ts';

/** NP310: an ipBlock is for addresses outside the cluster; those of Services are translated, those of pods change. */
export const clusterAddressInIpblock = defineRule({
  code: 'NP310',
  name: 'cluster-address-in-ipblock',
  severity: 'warning',
  confidence: 'likely',
  summary: 'An ipBlock made for the address of a Service, or for those of pods.',
  needs: ['comparable'],
  uses: ['pods', 'services', 'namespaces'],
  *check(facts) {
    const places = blocksForOneNetwork(facts.comparable);
    const holders = addressHolders(
      places.map(({ peer }) => peer.cidr),
      facts,
    );
    if (holders === undefined) {
      yield cannotTell('the addresses of a cluster so large are too many to look for in so many blocks');
      return;
    }
    let isOpen = false;
    for (const [index, place] of places.entries()) {
      const purpose = purposeOf({ ...place, policy: facts.comparable }, holders[index] ?? nobody, facts);
      if (purpose.kind === 'unknown') isOpen ||= isPrivate(place.peer.cidr);
      else if (purpose.kind !== 'outside') yield draft(place, purpose);
    }
    if (isOpen && !knowsAddresses(facts)) {
      yield cannotTell('not all addresses of pods and Services are known');
    }
  },
});

const nobody = { services: [], pods: [], onNodes: [] };

interface PlacedBlock extends PlacedPeer {
  readonly peer: IPBlock;
}

function blocksForOneNetwork(policy: NetworkPolicy): readonly PlacedBlock[] {
  const found: PlacedBlock[] = [];
  for (const place of eachPeer(policy)) {
    const { peer } = place;
    if (peer.kind === 'ipBlock' && isForOneNetwork(peer)) found.push({ ...place, peer });
  }
  return found;
}

type ClusterPurpose = Exclude<BlockPurpose, { readonly kind: 'outside' | 'unknown' }>;

function draft({ peer, direction, path }: PlacedBlock, purpose: ClusterPurpose): Draft {
  const isSure = !('usual' in purpose) && !('isSure' in purpose && !purpose.isSure);
  return {
    path: [...path, 'ipBlock', 'cidr'],
    ...(isSure ? {} : { confidence: 'possible' }),
    message: `${peer.cidr.text} ${describe(purpose, direction)}`,
    help: advise(purpose),
  };
}

function describe(purpose: ClusterPurpose, direction: Direction): string {
  const translated =
    direction === 'ingress'
      ? 'from which no connection comes'
      : 'translated before most plugins apply policies';
  switch (purpose.kind) {
    case 'service':
      return `is ${addressOf(purpose)}, ${translated}`;
    case 'otherPorts':
      return `is ${addressOf(purpose)}, which is on ${ownPorts(purpose.service)} and on no other port`;
    case 'otherDns': {
      const { namespace, name, clusterIPs } = purpose.service;
      return `is no address of DNS here: Service ${namespace}/${name} is at ${enumerate(clusterIPs)}`;
    }
    case 'services': {
      const names = purpose.services.map(qualifiedName);
      return `holds addresses of Services (${enumerate(names, 2)}), ${translated}`;
    }
    case 'pod':
      return `is the address of pod ${purpose.pod.namespace}/${nameOfPod(purpose.pod)}, which its successor will not have`;
    case 'pods':
      return `is where pods are (${countPods(purpose.pods)}): some plugins match no pod by its address`;
    case 'usual': {
      const { makers } = purpose.usual;
      return purpose.use === 'pods'
        ? `lies in the default range of pods (${makers}): some plugins match no pod by its address`
        : `lies in the default range of Services (${makers}), ${translated}`;
    }
  }
}

type OneService = Extract<ClusterPurpose, { readonly kind: 'service' | 'otherPorts' }>;

/** Whose address it is, in words that follow `is`. */
function addressOf({ service, usual }: OneService): string {
  const what = usual === undefined ? 'the address of' : `by default (${usual.makers})`;
  return `${what} Service ${qualifiedName(service)}`;
}

function ownPorts({ ports }: Service): string {
  return enumerate(ports.map(({ protocol, port }) => `${protocol} ${port}`));
}

function advise(purpose: ClusterPurpose): string {
  switch (purpose.kind) {
    case 'service':
    case 'otherPorts':
    case 'otherDns':
      return insteadOf(purpose.service);
    case 'pod':
      return `select it by its labels, in namespace ${purpose.pod.namespace}: a podSelector follows the pods`;
    case 'services':
    case 'pods':
    case 'usual':
      return 'select pods by their labels, or write namespaceSelector: {} for every pod of the cluster';
  }
}

function insteadOf({ namespace, name, selector }: Service): string {
  if (selector.size === 0) {
    return `write the addresses and the port of its endpoints: kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name}`;
  }
  const labels = [...selector].map(([key, value]) => `${key}: ${value}`).join(', ');
  return `select its pods by {${labels}} in namespace ${namespace} (${namespaceNameLabel}), and name the port that they listen on`;
}
