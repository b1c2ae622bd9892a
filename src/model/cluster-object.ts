import type { FactOf, InventoryKind } from './inventory.ts';
import { groupKind } from './metadata.ts';
import type { NetworkPolicy } from './networkpolicy.ts';
import { readNamespace } from './read-namespace.ts';
import { readNetworkPolicy } from './read-networkpolicy.ts';
import { readPod, readWorkload } from './read-pod.ts';
import { readService } from './read-service.ts';

/** An object as the kind of cluster fact that it is. */
export type ClusterObject = {
  readonly [Kind in InventoryKind]: { readonly kind: Kind; readonly object: FactOf[Kind] };
}[InventoryKind];

/**
 * The cluster fact that a document of a file states, by its group and kind; undefined for other kinds, for objects
 * without a name and for policies that the API server refuses, which cannot be in force.
 */
export function readClusterObject(value: unknown, defaultNamespace: string): ClusterObject | undefined {
  switch (groupKind(value)) {
    case 'Namespace':
      return known('namespaces', readNamespace(value));
    case 'Service':
      return known('services', readService(value, defaultNamespace));
    case 'networking.k8s.io/NetworkPolicy':
      return known('policies', readPolicy(value, defaultNamespace));
    case 'Pod':
      return known('pods', readPod(value, defaultNamespace));
    case 'ReplicationController':
    case 'apps/Deployment':
    case 'apps/StatefulSet':
    case 'apps/DaemonSet':
    case 'apps/ReplicaSet':
    case 'extensions/Deployment':
    case 'extensions/DaemonSet':
    case 'extensions/ReplicaSet':
    case 'batch/Job':
    case 'batch/CronJob':
      return known('pods', readWorkload(value, defaultNamespace));
    default:
      return undefined;
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
