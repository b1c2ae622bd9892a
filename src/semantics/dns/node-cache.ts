import { type Address, parseAddress } from '../../model/address.ts';
import type { NamespacedIndex } from '../../model/inventory.ts';
import { hasFinished, type Pod } from '../../model/pod.ts';
import { rememberedOf } from '../../model/remembered.ts';
import type { Answer } from '../answer.ts';
import type { DnsServer } from './servers.ts';

/** NodeLocal DNSCache, which answers queries on each node of a cluster that has it. */
export interface NodeCache {
  /** Whether the cluster has one. */
  readonly presence: Answer;
  /** Where it listens, if it is there. */
  readonly addresses: readonly Address[];
  /** Whether its pods are known to be on the host network, where no selector means them. */
  readonly place: 'host network' | 'elsewhere';
}

/** The link-local addresses that it has on kubeadm and on Kubespray. */
export const linkLocalCaches: readonly Address[] = ['169.254.20.10', '169.254.25.10'].flatMap(
  (text) => parseAddress(text) ?? [],
);

/** The cache of a cluster with these DNS servers; OpenShift has none. */
export function nodeCacheOf(servers: readonly DnsServer[], pods: NamespacedIndex<Pod>): NodeCache {
  const known = cachesIn(pods.in(namespace));
  const mayExist = servers.some(({ service }) => service.namespace === namespace);
  const presence = presenceOf(known, mayExist, pods);
  return {
    presence,
    addresses: presence === 'yes' ? [...linkLocalCaches, ...takenOver(servers)] : linkLocalCaches,
    place: known.length > 0 && known.every(({ hostNetwork }) => hostNetwork) ? 'host network' : 'elsewhere',
  };
}

/** Whether pods of such a cache are known. */
export function hasNodeCache(pods: NamespacedIndex<Pod> | undefined): boolean {
  return pods !== undefined && cachesIn(pods.in(namespace)).length > 0;
}

const namespace = 'kube-system';

/** Kubespray calls it by another name. */
const cachesIn = rememberedOf((pods: readonly Pod[]) =>
  pods.filter(
    (pod) => !hasFinished(pod) && /^(node-local-dns|nodelocaldns)$/.test(pod.labels.get('k8s-app') ?? ''),
  ),
);

function presenceOf(known: readonly Pod[], mayExist: boolean, pods: NamespacedIndex<Pod>): Answer {
  if (known.length > 0) return 'yes';
  return mayExist && pods.extent(namespace).state !== 'complete' ? 'unknown' : 'no';
}

/**
 * Where kube-proxy writes iptables, the cache takes the address of the DNS Service on each node, and asks the DNS pods
 * by a Service of its own.
 */
function takenOver(servers: readonly DnsServer[]): readonly Address[] {
  return servers
    .filter(({ service }) => service.name !== 'kube-dns-upstream')
    .flatMap(({ service }) => service.clusterIPs.flatMap((text) => parseAddress(text) ?? []));
}
