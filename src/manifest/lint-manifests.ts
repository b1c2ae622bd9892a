import type { Cluster } from '../lint/cluster.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import { lint } from '../lint/lint.ts';
import type { Report } from '../lint/report.ts';
import { inventoryOf } from '../model/given.ts';
import type { Inventory } from '../model/inventory.ts';
import { layer } from '../model/layer.ts';
import { createEngine, type Engine } from '../semantics/engine/engine.ts';
import type { Document, UnreadableDocument } from '../source/document.ts';
import { isNetworkPolicy } from './kinds.ts';
import { locate } from './locate.ts';
import { targetOf, unreadableTarget } from './target.ts';
import { documentsOf, type Text } from './text.ts';

/** What a run over texts is given. */
export interface ManifestRun {
  /** Judged: every NetworkPolicy in them; everything else in them is context. */
  readonly texts: readonly Text[];
  /** Context only. */
  readonly context: readonly Text[];
  /** A live cluster, on top of which the texts are read as if they had been applied. */
  readonly base?: Cluster;
  /** The namespace of objects that name none. */
  readonly defaultNamespace: string;
  /** Whether the API server refuses ambiguous CIDRs, as it does from 1.36 on. */
  readonly strictCidr: boolean;
  readonly ruleset: Ruleset;
}

/** Judges every NetworkPolicy of the texts, each finding with its line and column. */
export function lintManifests(run: ManifestRun): Report {
  const judged = run.texts.flatMap(documentsOf);
  const context = run.context.flatMap(documentsOf);
  const subjects = judged.filter((item) => item.kind === 'unreadable' || isNetworkPolicy(item.value));
  const broken = context.filter((item) => item.kind === 'unreadable');
  const items = [...subjects, ...broken];
  const targets = items.map((item) =>
    item.kind === 'unreadable' ? unreadableTarget(item) : targetOf(item, run),
  );
  const cluster = clusterOfRun(run, [...context, ...judged]);
  return locate(lint(targets, cluster, run.ruleset, judged.length + context.length), targets, items);
}

/** The cluster as it would be with the texts applied. */
function clusterOfRun(
  { base, defaultNamespace }: ManifestRun,
  items: readonly (Document | UnreadableDocument)[],
): Cluster {
  const objects = items.flatMap((item) => (item.kind === 'document' ? [item.value] : []));
  const given = inventoryOf(objects, defaultNamespace);
  if (base === undefined) return withEngine(given);
  const together = layer(base, given);
  // The engine of the cluster can be asked about one policy that is to join it; anything more needs another one.
  const isSame = given.pods.size === 0 && given.namespaces.size === 0 && given.policies.size <= 1;
  return isSame && base.engine !== undefined ? { ...together, engine: base.engine } : withEngine(together);
}

/** The engine is made when the first rule asks for it, and not at all for policies without pods. */
function withEngine(inventory: Inventory): Cluster {
  let engine: Engine | undefined;
  return {
    ...inventory,
    get engine() {
      return (engine ??= createEngine(inventory));
    },
  };
}
