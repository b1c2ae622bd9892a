import { asksForLabel, type Selector, valuesAskedFor } from '../../model/selector.ts';

/** What the DNS pods of clusters are called in their labels, most of them under `k8s-app`. */
export const dnsServers: ReadonlySet<string> = new Set(['kube-dns', 'coredns', 'node-local-dns']);

/** Labels of pods that are known to run in a namespace of their own, keyed by the namespace's usual name. */
const residents: ReadonlyMap<string, readonly (readonly [key: string, value: string])[]> = new Map([
  [
    'kube-system',
    [
      ...[...dnsServers].map((name) => ['k8s-app', name] as const),
      ['k8s-app', 'metrics-server'],
      ['app.kubernetes.io/name', 'coredns'],
      ['app.kubernetes.io/name', 'traefik'],
      ['app', 'nginx-ingress-controller'],
      ['app', 'nginx-ingress'],
    ],
  ],
  [
    'ingress-nginx',
    [
      ['app.kubernetes.io/name', 'ingress-nginx'],
      ['app.kubernetes.io/component', 'controller'],
      ['app', 'ingress-nginx'],
    ],
  ],
  ['traefik', [['app.kubernetes.io/name', 'traefik']]],
  [
    'istio-system',
    [
      ['istio', 'ingressgateway'],
      ['app', 'istio-ingressgateway'],
      ['app', 'istiod'],
    ],
  ],
  [
    'monitoring',
    [
      ['app', 'prometheus'],
      ['app.kubernetes.io/name', 'prometheus'],
      ['app.kubernetes.io/name', 'grafana'],
    ],
  ],
  ['openshift-dns', [['dns.operator.openshift.io/daemonset-dns', 'default']]],
]);

/**
 * Whether the selector asks for a label that is at home in the selected namespace, such as k8s-app=kube-dns in
 * kube-system. Says nothing when the policy is in that namespace itself.
 */
export function livesIn(
  podSelector: Selector,
  namespaceSelector: Selector,
  policyNamespace: string,
): boolean {
  const places = namespaceSelector.requirements.flatMap(valuesAskedFor);
  return places.some((place) => {
    const labels = place === policyNamespace ? [] : (residents.get(place) ?? []);
    return labels.some(([key, value]) => asksForLabel(podSelector, key, value));
  });
}

/**
 * Labels that the controllers of Kubernetes (Well-Known Labels, Annotations and Taints), and those of Rollouts and CloneSets,
 * put on the pods that they make.
 */
export const setByKubernetes: ReadonlySet<string> = new Set([
  'apps.kruise.io/cloneset-instance-id',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'pod-template-generation',
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
]);

/** What implementations of Gateways put on the pods that they make for one. */
export const gatewayNameLabel = 'gateway.networking.k8s.io/gateway-name';

/** The same with those of operators and meshes; no template has them. */
const setByControllers: ReadonlySet<string> = new Set([
  ...setByKubernetes,
  'security.istio.io/tlsMode',
  'service.istio.io/canonical-name',
  'service.istio.io/canonical-revision',
  'acme.cert-manager.io/http01-solver',
  'cnpg.io/cluster',
  gatewayNameLabel,
  'strimzi.io/cluster',
  'strimzi.io/name',
]);

/** Whether the selector asks for a label that no file shows, since a controller sets it on the pods. */
export function asksControllers(selector: Selector): boolean {
  return selector.requirements.some(({ key }) => setByControllers.has(key));
}

/** Whether the cluster itself, and no file of its users, brings the pods of the namespace. */
export function isSystemNamespace(namespace: string): boolean {
  return /^(kube|openshift)-/.test(namespace);
}

/** The namespaces that kube-apiserver creates, with no label but their name. */
export const madeByKubernetes: ReadonlySet<string> = new Set([
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
]);
