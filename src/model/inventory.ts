import type { Callback } from './callback.ts';
import type { Ingress } from './ingress.ts';
import type { Namespace } from './namespace.ts';
import type { NetworkPolicy } from './networkpolicy.ts';
import type { Pod } from './pod.ts';
import type { Service } from './service.ts';

/** The kinds of cluster facts that rules can ask for. */
export type InventoryKind = 'pods' | 'namespaces' | 'services' | 'ingresses' | 'policies' | 'callbacks';

/** Every kind of cluster fact, in the order in which states are reported. */
export const inventoryKinds: readonly InventoryKind[] = [
  'pods',
  'namespaces',
  'services',
  'ingresses',
  'policies',
  'callbacks',
];

/** The objects of each kind of cluster fact. */
export interface FactOf {
  readonly pods: Pod;
  readonly namespaces: Namespace;
  readonly services: Service;
  readonly ingresses: Ingress;
  readonly policies: NetworkPolicy;
  readonly callbacks: Callback;
}

/**
 * How much is known about a kind, in a namespace or as a whole.
 * - `complete`: everything the cluster has; what is not here does not exist.
 * - `given`: what a set of files shows; more may exist elsewhere.
 * - `unknown`: nothing may be concluded; `reason` completes "not evaluated: …".
 */
export type Extent =
  | { readonly state: 'complete' }
  | { readonly state: 'given' }
  | { readonly state: 'unknown'; readonly reason: string };

/** How much is known of a whole of whose parts this much is: as much as of the least known of them. */
export function leastExtent(extents: readonly Extent[]): Extent {
  return (
    extents.find(({ state }) => state === 'unknown') ??
    extents.find(({ state }) => state === 'given') ?? { state: 'complete' }
  );
}

/** Objects of one namespaced kind. */
export interface NamespacedIndex<T> {
  /** How much is known of this namespace; without an argument, of all namespaces together. */
  extent(namespace?: string): Extent;
  /** The objects of a namespace, in a stable order; the same list until one of them changes. */
  in(namespace: string): readonly T[];
  /** The object of that name; of a pod and a workload of the same name the pod, the workload by `Deployment/name`. */
  get(namespace: string, name: string): T | undefined;
  /** The objects of every namespace. */
  all(): Iterable<T>;
  /** The same in the lists that `in` hands out, none of them empty; the same list of them until an object changes. */
  lists(): readonly (readonly T[])[];
  readonly size: number;
}

/** Objects of one kind that is in no namespace. */
export interface ClusterIndex<T> {
  extent(): Extent;
  /** The object of that name; a callback by `APIService/name`. */
  get(name: string): T | undefined;
  /** Every object, in a stable order; the same list until one of them changes. */
  all(): readonly T[];
  readonly size: number;
}

/** The namespaces themselves. */
export type NamespaceIndex = ClusterIndex<Namespace>;

/**
 * What is known about a cluster at one instant, from files or from a live watch, read only. Nothing changes it while a
 * caller is running, because only events change it and events wait for the caller to finish.
 */
export interface Inventory {
  /** Pods and, where their pods do not exist, workload templates. */
  readonly pods: NamespacedIndex<Pod>;
  readonly namespaces: NamespaceIndex;
  readonly services: NamespacedIndex<Service>;
  readonly ingresses: NamespacedIndex<Ingress>;
  /** Policies that the API server accepts; others cannot be in force. */
  readonly policies: NamespacedIndex<NetworkPolicy>;
  /** What has the API server call Services; live without CustomResourceDefinitions, whose objects are too large to watch. */
  readonly callbacks: ClusterIndex<Callback>;
}
