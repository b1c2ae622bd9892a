import type { Direction, PodPeer, PolicyRule } from '../../model/networkpolicy.ts';
import { type Selector, valuesAskedFor } from '../../model/selector.ts';
import { asksForApiServerLabel } from '../api-server/labels.ts';
import { opensOnlyApi } from '../api-server/ports.ts';

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
      : valuesOf(namespaceSelector).includes(namespace);
  if (isIn('openshift-kube-apiserver')) return 'kube-apiserver';
  if (podSelector === undefined || podSelector.isEmpty) return undefined;
  const isEverywhere = namespaceSelector?.isEmpty === true;
  if (!isEverywhere && !isIn('kube-system')) return undefined;
  const component = valuesOf(podSelector).find((value) => controlPlane.has(value));
  if (component !== undefined || !asksForApiServerLabel(podSelector)) return component;
  // Elsewhere other API servers have such labels, which listen on ports of their own.
  return !isEverywhere || (direction === 'egress' && opensOnlyApi(rule)) ? 'kube-apiserver' : undefined;
}

function valuesOf({ requirements }: Selector): readonly string[] {
  return requirements.flatMap(valuesAskedFor);
}
