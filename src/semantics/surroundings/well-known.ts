import type { Selector } from '../../model/selector.ts';

/** Labels of pods that are known to run in a namespace of their own, keyed by the namespace's usual name. */
const residents: ReadonlyMap<string, readonly (readonly [key: string, value: string])[]> = new Map([
  [
    'kube-system',
    [
      ['k8s-app', 'kube-dns'],
      ['k8s-app', 'coredns'],
      ['k8s-app', 'node-local-dns'],
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
  const places = namespaceSelector.requirements.flatMap((each) =>
    each.operator === 'In' ? each.values : [],
  );
  return places.some((place) => {
    const labels = place === policyNamespace ? [] : (residents.get(place) ?? []);
    return labels.some(([key, value]) => asksFor(podSelector, key, value));
  });
}

function asksFor(selector: Selector, key: string, value: string): boolean {
  return selector.requirements.some(
    (each) => each.key === key && each.operator === 'In' && each.values.includes(value),
  );
}

/** Labels that controllers and operators put on the pods that they make; no template has them. */
const setByControllers: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'apps.kubernetes.io/pod-index',
  'statefulset.kubernetes.io/pod-name',
  'job-name',
  'controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'security.istio.io/tlsMode',
  'service.istio.io/canonical-name',
  'service.istio.io/canonical-revision',
  'acme.cert-manager.io/http01-solver',
  'cnpg.io/cluster',
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
