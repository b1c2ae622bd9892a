import { type Inventory, type InventoryKind, type NamespacedIndex } from '../model/inventory.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import { dnsAccess } from '../semantics/dns-access.ts';
import type { Evidence, EvidenceKind, Facts, Rule } from './rule.ts';
import { isAbsent, type Target } from './target.ts';

/** Either what a rule may see, or why it cannot be run. Of a rule that is not applicable nothing is listed. */
export type Gathered =
  | { readonly facts: Facts<EvidenceKind, never> }
  | { readonly missing: string }
  | { readonly notApplicable: true };

type Found<Kind extends EvidenceKind> =
  | { readonly value: Evidence[Kind] }
  | { readonly missing: string }
  | { readonly notApplicable: true };

/** All that is known about one target. Each piece is found out when the first rule asks, and then shared. */
export interface Dossier {
  /** What `rule` declares, and nothing else. */
  gather(rule: Rule): Gathered;
}

/** Opens the dossier of one target; true as long as the inventory does not change. */
export function openDossier(target: Target, inventory: Inventory): Dossier {
  const known = new Map<EvidenceKind, Found<EvidenceKind>>();
  const find = (kind: EvidenceKind): Found<EvidenceKind> => {
    let found = known.get(kind);
    if (found === undefined) {
      found = isDerived(kind) ? deriveDns(find) : evidenceOf(kind, target, inventory);
      known.set(kind, found);
    }
    return found;
  };
  return { gather: (rule) => gather(rule, target, find) };
}

type Find = (kind: EvidenceKind) => Found<EvidenceKind>;

function gather(rule: Rule, target: Target, find: Find): Gathered {
  const facts: Record<string, unknown> = { operation: target.operation };
  for (const kind of rule.needs) {
    const found = find(kind);
    if (!('value' in found)) return found;
    facts[kind] = found.value;
  }
  for (const kind of rule.uses) facts[kind] = valueOf(find(kind));
  return { facts: facts as unknown as Facts<EvidenceKind, never> };
}

function valueOf<Kind extends EvidenceKind>(found: Found<Kind>): Evidence[Kind] | undefined {
  return 'value' in found ? found.value : undefined;
}

function isDerived(kind: EvidenceKind): kind is 'dns' {
  return kind === 'dns';
}

function deriveDns(find: Find): Found<'dns'> {
  const policy = find('policy') as Found<'policy'>;
  const policies = find('policies') as Found<'policies'>;
  if (!('value' in policy)) return policy;
  if (!('value' in policies)) return policies;
  const facts = {
    policies: policies.value,
    pods: valueOf(find('pods') as Found<'pods'>),
    namespaces: valueOf(find('namespaces') as Found<'namespaces'>),
    services: valueOf(find('services') as Found<'services'>),
  };
  return { value: dnsAccess(policy.value, facts) };
}

function evidenceOf(
  kind: Exclude<EvidenceKind, 'dns'>,
  target: Target,
  inventory: Inventory,
): Found<EvidenceKind> {
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
  const { namespace, name } = policy;
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
    size: policies.size + (policies.get(namespace, name) === undefined ? 1 : 0),
  };
}
