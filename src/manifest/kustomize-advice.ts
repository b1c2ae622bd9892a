import type { Report, ReportedFinding } from '../lint/report.ts';
import { enumerate, oneLine } from '../model/prose.ts';
import { isJsonObject, textAt, valueAt } from '../model/json.ts';
import { fromPointer } from '../model/pointer.ts';
import type { Document, UnreadableDocument } from '../source/document.ts';
import { isKustomization, listedPaths } from './kustomization.ts';
import { labelsOf, type Supposition } from './kustomize.ts';
import type { Fields } from './kustomize-labels.ts';
import { folderOf, resolvePath } from './paths.ts';

/** A report on documents, and the document of each of its targets. */
export interface Judged {
  readonly report: Report;
  readonly items: readonly (Document | UnreadableDocument)[];
}

/**
 * The report with better help for what a kustomization does to a selector: of a finding that would not be there if the
 * kustomization were read differently. `judge` judges everything anew as if it were. What is said of the very labels that
 * kustomize adds is left out.
 */
export function withAdvice(
  built: Judged,
  documents: readonly Document[],
  judge: (supposed: Supposition) => Judged,
): Report {
  const { findings } = built.report;
  const helps = new Map<ReportedFinding, string>();
  const untold = new Set<ReportedFinding>();
  const open = new Set(findings.filter(({ path }) => onSelector.test(path)));
  const kustomizations = open.size === 0 ? [] : documents.filter(isKustomization);
  const before = byPlace(findings);
  for (const { supposed, concerns, help } of advices) {
    const files = [...new Set([...open].map(({ target }) => built.items[target]?.file ?? ''))];
    if (!kustomizations.some((each) => concerns(each, files))) continue;
    const other = judge(supposed);
    const after = byPlace(other.report.findings);
    for (const finding of open) {
      if (!isGone(finding, before, after)) continue;
      const [item, supposedItem] = [built.items[finding.target], other.items[finding.target]];
      const selectors = { built: selectorOf(item, finding), supposed: selectorOf(supposedItem, finding) };
      if (isAboutAdded(finding, without(selectors.built, selectors.supposed))) untold.add(finding);
      const better = help({ ...selectors, file: item?.file ?? '' }, kustomizations);
      if (better === undefined) continue;
      helps.set(finding, better);
      open.delete(finding);
    }
  }
  const told = findings.filter((finding) => !untold.has(finding));
  const { summary } = built.report;
  return {
    ...built.report,
    findings: told.map((finding) => withHelp(finding, helps.get(finding))),
    summary: { ...summary, ...lessThan(summary, untold) },
  };
}

/**
 * Whether a finding is about a label that nobody typed. What kustomize adds to a selector it writes anew together with
 * the pods, so that it may well change with every version; that no pod can have it is an error all the same.
 */
function isAboutAdded({ path, severity }: ReportedFinding, added: Fields): boolean {
  return severity !== 'error' && String(fromPointer(path).at(-1)) in added;
}

function lessThan(
  { warnings, infos }: Report['summary'],
  untold: ReadonlySet<ReportedFinding>,
): Pick<Report['summary'], 'warnings' | 'infos'> {
  const of = (severity: string): number => [...untold].filter((each) => each.severity === severity).length;
  return { warnings: warnings - of('warning'), infos: infos - of('info') };
}

/** A fix would contradict the help. */
function withHelp(finding: ReportedFinding, help: string | undefined): ReportedFinding {
  if (help === undefined) return finding;
  const { fix: _, ...others } = finding;
  return { ...others, help: oneLine(help) };
}

const onSelector = /\/(?:podSelector|namespaceSelector)(?:\/|$)|\/(?:from|to)\/\d+$/;

type ByPlace = ReadonlyMap<string, readonly ReportedFinding[]>;

function byPlace(findings: readonly ReportedFinding[]): ByPlace {
  return Map.groupBy(findings, placeOf);
}

function placeOf({ target, path }: ReportedFinding): string {
  return `${target} ${path}`;
}

/** Whether nothing is said of the place any more but what was said beside the finding. */
function isGone(finding: ReportedFinding, before: ByPlace, after: ByPlace): boolean {
  const codesIn = (findings: ByPlace): readonly string[] =>
    (findings.get(placeOf(finding)) ?? []).map(({ code }) => code);
  const beside = codesIn(before).filter((code) => code !== finding.code);
  return codesIn(after).every((code) => beside.includes(code));
}

