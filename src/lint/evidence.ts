import type { Inventory, InventoryKind, NamespacedIndex } from '../model/inventory.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import type { Evidence, EvidenceKind } from './rule.ts';
import { isAbsent, type Target } from './target.ts';

/** A piece of evidence, or why it is missing. What is not applicable is nobody's fault and not worth a word. */
export type Found<Kind extends EvidenceKind> =
  | { readonly value: Evidence[Kind] }
  | { readonly missing: string }
  | { readonly notApplicable: true };

/** The evidence where it is there. */
export function valueOf<Kind extends EvidenceKind>(found: Found<Kind>): Evidence[Kind] | undefined {
  return 'value' in found ? found.value : undefined;
}

/** Why the text could not be read; of readable ones nothing. */
export function unreadableOf({ unreadable }: Target): Found<'unreadable'> {
  return unreadable === undefined ? { notApplicable: true } : { value: unreadable };
}

/** The document as typed. */
export function rawOf({ unreadable, raw }: Target): Found<'raw'> {
  if (unreadable !== undefined) return { notApplicable: true };
  return isAbsent(raw) ? { missing: raw.absent } : { value: raw };
}

/** What takes the place of the policy; of others nothing. */
export function successorOf({ successor }: Target): Found<'successor'> {
  return successor === undefined ? { notApplicable: true } : { value: successor };
}

/** The policy, or the problems that keep it from being one. */
export function readingOf(
  kind: 'policy' | 'problems',
  { unreadable, reading }: Target,
): Found<'policy' | 'problems'> {
  if (unreadable !== undefined) return { notApplicable: true };
  if (isAbsent(reading)) return { missing: reading.absent };
  if (kind === 'problems') return { value: reading.problems ?? [] };
  return reading.policy === undefined
    ? { missing: 'the rest of what the API server refuses, until that is repaired' }
    : { value: reading.policy };
}

/** One kind of cluster facts; the policies as they will be once the request has gone through. */
export function inventoryEvidence(
  kind: InventoryKind,
  target: Target,
  inventory: Inventory,
): Found<InventoryKind> {
  const extent = inventory[kind].extent();
  if (extent.state === 'unknown') return { missing: extent.reason };
  return { value: kind === 'policies' ? withTarget(inventory.policies, target) : inventory[kind] };
}

function withTarget(
  policies: NamespacedIndex<NetworkPolicy>,
  target: Target,
): NamespacedIndex<NetworkPolicy> {
  const policy = isAbsent(target.reading) ? undefined : target.reading.policy;
  if (policy === undefined) return policies;
  const { namespace, name } = policy;
  if (policies.get(namespace, name) === policy) return policies;
  const replaces = (other: NetworkPolicy): boolean => other.namespace === namespace && other.name === name;
  const own = [...policies.in(namespace).filter((other) => !replaces(other)), policy];
  return {
    extent: (place) => policies.extent(place),
    in: (place) => (place === namespace ? own : policies.in(place)),
    get: (place, called) => (place === namespace && called === name ? policy : policies.get(place, called)),
    *all() {
      for (const other of policies.all()) if (!replaces(other)) yield other;
      yield policy;
    },
    lists: () => [...policies.lists().filter(([other]) => other?.namespace !== namespace), own],
    size: policies.size + (policies.get(namespace, name) === undefined ? 1 : 0),
  };
}
