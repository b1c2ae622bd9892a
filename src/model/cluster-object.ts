import type { FactOf, InventoryKind } from './inventory.ts';
import { groupKind } from './metadata.ts';
import type { NetworkPolicy } from './networkpolicy.ts';
import { readCallback } from './read-callback.ts';
import { readIngress } from './read-ingress.ts';
import { readNamespace } from './read-namespace.ts';
import { readNetworkPolicy } from './read-networkpolicy.ts';
import { type ConfigMaps, readPod, readWorkload } from './read-pod.ts';
import { readRoute } from './read-route.ts';
import { readService } from './read-service.ts';
import { isWorkload } from './workload.ts';

/** An object as the kind of cluster fact that it is. */
export type ClusterObject = {
  readonly [Kind in InventoryKind]: { readonly kind: Kind; readonly object: FactOf[Kind] };
}[InventoryKind];

/**
 * The cluster fact that a document of a file states, by its group and kind; undefined for other kinds, for objects
 * without a name and for policies that the API server refuses, which cannot be in force.
 */
export function readClusterObject(
  value: unknown,
  defaultNamespace: string,
  configMaps?: ConfigMaps,
): ClusterObject | undefined {
  const kind = groupKind(value);
  if (isWorkload(kind)) return known('pods', readWorkload(value, defaultNamespace, configMaps));
  switch (kind) {
    case 'Pod':
      return known('pods', readPod(value, defaultNamespace, configMaps));
    case 'Namespace':
      return known('namespaces', readNamespace(value));
    case 'Service':
      return known('services', readService(value, defaultNamespace));
    case 'networking.k8s.io/Ingress':
    case 'extensions/Ingress':
      return known('ingresses', readIngress(value, defaultNamespace));
    case 'networking.k8s.io/NetworkPolicy':
      return known('policies', readPolicy(value, defaultNamespace));
    case 'admissionregistration.k8s.io/ValidatingWebhookConfiguration':
    case 'admissionregistration.k8s.io/MutatingWebhookConfiguration':
    case 'apiregistration.k8s.io/APIService':
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return known('callbacks', readCallback(value));
    default:
      return known('ingresses', readRoute(kind, value, defaultNamespace));
  }
}

function known<Kind extends InventoryKind>(
  kind: Kind,
  object: FactOf[Kind] | undefined,
): ClusterObject | undefined {
  return object === undefined ? undefined : ({ kind, object } as ClusterObject);
}

function readPolicy(value: unknown, defaultNamespace: string): NetworkPolicy | undefined {
  const reading = readNetworkPolicy(value, { defaultNamespace, strictCidr: false });
  return 'policy' in reading ? reading.policy : undefined;
}
