import { type Extent, type InventoryKind, inventoryKinds, leastExtent } from '../model/inventory.ts';
import type { Store } from '../model/store.ts';
import type { ExtentOf } from '../model/table.ts';

/** How much is known of one kind of the API, which is a part of a kind of cluster facts or all of it. */
export interface KindExtent {
  readonly fact: InventoryKind;
  readonly extent: ExtentOf;
}

/** Has the store say of each kind of facts how much is known of the kinds that it is read from. */
export function setExtents(store: Store, kinds: readonly KindExtent[]): void {
  for (const fact of inventoryKinds) {
    const parts = kinds.filter((kind) => kind.fact === fact);
    store.setExtent(fact, (namespace) =>
      together(
        fact,
        parts.map(({ extent }) => extent(namespace)),
      ),
    );
  }
}

function together(fact: InventoryKind, extents: readonly Extent[]): Extent {
  const least = leastExtent(extents);
  // Conversion webhooks are called back as well, but what defines custom resources is too large to be watched.
  return fact === 'callbacks' && least.state === 'complete' ? { state: 'given' } : least;
}

/** What is left of an extent when objects of the namespaces in `gaps` could not be read. */
export function withGaps(extent: Extent, gaps: readonly string[], namespace: string | undefined): Extent {
  if (gaps.length === 0 || extent.state !== 'complete') return extent;
  if (namespace === undefined) return { state: 'given' };
  if (!gaps.includes(namespace)) return extent;
  return { state: 'unknown', reason: `some objects of ${namespace} could not be read` };
}
