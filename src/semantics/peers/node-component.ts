import { namespaceNameLabel } from '../../model/namespace.ts';
import type { Direction, NetworkPolicy, PodPeer, PolicyPort, PolicyRule } from '../../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../../model/pod.ts';
import type { Selector } from '../../model/selector.ts';
import { nameLabelOf } from '../labels/name-labels.ts';

/** A peer and the rule that it stands in. */
export interface PeerPlace {
  readonly peer: PodPeer;
  readonly rule: PolicyRule;
  readonly direction: Direction;
}

/** What runs on the host network of the nodes in every cluster that runs it in pods at all. */
const controlPlane: ReadonlySet<string> = new Set([
  'kube-apiserver',
  'kube-controller-manager',
  'kube-proxy',
  'kube-scheduler',
]);

/**
 * The part of Kubernetes that a peer means in kube-system, or in every namespace, and that is known to be on the host
 * network; OpenShift has a namespace for it. Undefined when it means none, or other pods besides.
 */
export function nodeComponentOf(
  { peer: { podSelector, namespaceSelector }, rule, direction }: PeerPlace,
  policyNamespace: string,
): string | undefined {
  const isIn = (namespace: string): boolean =>
    namespaceSelector === undefined
      ? policyNamespace === namespace
      : asksForValue(namespaceSelector, namespace);
  if (isIn('openshift-kube-apiserver')) return 'kube-apiserver';
  if (podSelector === undefined || podSelector.isEmpty) return undefined;
  const isEverywhere = namespaceSelector?.isEmpty === true;
  if (!isEverywhere && !isIn('kube-system')) return undefined;
  const component = valuesOf(podSelector).find((value) => controlPlane.has(value));
  if (component !== undefined || !hasApiServerLabel(podSelector)) return component;
  // Elsewhere other API servers have such labels, which listen on ports of their own.
  return !isEverywhere || (direction === 'egress' && opensOnlyApi(rule)) ? 'kube-apiserver' : undefined;
}

/**
 * Whether an egress peer was written for the API server and means the pods of namespace default, where its Service is:
 * on its ports alone, in a namespace of which no pod is known to listen there.
 */
export function meansDefaultForApiServer(
  { peer: { podSelector, namespaceSelector }, rule, direction }: PeerPlace,
  policy: NetworkPolicy,
  pods: readonly Pod[],
): boolean {
  if (direction !== 'egress' || policy.namespace === 'default' || !opensOnlyApi(rule)) return false;
  if (namespaceSelector === undefined || !isDefault(namespaceSelector)) return false;
  if (podSelector !== undefined && !podSelector.isEmpty && !meansApiServer(podSelector)) return false;
  return !pods.some((pod) => !hasFinished(pod) && pod.ports.some(({ port }) => apiPorts.includes(port)));
}

const apiPorts: readonly number[] = [443, 6443];

function opensOnlyApi({ ports }: PolicyRule): boolean {
  return ports.length > 0 && ports.every(isApiPort);
}

function isApiPort(port: PolicyPort): boolean {
  return port.kind === 'range' && port.first === port.last && apiPorts.includes(port.first);
}

/** By the label that Kubernetes sets, or by one that looks like it. */
function isDefault({ requirements: [only, ...others] }: Selector): boolean {
  if (only?.operator !== 'In' || others.length > 0) return false;
  const isName = only.key === namespaceNameLabel || nameLabelOf(only.key) !== undefined;
  return isName && only.values.every((value) => value === 'default');
}

/** Labels of the API server's pods on OpenShift, and of its Service on every cluster. */
const apiServerLabels: readonly (readonly [key: string, value: string])[] = [
  ['app', 'openshift-kube-apiserver'],
  ['apiserver', 'true'],
  ['component', 'apiserver'],
];

function hasApiServerLabel({ requirements }: Selector): boolean {
  return requirements.some(
    (each) =>
      each.operator === 'In' &&
      apiServerLabels.some(([key, value]) => each.key === key && each.values.includes(value)),
  );
}

function meansApiServer(selector: Selector): boolean {
  return hasApiServerLabel(selector) || valuesOf(selector).includes('kube-apiserver');
}

function valuesOf({ requirements }: Selector): readonly string[] {
  return requirements.flatMap((each) => (each.operator === 'In' ? each.values : []));
}

function asksForValue(selector: Selector, value: string): boolean {
  return valuesOf(selector).includes(value);
}
