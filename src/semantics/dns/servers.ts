import type { Inventory, NamespacedIndex } from '../../model/inventory.ts';
import type { Protocol } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import { remembered } from '../../model/remembered.ts';
import { podsBehind, targetNumbers } from '../services/service-targets.ts';

/** The Service that pods send DNS queries to, and what stands behind it. */
export interface DnsServer {
  readonly service: Service;
  /** The pods that the Service selects, without finished ones. */
  readonly pods: readonly Pod[];
}

/** What is known of a cluster whose DNS pods are known. */
export type DnsPodFacts = Pick<Inventory, 'pods' | 'namespaces'> & {
  readonly servers: readonly [DnsServer, ...DnsServer[]];
};

/** The labels, key and value, by which the Service of a cluster's DNS is known. */
const dnsLabels = [
  ['k8s-app', 'kube-dns'],
  ['k8s-app', 'coredns'],
  ['app.kubernetes.io/name', 'coredns'],
  ['dns.operator.openshift.io/owning-dns', 'default'],
] as const;

/** The names of the Service of a cluster's DNS, keyed by its namespace. */
const dnsNames: Readonly<Record<string, readonly string[]>> = {
  'kube-system': ['kube-dns', 'coredns', 'rke2-coredns-rke2-coredns'],
  'openshift-dns': ['dns-default'],
};

/** The DNS servers of the cluster that have at least one known pod. */
export function findDnsServers(
  services: NamespacedIndex<Service>,
  pods: NamespacedIndex<Pod>,
): readonly DnsServer[] {
  return Object.keys(dnsNames).flatMap((namespace) => serversOf(services.in(namespace), pods.in(namespace)));
}

/** An inventory hands out the same lists until one of their objects changes. */
const serversOf = remembered((services: readonly Service[], pods: readonly Pod[]): readonly DnsServer[] =>
  services
    .filter(isDnsService)
    .map((service) => ({ service, pods: podsBehind(service, pods) }))
    .filter((server) => server.pods.length > 0),
);

/** Whether the Service is that of the cluster's DNS: by its namespace and its name or labels. */
export function isDnsService(service: Service): boolean {
  if (dnsNames[service.namespace] === undefined) return false;
  const known =
    dnsNames[service.namespace]?.includes(service.name) === true ||
    dnsLabels.some(([key, value]) => service.labels.get(key) === value);
  return known && service.ports.some(({ port }) => port === 53);
}

/** The pod ports that the Service's port 53 of this protocol leads to on this pod: policies see these, never 53. */
export function dnsPortsOf({ service }: DnsServer, pod: Pod, protocol: Protocol): readonly number[] {
  const ports = service.ports.filter((each) => each.port === 53 && each.protocol === protocol);
  return ports.flatMap((port) => targetNumbers(port, pod));
}
