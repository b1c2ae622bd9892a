import { countBySeverity, type Report, type ReportedFinding } from '../lint/report.ts';
import { isJsonObject, valueAt } from '../model/json.ts';
import { fromPointer } from '../model/pointer.ts';
import { oneLine } from '../model/prose.ts';
import type { Document, UnreadableDocument } from '../source/document.ts';
import { isKustomization } from './kustomization.ts';
import type { Supposition } from './kustomize.ts';
import { type Fields, without } from './kustomize-labels.ts';
import { advices, type Case } from './kustomize-suppositions.ts';

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
  const { findings, summary } = built.report;
  const helps = new Map<ReportedFinding, string>();
  const untold = new Set<ReportedFinding>();
  const open = new Set(findings.filter(({ path }) => onSelector.test(path)));
  const kustomizations = open.size === 0 ? [] : documents.filter(isKustomization);
  for (const { supposed, concerns, help } of advices) {
    const files = [...new Set([...open].map(({ target }) => built.items[target]?.file ?? ''))];
    if (!kustomizations.some((each) => concerns(each, files))) continue;
    for (const [finding, about] of goneAmong(open, built, judge(supposed))) {
      if (isAboutAdded(finding, about)) untold.add(finding);
      const better = help(about, kustomizations);
      if (better === undefined) continue;
      helps.set(finding, better);
      open.delete(finding);
    }
  }
  const told = findings.filter((finding) => !untold.has(finding));
  return {
    ...built.report,
    findings: told.map((finding) => withHelp(finding, helps.get(finding))),
    summary: { ...summary, ...countBySeverity(told) },
  };
}

const onSelector = /\/(?:podSelector|namespaceSelector)(?:\/|$)|\/(?:from|to)\/\d+$/;

/** Those of the findings that are not there where everything is judged otherwise, and what the selector then requires. */
function goneAmong(
  findings: ReadonlySet<ReportedFinding>,
  built: Judged,
  supposed: Judged,
): ReadonlyMap<ReportedFinding, Case> {
  const [before, after] = [byPlace(built.report.findings), byPlace(supposed.report.findings)];
  const gone = new Map<ReportedFinding, Case>();
  for (const finding of findings) {
    if (!isGone(finding, before, after)) continue;
    const [item, other] = [built.items[finding.target], supposed.items[finding.target]];
    const selectors = { built: selectorOf(item, finding), supposed: selectorOf(other, finding) };
    gone.set(finding, { ...selectors, file: item?.file ?? '' });
  }
  return gone;
}

/**
 * Whether a finding is about a label that nobody typed. What kustomize adds to a selector it writes anew together with
 * the pods, so that it may well change with every version; that no pod can have it is an error all the same.
 */
function isAboutAdded({ path, severity }: ReportedFinding, { built, supposed }: Case): boolean {
  return severity !== 'error' && String(fromPointer(path).at(-1)) in without(built, supposed);
}

/** A fix would contradict the help. */
function withHelp(finding: ReportedFinding, help: string | undefined): ReportedFinding {
  if (help === undefined) return finding;
  const { fix: _, ...others } = finding;
  return { ...others, help: oneLine(help) };
}

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
