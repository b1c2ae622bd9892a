import { type AddressRange, isWithin } from '../../model/address.ts';
import { parseCidr } from '../../model/cidr.ts';
import { noLabels } from '../../model/labels.ts';
import type { IPBlock } from '../../model/networkpolicy.ts';
import type { Service } from '../../model/service.ts';
import { apiServicePort, usualApiPort } from '../api-server/ports.ts';
import {
  addressesOf,
  addressesOfBlock,
  addressesOfRange,
  intersectAddresses,
  noAddresses,
  uniteAddresses,
} from '../sets/address-set.ts';

/** A range that clusters of some make use by default. */
export interface UsualNetwork {
  readonly use: 'pods' | 'services';
  readonly range: AddressRange;
  /** Who uses it, as in `K3s and RKE2`. */
  readonly makers: string;
  /** Of a Service network: the address of Service kube-dns; the API server has the first one. */
  readonly dns: AddressRange | undefined;
  /** Whether hardly anything but clusters uses it. */
  readonly isDistinct: boolean;
}

/** Defaults, as the installers document them. */
const networks: readonly UsualNetwork[] = [
  ofServices('10.96.0.0/12', 'kubeadm', '10.96.0.10/32', true),
  ofServices('10.43.0.0/16', 'K3s and RKE2', '10.43.0.10/32', true),
  ofServices('10.152.183.0/24', 'MicroK8s', '10.152.183.10/32', true),
  ofServices('10.233.0.0/18', 'Kubespray', '10.233.0.3/32', true),
  ofServices('10.245.0.0/16', 'DigitalOcean', '10.245.0.10/32', false),
  ofServices('172.20.0.0/16', 'EKS', '172.20.0.10/32', false),
  ofServices('10.100.0.0/16', 'EKS', '10.100.0.10/32', false),
  ofServices('172.21.0.0/16', 'IBM Cloud', '172.21.0.10/32', false),
  ofServices('172.30.0.0/16', 'OpenShift', '172.30.0.10/32', false),
  ofServices('34.118.224.0/20', 'GKE', '34.118.224.10/32', true),
  ofPods('10.244.0.0/16', 'kubeadm and kind'),
  ofPods('10.42.0.0/16', 'K3s and RKE2'),
  ofPods('10.233.64.0/18', 'Kubespray'),
];

function ofServices(range: string, makers: string, dns: string, isDistinct: boolean): UsualNetwork {
  return { use: 'services', range: rangeOf(range), makers, dns: rangeOf(dns), isDistinct };
}

function ofPods(range: string, makers: string): UsualNetwork {
  return { use: 'pods', range: rangeOf(range), makers, dns: undefined, isDistinct: true };
}

function rangeOf(text: string): AddressRange {
  const read = parseCidr(text);
  if ('error' in read) throw new TypeError(read.error);
  return read.cidr;
}

/** What an address range usually is in a cluster: the address of one of its two best known Services, or one of pods. */
export type UsualMeaning = 'dns' | 'api' | 'services' | 'pods';

/** What the range usually is, and in whose clusters; a part of a Service network is nothing in particular. */
export function usualMeaning(
  range: AddressRange,
): { readonly meaning: UsualMeaning; readonly network: UsualNetwork } | undefined {
  for (const each of networks) {
    const meaning = meaningIn(each, range);
    if (meaning !== undefined) return { meaning, network: each };
  }
  return undefined;
}

function meaningIn(network: UsualNetwork, range: AddressRange): UsualMeaning | undefined {
  const { use, range: whole, dns, isDistinct } = network;
  if (!isWithin(range, whole)) return undefined;
  if (use === 'pods') return 'pods';
  if (dns !== undefined && isSame(range, dns)) return 'dns';
  if (range.first === range.last) return range.first === whole.first + 1n ? 'api' : undefined;
  return isDistinct && range.first === whole.first ? 'services' : undefined;
}

function isSame(one: AddressRange, other: AddressRange): boolean {
  return one.family === other.family && one.first === other.first && one.last === other.last;
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map(
  rangeOf,
);

/** Whether the range lies in private address space, where the addresses of nearly all clusters are. */
export function isPrivate(range: AddressRange): boolean {
  return privateRanges.some((whole) => isWithin(range, whole));
}

/**
 * Whether the addresses of a cluster are looked for in the range: IPv4 ones are private but for the defaults of some
 * makers, and those of the world outside need not be compared with every pod.
 */
export function mayBeInCluster(range: AddressRange): boolean {
  return (
    range.family === 6 || isPrivate(range) || networks.some(({ range: whole }) => isWithin(range, whole))
  );
}

/** Whether the range is a whole private address space: it is written for every network there is, not for the cluster's. */
export function isPrivateSpace(range: AddressRange): boolean {
  return privateRanges.some((whole) => isSame(range, whole));
}

/** RFC 1918 */
const privateAddresses = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']
  .map((text) => addressesOfRange(rangeOf(text)))
  .reduce(uniteAddresses);

/** Whether the block is the whole of IPv4 less, at least, every private network. */
export function isInternetOnly(block: IPBlock): boolean {
  return (
    addressesOfRange(block.cidr) === addressesOf(4) &&
    intersectAddresses(addressesOfBlock(block), privateAddresses) === noAddresses
  );
}

/** The two Services that every cluster has, as installers make them. */
export const usualService: { readonly [Meaning in 'dns' | 'api']: Service } = {
  dns: {
    namespace: 'kube-system',
    name: 'kube-dns',
    type: 'ClusterIP',
    labels: noLabels,
    selector: new Map([['k8s-app', 'kube-dns']]),
    clusterIPs: [],
    headless: false,
    ports: [
      { name: 'dns', protocol: 'UDP', port: 53, targetPort: 53 },
      { name: 'dns-tcp', protocol: 'TCP', port: 53, targetPort: 53 },
    ],
  },
  api: {
    namespace: 'default',
    name: 'kubernetes',
    type: 'ClusterIP',
    labels: noLabels,
    selector: noLabels,
    clusterIPs: [],
    headless: false,
    ports: [{ name: 'https', protocol: 'TCP', port: apiServicePort, targetPort: usualApiPort }],
  },
};
