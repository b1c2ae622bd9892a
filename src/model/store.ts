import { identification } from './identification.ts';
import { createInterner } from './interner.ts';
import type { ClusterIndex, Extent, FactOf, Inventory, InventoryKind } from './inventory.ts';
import { compaction } from './compaction.ts';
import { createTable, type ExtentOf, type Table } from './table.ts';

/** What became of one object: `before` is absent when it is new, `after` when it is gone; never both. */
export type Change = {
  readonly [Kind in InventoryKind]: {
    readonly kind: Kind;
    readonly before: FactOf[Kind] | undefined;
    readonly after: FactOf[Kind] | undefined;
  };
}[InventoryKind];

/** How much is known of each kind: the same in every namespace, or a function of the namespace. */
export type Extents = { readonly [Kind in InventoryKind]: Extent | ExtentOf };

/** As much of every kind. */
export function ofEveryKind(extent: Extent): Extents {
  return {
    pods: extent,
    namespaces: extent,
    services: extent,
    ingresses: extent,
    policies: extent,
    callbacks: extent,
  };
}

/** Cluster facts that change, and the read-only view that everyone else gets. */
export interface Store {
  /** Always current; the arrays that it hands out are never changed, only replaced. */
  readonly inventory: Inventory;
  /** Adds the object, in the place of the one with its namespace and name (and, for pods, origin). */
  put<Kind extends InventoryKind>(kind: Kind, object: FactOf[Kind]): void;
  /** Takes an object out. `namespace` is empty for a namespace itself; a workload's name is `Deployment/web`. */
  remove(kind: InventoryKind, namespace: string, name: string): void;
  setExtent(kind: InventoryKind, extent: Extent | ExtentOf): void;
  /** Calls `listener` after each change, in order; what is put again without any difference is no change. */
  onChange(listener: (change: Change) => void): void;
}

/** An empty store. */
export function createStore(extents: Extents): Store {
  const tables = createTables(extents);
  const interner = createInterner();
  const listeners: ((change: Change) => void)[] = [];

  function announce(change: Change): void {
    for (const listener of listeners) listener(change);
  }

  function put<Kind extends InventoryKind>(kind: Kind, object: FactOf[Kind]): void {
    const table: Table<FactOf[Kind]> = tables[kind];
    const { namespaceOf, keyOf } = identification[kind];
    const { compact, equal } = compaction[kind];
    const after = compact(object, interner);
    const before = table.find(namespaceOf(after), keyOf(after));
    if (before !== undefined && equal(before, after)) return;
    table.put(after);
    announce({ kind, before, after } as Change);
  }

  function remove(kind: InventoryKind, namespace: string, name: string): void {
    const before = tables[kind].find(namespace, name);
    if (before === undefined) return;
    tables[kind].remove(namespace, name);
    announce({ kind, before, after: undefined } as Change);
  }

  return {
    inventory: viewOf(tables),
    put,
    remove,
    setExtent: (kind, extent) => tables[kind].setExtent(asFunction(extent)),
    onChange: (listener) => void listeners.push(listener),
  };
}

type Tables = { readonly [Kind in InventoryKind]: Table<FactOf[Kind]> };

function createTables(extents: Extents): Tables {
  return {
    pods: createTable(identification.pods, asFunction(extents.pods)),
    namespaces: createTable(identification.namespaces, asFunction(extents.namespaces)),
    services: createTable(identification.services, asFunction(extents.services)),
    ingresses: createTable(identification.ingresses, asFunction(extents.ingresses)),
    policies: createTable(identification.policies, asFunction(extents.policies)),
    callbacks: createTable(identification.callbacks, asFunction(extents.callbacks)),
  };
}

function asFunction(extent: Extent | ExtentOf): ExtentOf {
  return typeof extent === 'function' ? extent : () => extent;
}

function viewOf({ pods, namespaces, services, ingresses, policies, callbacks }: Tables): Inventory {
  return {
    pods: pods.index,
    services: services.index,
    ingresses: ingresses.index,
    policies: policies.index,
    namespaces: clusterIndexOf(namespaces),
    callbacks: clusterIndexOf(callbacks),
  };
}

function clusterIndexOf<T>(table: Table<T>): ClusterIndex<T> {
  const { index } = table;
  return {
    extent: () => index.extent(),
    get: (name) => table.find('', name),
    all: () => index.in(''),
    get size() {
      return index.size;
    },
  };
}
