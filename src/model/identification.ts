import { callbackKey } from './callback.ts';
import type { FactOf, InventoryKind } from './inventory.ts';
import { podKey } from './pod.ts';
import { workloadKinds } from './workload.ts';

/** How the objects of one kind are told apart. */
export interface Identification<T> {
  /** The namespace that the object is in; empty for a kind that is in none, as in the API's own paths. */
  readonly namespaceOf: (object: T) => string;
  /** Unique among the objects of the kind in one namespace. */
  readonly keyOf: (object: T) => string;
  /** The keys under which an object called `name` can stand, the first that exists counting. */
  readonly keysOf: (name: string) => readonly string[];
}

const byName: Identification<{ readonly namespace: string; readonly name: string }> = {
  namespaceOf: (object) => object.namespace,
  keyOf: (object) => object.name,
  keysOf: (name) => [name],
};

/** How each kind of cluster fact is told apart. */
export const identification: { readonly [Kind in InventoryKind]: Identification<FactOf[Kind]> } = {
  pods: {
    namespaceOf: (pod) => pod.namespace,
    keyOf: podKey,
    keysOf: (name) => [name, ...workloadKinds.map((kind) => `${kind}/${name}`)],
  },
  namespaces: { namespaceOf: () => '', keyOf: (namespace) => namespace.name, keysOf: (name) => [name] },
  services: byName,
  ingresses: {
    ...byName,
    keyOf: ({ kind, name }) => (kind === 'Ingress' ? name : `${kind}/${name}`),
  },
  policies: byName,
  callbacks: { namespaceOf: () => '', keyOf: callbackKey, keysOf: (name) => [name] },
};
