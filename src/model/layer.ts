import { identification, type Identification } from './identification.ts';
import type { ClusterIndex, Extent, Inventory, NamespacedIndex } from './inventory.ts';
import { remembered } from './remembered.ts';

/**
 * `top` as if applied on top of `base`: an object of `top` takes the place of the one with its identity, and what is
 * known is what the better informed of the two knows. Follows both when they change.
 */
export function layer(base: Inventory, top: Inventory): Inventory {
  return {
    pods: layerIndex(identification.pods, base.pods, top.pods),
    namespaces: layerClusterIndex(identification.namespaces, base.namespaces, top.namespaces),
    services: layerIndex(identification.services, base.services, top.services),
    ingresses: layerIndex(identification.ingresses, base.ingresses, top.ingresses),
    policies: layerIndex(identification.policies, base.policies, top.policies),
    callbacks: layerClusterIndex(identification.callbacks, base.callbacks, top.callbacks),
  };
}

/** What is not known of the base is not known any better by a top that holds nothing of it. */
function betterKnown(base: Extent, top: Extent, topSize: number): Extent {
  if (base.state === 'complete' || top.state === 'unknown') return base;
  return base.state === 'unknown' && topSize === 0 ? base : top;
}

interface Merged<T> {
  readonly base: readonly T[];
  readonly top: readonly T[];
  readonly all: readonly T[];
}

function layerIndex<T>(
  { namespaceOf, keyOf, keysOf }: Identification<T>,
  base: NamespacedIndex<T>,
  top: NamespacedIndex<T>,
): NamespacedIndex<T> {
  const merged = new Map<string, Merged<T>>();
  const listsOf = remembered((below: readonly (readonly T[])[], above: readonly (readonly T[])[]) => {
    const objects = [...below, ...above].flatMap(([object]) => object ?? []);
    return [...new Set(objects.map(namespaceOf))].map(inNamespace);
  });

  function find(index: NamespacedIndex<T>, namespace: string, key: string): T | undefined {
    const found = index.get(namespace, key);
    return found !== undefined && keyOf(found) === key ? found : undefined;
  }

  function isIn(index: NamespacedIndex<T>, object: T): boolean {
    return find(index, namespaceOf(object), keyOf(object)) !== undefined;
  }

  function inNamespace(namespace: string): readonly T[] {
    const below = base.in(namespace);
    const above = top.in(namespace);
    if (above.length === 0) return below;
    const known = merged.get(namespace);
    if (known?.base === below && known.top === above) return known.all;
    const all = [...below.filter((object) => !isIn(top, object)), ...above];
    merged.set(namespace, { base: below, top: above, all });
    return all;
  }

  return {
    extent: (namespace) =>
      betterKnown(
        base.extent(namespace),
        top.extent(namespace),
        namespace === undefined ? top.size : top.in(namespace).length,
      ),
    in: inNamespace,
    get(namespace, name) {
      const each = keysOf(name).map((key) => find(top, namespace, key) ?? find(base, namespace, key));
      return each.find((found) => found !== undefined);
    },
    *all() {
      for (const object of base.all()) if (!isIn(top, object)) yield object;
      yield* top.all();
    },
    lists: () => listsOf(base.lists(), top.lists()),
    get size() {
      let size = base.size;
      for (const object of top.all()) if (!isIn(base, object)) size += 1;
      return size;
    },
  };
}

function layerClusterIndex<T>(
  { keyOf }: Identification<T>,
  base: ClusterIndex<T>,
  top: ClusterIndex<T>,
): ClusterIndex<T> {
  const together = remembered((below: readonly T[], above: readonly T[]) => [
    ...below.filter((object) => top.get(keyOf(object)) === undefined),
    ...above,
  ]);
  return {
    extent: () => betterKnown(base.extent(), top.extent(), top.size),
    get: (name) => top.get(name) ?? base.get(name),
    all: () => together(base.all(), top.all()),
    get size() {
      let size = base.size;
      for (const object of top.all()) if (base.get(keyOf(object)) === undefined) size += 1;
      return size;
    },
  };
}
