import type { Cluster } from './cluster.ts';
import { inventoryKinds, type InventoryKind } from '../model/inventory.ts';
import type { Delta } from '../semantics/engine/delta.ts';
import {
  deriveComparable,
  deriveConnectivity,
  deriveDelta,
  deriveDns,
  deriveIntact,
} from './derived-evidence.ts';
import type { EvidenceKind, Facts, Rule } from './rule.ts';
import {
  type Found,
  inventoryEvidence,
  rawOf,
  readingOf,
  successorOf,
  unreadableOf,
  valueOf,
} from './evidence.ts';
import type { Target } from './target.ts';

/** Either what a rule may see, or why it cannot be run. Of a rule that is not applicable nothing is listed. */
type Gathered =
  | { readonly facts: Facts<EvidenceKind, never> }
  | { readonly missing: string }
  | { readonly notApplicable: true };

/** All that is known about one target. Each piece is found out when the first rule asks, and then shared. */
export interface Dossier {
  /** What `rule` declares, and nothing else. */
  gather(rule: Rule): Gathered;
  /** Why a kind of evidence is missing. */
  whyWithout(kind: EvidenceKind): string;
  /** The delta, if a rule has asked for it and it is known. */
  delta(): Delta | undefined;
}

/** Opens the dossier of one target; true as long as the cluster does not change. */
export function openDossier(target: Target, cluster: Cluster, judged: ReadonlySet<string>): Dossier {
  const known = new Map<EvidenceKind, Found<EvidenceKind>>();
  const find = (kind: EvidenceKind): Found<EvidenceKind> => {
    let found = known.get(kind);
    if (found === undefined) {
      found = findOut(kind, { target, cluster, find });
      known.set(kind, found);
    }
    return found;
  };
  return {
    gather: (rule) => gather(rule, { operation: target.operation, judged }, find),
    whyWithout: (kind) => {
      const found = find(kind);
      return 'missing' in found ? found.missing : 'what it would take is not known';
    },
    delta: () => (known.has('delta') ? valueOf(find('delta') as Found<'delta'>) : undefined),
  };
}

interface Sources {
  readonly target: Target;
  readonly cluster: Cluster;
  /** For evidence that is made of other evidence. */
  readonly find: (kind: EvidenceKind) => Found<EvidenceKind>;
}

function findOut(kind: EvidenceKind, { target, cluster, find }: Sources): Found<EvidenceKind> {
  if (isInventoryKind(kind)) return inventoryEvidence(kind, target, cluster);
  switch (kind) {
    case 'unreadable':
      return unreadableOf(target);
    case 'raw':
      return rawOf(target);
    case 'successor':
      return successorOf(target);
    case 'policy':
    case 'problems':
      return readingOf(kind, target);
    case 'dns':
      return deriveDns(find);
    case 'comparable':
      return deriveComparable(find);
    case 'intact':
      return deriveIntact(target, find);
    case 'delta':
      return deriveDelta(target, cluster);
    case 'connectivity':
      return deriveConnectivity(target, cluster);
  }
}

function isInventoryKind(kind: EvidenceKind): kind is InventoryKind {
  return inventoryKinds.some((each) => each === kind);
}

function gather(rule: Rule, run: object, find: Sources['find']): Gathered {
  const facts: Record<string, unknown> = { ...run };
  for (const kind of rule.needs) {
    const found = find(kind);
    if (!('value' in found)) return found;
    facts[kind] = found.value;
  }
  for (const kind of rule.uses) facts[kind] = valueOf(find(kind));
  return { facts: facts as unknown as Facts<EvidenceKind, never> };
}
