import { ascending } from './ascending.ts';
import type { Identification } from './identification.ts';
import type { Extent, NamespacedIndex } from './inventory.ts';

/** How much is known of a namespace, or, without one, of all namespaces together. */
export type ExtentOf = (namespace?: string) => Extent;

/** The objects of one namespaced kind, by namespace and key, and the read-only view of them. */
export interface Table<T> {
  readonly index: NamespacedIndex<T>;
  find(namespace: string, key: string): T | undefined;
  /** Adds the object, in the place of the one with its namespace and key. */
  put(object: T): void;
  remove(namespace: string, key: string): void;
  setExtent(extent: ExtentOf): void;
}

interface Shelf<T> {
  readonly byKey: Map<string, T>;
  /** The objects by key, until one changes. */
  sorted: readonly T[] | undefined;
}

const nothing: readonly never[] = [];

/** An empty table. Views are in order of namespace and key, whatever the order of arrival. */
export function createTable<T>(kind: Identification<T>, initialExtent: ExtentOf): Table<T> {
  const shelves = new Map<string, Shelf<T>>();
  let namespaces: readonly string[] | undefined;
  let together: readonly (readonly T[])[] | undefined;
  let size = 0;
  let extent = initialExtent;

  function shelfOf(namespace: string): Shelf<T> {
    const known = shelves.get(namespace);
    if (known !== undefined) return known;
    const shelf: Shelf<T> = { byKey: new Map(), sorted: undefined };
    shelves.set(namespace, shelf);
    namespaces = undefined;
    return shelf;
  }

  function put(object: T): void {
    const shelf = shelfOf(kind.namespaceOf(object));
    const before = shelf.byKey.size;
    shelf.byKey.set(kind.keyOf(object), object);
    size += shelf.byKey.size - before;
    shelf.sorted = undefined;
    together = undefined;
  }

  function remove(namespace: string, key: string): void {
    const shelf = shelves.get(namespace);
    if (shelf === undefined || !shelf.byKey.delete(key)) return;
    size -= 1;
    shelf.sorted = undefined;
    together = undefined;
    if (shelf.byKey.size > 0) return;
    shelves.delete(namespace);
    namespaces = undefined;
  }

  function find(namespace: string, key: string): T | undefined {
    return shelves.get(namespace)?.byKey.get(key);
  }

  function inNamespace(namespace: string): readonly T[] {
    const shelf = shelves.get(namespace);
    if (shelf === undefined) return nothing;
    shelf.sorted ??= inKeyOrder(shelf.byKey);
    return shelf.sorted;
  }

  function lists(): readonly (readonly T[])[] {
    namespaces ??= [...shelves.keys()].sort();
    return (together ??= namespaces.map(inNamespace));
  }

  function* all(): Iterable<T> {
    for (const list of lists()) yield* list;
  }

  const index: NamespacedIndex<T> = {
    extent: (namespace) => extent(namespace),
    in: inNamespace,
    get: (namespace, name) => firstOf(kind.keysOf(name), (key) => find(namespace, key)),
    all,
    lists,
    get size() {
      return size;
    },
  };
  return { index, find, put, remove, setExtent: (next) => void (extent = next) };
}

function inKeyOrder<T>(byKey: ReadonlyMap<string, T>): readonly T[] {
  const entries = [...byKey].sort(([a], [b]) => ascending(a, b));
  return entries.map(([, object]) => object);
}

function firstOf<T>(keys: readonly string[], find: (key: string) => T | undefined): T | undefined {
  for (const key of keys) {
    const found = find(key);
    if (found !== undefined) return found;
  }
  return undefined;
}