/** What a podSelector requires by matchLabels, at or around the place of a finding. */
function selectorOf(item: Document | UnreadableDocument | undefined, { path }: ReportedFinding): Fields {
  if (item === undefined || item.kind === 'unreadable') return {};
  const steps = fromPointer(path);
  const at = steps.indexOf('podSelector');
  const selector = at === -1 ? [...steps, 'podSelector'] : steps.slice(0, at + 1);
  const labels = valueAt(item.value, ...selector, 'matchLabels');
  return isJsonObject(labels) ? labels : {};
}

interface Case {
  /** What the selector requires, and what it would under the supposition. */
  readonly built: Fields;
  readonly supposed: Fields;
  readonly file: string;
}

interface Advice {
  readonly supposed: Supposition;
  /** Whether the supposition makes a difference to a kustomization, or by it to one of the files. */
  readonly concerns: (kustomization: Document, files: readonly string[]) => boolean;
  readonly help: (about: Case, kustomizations: readonly Document[]) => string | undefined;
}

const advices: readonly Advice[] = [
  {
    supposed: 'no selectors',
    concerns: ({ value }) => hasAny(labelsOf(value, ['includeSelectors'])),
    help: ({ built, supposed }, kustomizations) => {
      const added = without(built, supposed);
      const by = kustomizations.find(({ value }) => shares(labelsOf(value, ['includeSelectors']), added));
      return by === undefined
        ? undefined
        : `kustomize adds ${termsOf(added)} to this selector: in ${by.file} use labels with includeTemplates, without includeSelectors`;
    },
  },
  {
    supposed: 'all templates',
    concerns: ({ value }) => hasAny(without(labelsOf(value, []), labelsOf(value, furtherThanObjects))),
    help: ({ built }, kustomizations) => {
      for (const { value, file } of kustomizations) {
        const missed = without(labelsOf(value, []), labelsOf(value, furtherThanObjects));
        const wanted = Object.entries(missed).filter(([key, each]) => built[key] === each);
        if (wanted.length > 0)
          return `add includeTemplates: true to labels in ${file}: ${termsOf(Object.fromEntries(wanted))} does not reach pods without it`;
      }
      return undefined;
    },
  },
  {
    supposed: 'bare selectors',
    concerns: ({ value }) => affixOf(value) !== undefined,
    help: ({ built, supposed }, kustomizations) => {
      const bare = without(supposed, built);
      const by = kustomizations.find(({ value }) => affixOf(value) !== undefined);
      return by === undefined || !hasAny(bare)
        ? undefined
        : `write ${termsOf(bare)}: ${affixOf(by.value)} in ${by.file} changes names, not labels`;
    },
  },
  {
    supposed: 'all listed',
    concerns: (each, files) =>
      files.some((file) => isBeside(each, file) && !listedPaths(each).has(resolvePath('', file))),
    help: ({ file }, kustomizations) => {
      const path = resolvePath('', file);
      if (kustomizations.some((each) => listedPaths(each).has(path))) return undefined;
      const by = kustomizations.find((each) => isBeside(each, file));
      return by === undefined
        ? undefined
        : `list ${path.slice(path.lastIndexOf('/') + 1)} in resources of ${by.file}: what it does not list is never applied`;
    },
  },
];

const furtherThanObjects = ['includeTemplates', 'includeSelectors'];

function isBeside({ file = '' }: Document, other: string): boolean {
  return folderOf(resolvePath('', file)) === folderOf(resolvePath('', other));
}

function affixOf(value: unknown): 'namePrefix' | 'nameSuffix' | undefined {
  return (['namePrefix', 'nameSuffix'] as const).find((field) => textAt(value, field) !== undefined);
}

function hasAny(fields: Fields): boolean {
  return Object.keys(fields).length > 0;
}

function without(fields: Fields, others: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => others[key] !== value));
}

function shares(fields: Fields, others: Fields): boolean {
  return Object.entries(others).some(([key, value]) => fields[key] === value);
}

function termsOf(labels: Fields): string {
  return enumerate(Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`));
}
