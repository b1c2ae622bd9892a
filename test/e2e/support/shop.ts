import type { ControlPlane } from './control-plane.ts';
import { eventually } from './eventually.ts';

/** A pod as the tests place it: labels, address and named ports. */
export interface PlacedPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly ports?: Readonly<Record<string, number>>;
}

const dns = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, ports: { dns: 53 } };

const dnsPods: readonly PlacedPod[] = [
  { ...dns, name: 'coredns-1', ip: '10.0.0.2' },
  { ...dns, name: 'coredns-2', ip: '10.0.0.3' },
];

function podsOf(namespace: string, network: number): readonly PlacedPod[] {
  const ip = `10.0.${network}`;
  return [
    { namespace, name: 'web-1', labels: { app: 'web' }, ip: `${ip}.1`, ports: { http: 8080 } },
    { namespace, name: 'web-2', labels: { app: 'web' }, ip: `${ip}.2`, ports: { http: 8080 } },
    { namespace, name: 'api-1', labels: { app: 'api' }, ip: `${ip}.3`, ports: { http: 9000 } },
  ];
}

/**
 * Opens shops, each a namespace with the labels given and with two pods `app=web` behind a Service and one `app=api`, and
 * the namespace `edge` with a pod `app=proxy`. The cluster's DNS runs in `kube-system` behind the Service `kube-dns`.
 */
export async function openShops(
  cluster: ControlPlane,
  shops: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<void> {
  const namespaces = Object.entries({ ...shops, edge: {} }).map(([name, labels]) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  }));
  // The API server makes its own namespaces a moment after it has become ready.
  await eventually(() => cluster.succeed(['get', 'namespace', 'kube-system']));
  const services = [dnsService, ...Object.keys(shops).map(webService)];
  await cluster.succeed(['create', '-f', '-'], listOf([...namespaces, ...services]));
  const proxy = { namespace: 'edge', name: 'proxy-1', labels: { app: 'proxy' }, ip: '10.0.1.1' };
  const shopPods = Object.keys(shops).flatMap((shop, index) => podsOf(shop, index + 2));
  await placePods(cluster, [...dnsPods, proxy, ...shopPods]);
}

/** Creates pods and reports them as running, which is a kubelet's work and here nobody's. */
export async function placePods(cluster: ControlPlane, placed: readonly PlacedPod[]): Promise<void> {
  await cluster.succeed(['create', '-f', '-'], listOf(placed.map(podOf)));
  const status = ['apply', '--server-side', '--subresource=status', '-f', '-'];
  await cluster.succeed(status, listOf(placed.map(statusOf)));
}

function listOf(items: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function podOf({ namespace, name, labels, ports = {} }: PlacedPod): object {
  const containerPorts = Object.entries(ports).map(([port, containerPort]) => ({
    name: port,
    containerPort,
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'none', ports: containerPorts }] },
  };
}

function statusOf({ namespace, name, ip }: PlacedPod): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }], hostIP: '192.168.0.1' },
  };
}

const dnsService = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'kube-system', name: 'kube-dns', labels: { 'k8s-app': 'kube-dns' } },
  spec: {
    clusterIP: '10.96.0.10',
    selector: { 'k8s-app': 'kube-dns' },
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    ],
  },
};

/** Clients use port 80, the pods listen on 8080. */
function webService(namespace: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
  };
}
