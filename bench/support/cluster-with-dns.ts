import type { Store } from '../../src/model/store.ts';
import { clusterOf, type Shape } from './shapes.ts';

/** The cluster of a shape, with CoreDNS behind its Service, so that rules about DNS have all that they ask for. */
export function clusterWithDns(shape: Shape): Store {
  const store = clusterOf(shape);
  const labels = new Map([['k8s-app', 'kube-dns']]);
  store.put('namespaces', {
    name: 'kube-system',
    labels: new Map([['kubernetes.io/metadata.name', 'kube-system']]),
  });
  store.put('services', {
    namespace: 'kube-system',
    name: 'kube-dns',
    type: 'ClusterIP',
    labels,
    selector: labels,
    clusterIPs: ['10.96.0.10'],
    headless: false,
    ports: (['UDP', 'TCP'] as const).map((protocol) => ({
      name: undefined,
      protocol,
      port: 53,
      targetPort: 53,
    })),
  });
  for (const name of ['coredns-a', 'coredns-b']) {
    store.put('pods', {
      namespace: 'kube-system',
      name,
      labels,
      addresses: [],
      ports: [],
      hostNetwork: false,
      dnsPolicy: 'Default',
      phase: 'Running',
      node: undefined,
      origin: 'Pod',
    });
  }
  return store;
}
