import type { Cluster } from '../lint/cluster.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import { lint } from '../lint/lint.ts';
import type { Report } from '../lint/report.ts';
import type { Suppressions } from '../lint/suppressions/suppression.ts';
import type { Successor, Target } from '../lint/target.ts';
import { inventoryOf } from '../model/given.ts';
import type { Inventory } from '../model/inventory.ts';
import { layer } from '../model/layer.ts';
import { createEngine, type Engine } from '../semantics/engine/engine.ts';
import type { Document, UnreadableDocument } from '../source/document.ts';
import { withForeignPolicies } from './foreign-policy.ts';
import { isNetworkPolicy } from './kinds.ts';
import { type Judged, withAdvice } from './kustomize-advice.ts';
import { locate } from './locate.ts';
import { joinReports } from './join-reports.ts';
import { successorsAmong } from './successors.ts';
import { suppressionsIn } from './suppressions.ts';
import { openTarget, targetOf, unreadableTarget } from './target.ts';
import { openPolicyOf, type TemplatePart } from './template.ts';
import { type ReadText, readTexts, type Text } from './text.ts';
import { variantsOf } from './variants.ts';

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
  /** The day of the run as YYYY-MM-DD, up to which suppressions may hold; without it none is heeded. */
  readonly today?: string;
  /** Asked before each policy: whether there is no time left for it, and for those that follow. */
  readonly isOver?: () => boolean;
}

/** Judges every NetworkPolicy of the texts, each finding with its line and column. */
export function lintManifests(run: ManifestRun): Report {
  const read = readTexts([...run.texts, ...run.context]);
  const built = judge(run, read);
  const documents = read.flatMap((text) => text.documents.filter((item) => item.kind === 'document'));
  return withAdvice(built, documents, (supposed) =>
    judge(run, readTexts([...run.texts, ...run.context], supposed)),
  );
}

function judge(run: ManifestRun, read: readonly ReadText[]): Judged {
  const texts = read.slice(0, run.texts.length);
  const judged = texts.flatMap(({ documents }) => documents);
  const context = read.slice(run.texts.length).flatMap(({ documents }) => documents);
  const broken = context.filter((item) => item.kind === 'unreadable');
  const items = [...judged.filter(isSubject), ...broken];
  const suppressions = new Map(texts.flatMap(({ text, documents }) => heeded(text, documents, run.today)));
  const targets = items.map((item) => {
    if (item.kind === 'unreadable') return unreadableTarget(item);
    const open = openPolicyOf(item);
    if (open !== undefined) return openTarget(open, run.defaultNamespace);
    const suppressed = suppressions.get(item);
    return { ...targetOf(item, run), ...(suppressed === undefined ? {} : { suppressions: suppressed }) };
  });
  const report = locate(lintVariants(run, targets, items, [...context, ...judged]), targets, items);
  const patches = read.reduce((sum, text) => sum + text.patches, 0);
  const summary = { ...report.summary, documents: report.summary.documents + patches };
  return { report: { ...report, summary }, items };
}

type Item = TemplatePart | UnreadableDocument;

/** Judges each target among the documents of its own variant; nearly always there is one for all. */
function lintVariants(
  run: ManifestRun,
  targets: readonly Target[],
  items: readonly Item[],
  all: readonly Item[],
): Report {
  const documents = all.filter((item) => item.kind === 'document');
  const variants = variantsOf(documents, run.defaultNamespace);
  const groups = Map.groupBy(targets.keys(), (index) => variants.nameOf(items[index]?.file));
  const reports = [...groups.values()].map((group) => {
    const file = items[group[0] ?? 0]?.file;
    const own = documents.filter((document) => variants.go(file, document.file) === 'together');
    const beside = withForeignPolicies(own, run.defaultNamespace);
    const successors = successorsAmong(
      group.flatMap((index) => items[index] ?? []),
      own,
      run.defaultNamespace,
    );
    const judged = group.flatMap((index) =>
      withSuccessor(targets[index], successors.get(items[index] as Item)),
    );
    return { group, report: lint(beside(judged), clusterOf(run, own), run.ruleset, run.isOver) };
  });
  return joinReports(reports, all.length);
}

function withSuccessor(target: Target | undefined, successor: Successor | undefined): readonly Target[] {
  if (target === undefined) return [];
  return [successor === undefined ? target : { ...target, successor }];
}

function isSubject(item: Item): boolean {
  return item.kind === 'unreadable' || isNetworkPolicy(item.value) || openPolicyOf(item) !== undefined;
}

function heeded(
  text: Text,
  documents: readonly Item[],
  today: string | undefined,
): readonly (readonly [Document, Suppressions])[] {
  if (today === undefined) return [];
  const subjects = documents.filter((item) => item.kind === 'document').filter(isSubject);
  return [...suppressionsIn(text, subjects, today)];
}

/** The cluster as it would be with the texts applied. */
function clusterOf({ base, defaultNamespace }: ManifestRun, documents: readonly Document[]): Cluster {
  const given = inventoryOf(
    documents.map(({ value }) => value),
    defaultNamespace,
  );
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
