import {
  inventoryKinds,
  type Inventory,
  type InventoryKind,
  type NamespacedIndex,
} from '../model/inventory.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import type { Evidence, EvidenceKind, Facts, Rule } from './rule.ts';
import { isAbsent, type Target } from './target.ts';

/** Either what a rule may see, or why it cannot be run. `notApplicable` rules have nothing to say and are not listed. */
export type Gathered =
  | { readonly facts: Facts<EvidenceKind, never> }
  | { readonly missing: string }
  | { readonly notApplicable: true };

/** Collects what `rule` declares, and nothing else, for one target. */
export function gather(rule: Rule, target: Target, inventory: Inventory): Gathered {
  const facts: Record<string, unknown> = { operation: target.operation };
  for (const kind of rule.needs) {
    const evidence = evidenceOf(kind, target, inventory);
    if ('missing' in evidence || 'notApplicable' in evidence) return evidence;
    facts[kind] = evidence.value;
  }
  for (const kind of rule.uses) {
    const evidence = evidenceOf(kind, target, inventory);
    facts[kind] = 'value' in evidence ? evidence.value : undefined;
  }
  return { facts: facts as unknown as Facts<EvidenceKind, never> };
}

type Found<Kind extends EvidenceKind> =
  | { readonly value: Evidence[Kind] }
  | { readonly missing: string }
  | { readonly notApplicable: true };

function evidenceOf(kind: EvidenceKind, target: Target, inventory: Inventory): Found<EvidenceKind> {
  switch (kind) {
    case 'unreadable':
      return target.unreadable === undefined ? { notApplicable: true } : { value: target.unreadable };
    case 'raw':
      return rawOf(target);
    case 'policy':
    case 'problems':
      return readingOf(kind, target);
    case 'pods':
    case 'namespaces':
    case 'services':
    case 'policies':
      return inventoryEvidence(kind, target, inventory);
  }
}

function rawOf(target: Target): Found<'raw'> {
  if (target.unreadable !== undefined) return { notApplicable: true };
  return isAbsent(target.raw) ? { missing: target.raw.absent } : { value: target.raw };
}

function readingOf(kind: 'policy' | 'problems', target: Target): Found<'policy' | 'problems'> {
  const { reading } = target;
  if (target.unreadable !== undefined) return { notApplicable: true };
  if (isAbsent(reading)) return { missing: reading.absent };
  if (kind === 'problems') return { value: 'problems' in reading ? reading.problems : [] };
  return 'policy' in reading ? { value: reading.policy } : { missing: 'the API server refuses this object' };
}

function inventoryEvidence(kind: InventoryKind, target: Target, inventory: Inventory): Found<InventoryKind> {
  const extent = inventory[kind].extent();
  if (extent.state === 'unknown') return { missing: extent.reason };
  return { value: kind === 'policies' ? withTarget(inventory.policies, target) : inventory[kind] };
}

/** The policies as they will be once the request has gone through. */
function withTarget(
  policies: NamespacedIndex<NetworkPolicy>,
  target: Target,
): NamespacedIndex<NetworkPolicy> {
  if (!('policy' in target.reading)) return policies;
  const { policy } = target.reading;
  const replaces = (other: NetworkPolicy): boolean =>
    other.namespace === policy.namespace && other.name === policy.name;
  const known = policies.get(policy.namespace, policy.name) !== undefined;
  return {
    extent: (namespace) => policies.extent(namespace),
    in: (namespace) => {
      const stored = policies.in(namespace);
      return namespace === policy.namespace
        ? [...stored.filter((other) => !replaces(other)), policy]
        : stored;
    },
    get: (namespace, name) =>
      namespace === policy.namespace && name === policy.name ? policy : policies.get(namespace, name),
    *all() {
      for (const other of policies.all()) if (!replaces(other)) yield other;
      yield policy;
    },
    size: known ? policies.size : policies.size + 1,
  };
}

/** The cluster facts that a ruleset reads at all, for those who have to fetch them. */
export function kindsRead(rules: readonly Rule[]): readonly InventoryKind[] {
  return inventoryKinds.filter((kind) =>
    rules.some((rule) => rule.needs.includes(kind) || rule.uses.includes(kind)),
  );
}
