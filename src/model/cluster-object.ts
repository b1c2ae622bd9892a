import type { FactOf, InventoryKind } from './inventory.ts';
import { groupKind } from './metadata.ts';
import type { NetworkPolicy } from './networkpolicy.ts';
import { readCallback } from './read-callback.ts';
import { readIngress } from './read-ingress.ts';
import { readNamespace } from './read-namespace.ts';
import { readNetworkPolicy } from './read-networkpolicy.ts';
import { readPod, readWorkload } from './read-pod.ts';
import { readGatewayRoute, readRoute } from './read-route.ts';
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
  const kind = groupKind(value);
  if (workloads.has(kind)) return known('pods', readWorkload(value, defaultNamespace));
  return readers.get(kind)?.(value, defaultNamespace);
}

type Reader = (value: unknown, defaultNamespace: string) => ClusterObject | undefined;

const asIngress: Reader = (value, namespace) => known('ingresses', readIngress(value, namespace));
const asCallback: Reader = (value) => known('callbacks', readCallback(value));

/** By group and kind; of the workloads there are more. */
const readers: ReadonlyMap<string, Reader> = new Map([
  ['Pod', (value, namespace) => known('pods', readPod(value, namespace))],
  ['Namespace', (value) => known('namespaces', readNamespace(value))],
  ['Service', (value, namespace) => known('services', readService(value, namespace))],
  ['networking.k8s.io/Ingress', asIngress],
  ['extensions/Ingress', asIngress],
  ['gateway.networking.k8s.io/HTTPRoute', asGatewayRoute('HTTPRoute')],
  ['gateway.networking.k8s.io/GRPCRoute', asGatewayRoute('GRPCRoute')],
  ['route.openshift.io/Route', (value, namespace) => known('ingresses', readRoute(value, namespace))],
  ['networking.k8s.io/NetworkPolicy', (value, namespace) => known('policies', readPolicy(value, namespace))],
  ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', asCallback],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', asCallback],
  ['apiregistration.k8s.io/APIService', asCallback],
  ['apiextensions.k8s.io/CustomResourceDefinition', asCallback],
]);

function asGatewayRoute(kind: 'HTTPRoute' | 'GRPCRoute'): Reader {
  return (value, namespace) => known('ingresses', readGatewayRoute(kind, value, namespace));
}

/** `extensions` is where the first workloads were served from until 1.16, as those of OpenShift from v1; old files say so. */
const workloads: ReadonlySet<string> = new Set([
  'ReplicationController',
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'extensions/Deployment',
  'extensions/DaemonSet',
  'extensions/ReplicaSet',
  'batch/Job',
  'batch/CronJob',
  'argoproj.io/Rollout',
  'apps.openshift.io/DeploymentConfig',
  'DeploymentConfig',
  'apps.kruise.io/CloneSet',
]);

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
