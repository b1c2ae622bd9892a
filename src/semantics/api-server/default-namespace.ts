import { namespaceNameLabel } from '../../model/namespace.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../../model/pod.ts';
import type { Selector } from '../../model/selector.ts';
import { nameLabelOf } from '../labels/name-labels.ts';
import type { PeerPlace } from '../peers/node-component.ts';
import { meansApiServer } from './labels.ts';
import { isApiNumber, opensOnlyApi } from './ports.ts';

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
  return !pods.some((pod) => !hasFinished(pod) && pod.ports.some(({ port }) => isApiNumber(port)));
}

/** By the label that Kubernetes sets, or by one that looks like it. */
function isDefault({ requirements: [only, ...others] }: Selector): boolean {
  if (only?.operator !== 'In' || others.length > 0) return false;
  const isName = only.key === namespaceNameLabel || nameLabelOf(only.key) !== undefined;
  return isName && only.values.every((value) => value === 'default');
}
