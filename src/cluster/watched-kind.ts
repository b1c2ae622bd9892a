import { callbackKey, type Callback } from '../model/callback.ts';
import type { FactOf, InventoryKind } from '../model/inventory.ts';
import { readCallback } from '../model/read-callback.ts';
import { readIngress } from '../model/read-ingress.ts';
import { readNamespace } from '../model/read-namespace.ts';
import { readStoredNetworkPolicy } from '../model/read-networkpolicy.ts';
import { readPod } from '../model/read-pod.ts';
import { readService } from '../model/read-service.ts';

/** Where the API server keeps the objects of a kind, and what we keep of one. */
export interface WatchedKind<Fact extends InventoryKind = InventoryKind> {
  /** The kind of cluster facts that the objects are. */
  readonly fact: Fact;
  /** The name in paths and in RBAC rules, and in what is said to people. */
  readonly resource: string;
  readonly apiVersion: string;
  /** The objects' `kind`, which the items of a list do not carry. */
  readonly objectKind: string;
  readonly namespaced: boolean;
  /** The projection of an object; undefined when it makes no sense. */
  read(value: unknown, namespace: string): FactOf[Fact] | undefined;
  /** The key under which the store has the object of this name. */
  keyOf(name: string): string;
}

/** The kinds that live facts come from. */
export const watchedKinds = {
  pods: {
    fact: 'pods',
    resource: 'pods',
    apiVersion: 'v1',
    objectKind: 'Pod',
    namespaced: true,
    read: readPod,
    keyOf,
  },
  namespaces: {
    fact: 'namespaces',
    resource: 'namespaces',
    apiVersion: 'v1',
    objectKind: 'Namespace',
    namespaced: false,
    read: readNamespace,
    keyOf,
  },
  services: {
    fact: 'services',
    resource: 'services',
    apiVersion: 'v1',
    objectKind: 'Service',
    namespaced: true,
    read: readService,
    keyOf,
  },
  ingresses: {
    fact: 'ingresses',
    resource: 'ingresses',
    apiVersion: 'networking.k8s.io/v1',
    objectKind: 'Ingress',
    namespaced: true,
    read: readIngress,
    keyOf,
  },
  policies: {
    fact: 'policies',
    resource: 'networkpolicies',
    apiVersion: 'networking.k8s.io/v1',
    objectKind: 'NetworkPolicy',
    namespaced: true,
    read: readStoredNetworkPolicy,
    keyOf,
  },
  validatingWebhooks: callbacks('ValidatingWebhookConfiguration', {
    resource: 'validatingwebhookconfigurations',
    apiVersion: 'admissionregistration.k8s.io/v1',
  }),
  mutatingWebhooks: callbacks('MutatingWebhookConfiguration', {
    resource: 'mutatingwebhookconfigurations',
    apiVersion: 'admissionregistration.k8s.io/v1',
  }),
  apiServices: callbacks('APIService', {
    resource: 'apiservices',
    apiVersion: 'apiregistration.k8s.io/v1',
  }),
} as const satisfies Readonly<Record<string, WatchedKind>>;

/** What we call a kind that is watched, in logs and metrics. */
export type WatchedName = keyof typeof watchedKinds;

/** Every kind that is watched, in the order in which states are reported. */
export const watchedNames = Object.keys(watchedKinds) as readonly WatchedName[];

/** Something of every kind that is watched, by what we call the kind. */
export function ofEveryWatched<Value>(
  valueOf: (kind: WatchedName) => Value,
): Readonly<Record<WatchedName, Value>> {
  const entries = watchedNames.map((kind) => [kind, valueOf(kind)] as const);
  return Object.fromEntries(entries) as Record<WatchedName, Value>;
}

function keyOf(name: string): string {
  return name;
}

function callbacks(
  kind: Callback['kind'],
  place: Pick<WatchedKind, 'resource' | 'apiVersion'>,
): WatchedKind<'callbacks'> {
  return {
    ...place,
    fact: 'callbacks',
    objectKind: kind,
    namespaced: false,
    read: readCallback,
    keyOf: (name) => callbackKey({ kind, name }),
  };
}

/** The path of the kind's collection, in one namespace or, without it, in all of them. */
export function collectionPath(kind: WatchedKind, namespace?: string): string {
  const root = kind.apiVersion.includes('/') ? `/apis/${kind.apiVersion}` : `/api/${kind.apiVersion}`;
  const scope =
    namespace === undefined || !kind.namespaced ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}${scope}/${kind.resource}`;
}
