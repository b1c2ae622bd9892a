import type { FactOf, InventoryKind } from '../model/inventory.ts';
import { readNamespace } from '../model/read-namespace.ts';
import { readStoredNetworkPolicy } from '../model/read-networkpolicy.ts';
import { readPod } from '../model/read-pod.ts';
import { readService } from '../model/read-service.ts';

/** Where the API server keeps the objects of a kind, and what we keep of one. */
export interface WatchedKind<T> {
  /** The name in paths and in RBAC rules, and in what is said to people. */
  readonly resource: string;
  readonly apiVersion: string;
  /** The objects' `kind`, which the items of a list do not carry. */
  readonly objectKind: string;
  readonly namespaced: boolean;
  /** The projection of an object; undefined when it makes no sense. */
  read(value: unknown, namespace: string): T | undefined;
}

/** The kinds that live facts come from. */
export const watchedKinds: { readonly [Kind in InventoryKind]: WatchedKind<FactOf[Kind]> } = {
  pods: { resource: 'pods', apiVersion: 'v1', objectKind: 'Pod', namespaced: true, read: readPod },
  namespaces: {
    resource: 'namespaces',
    apiVersion: 'v1',
    objectKind: 'Namespace',
    namespaced: false,
    read: readNamespace,
  },
  services: {
    resource: 'services',
    apiVersion: 'v1',
    objectKind: 'Service',
    namespaced: true,
    read: readService,
  },
  policies: {
    resource: 'networkpolicies',
    apiVersion: 'networking.k8s.io/v1',
    objectKind: 'NetworkPolicy',
    namespaced: true,
    read: readStoredNetworkPolicy,
  },
};

/** The path of the kind's collection, in one namespace or, without it, in all of them. */
export function collectionPath(kind: WatchedKind<unknown>, namespace?: string): string {
  const root = kind.apiVersion.includes('/') ? `/apis/${kind.apiVersion}` : `/api/${kind.apiVersion}`;
  const scope =
    namespace === undefined || !kind.namespaced ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}${scope}/${kind.resource}`;
}
