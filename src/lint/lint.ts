import { toPointer } from '../model/pointer.ts';
import type { Cluster } from './cluster.ts';
import { type Effect, effectOf } from './effect.ts';
import { type Dossier, openDossier } from './dossier.ts';
import type { NotEvaluated, Report, ReportedFinding, Summary } from './report.ts';
import type { CannotTell, Draft, DraftRelated, Rule } from './rule.ts';
import { pageUrl, type RuleSetting, type Ruleset } from './ruleset.ts';
import { type Severity, severities, temper } from './severity.ts';
import type { Target } from './target.ts';
import { oneLine } from './text.ts';

/** The code of the finding that says that a rule itself failed. */
const ruleFailed = 'NP001';

/**
 * Judges every target against what is known of the cluster. Pure and synchronous: the cluster is not changed, nothing
 * is fetched, and a rule that throws becomes a finding of its own instead of an exception.
 *
 * `documents` is the number of documents that were read, context included; the targets by default.
 */
export function lint(
  targets: readonly Target[],
  cluster: Cluster,
  ruleset: Ruleset,
  documents: number = targets.length,
): Report {
  const findings: ReportedFinding[] = [];
  const notEvaluated = new Map<string, NotEvaluated>();
  let effect: Effect | undefined;
  const judged = namesOf(targets);
  for (const [index, target] of targets.entries()) {
    const found = judge(index, target, { cluster, ruleset, judged });
    findings.push(...found.findings.sort(byWeight));
    const about = found.notEvaluated.length === 0 ? '' : JSON.stringify(target.object);
    for (const entry of found.notEvaluated) notEvaluated.set(`${entry.code} ${about} ${entry.reason}`, entry);
    effect ??= found.effect;
  }
  return {
    findings,
    notEvaluated: [...notEvaluated.values()],
    summary: summarise(findings, targets, documents),
    ...(effect === undefined ? {} : { effect }),
  };
}

interface Judgement {
  readonly findings: ReportedFinding[];
  readonly notEvaluated: NotEvaluated[];
  readonly effect?: Effect;
}

interface Run {
  readonly cluster: Cluster;
  readonly ruleset: Ruleset;
  readonly judged: ReadonlySet<string>;
}

function judge(index: number, target: Target, { cluster, ruleset, judged }: Run): Judgement {
  const judgement: Judgement = { findings: [], notEvaluated: [] };
  const about = target.object === undefined ? {} : { object: target.object };
  const dossier = openDossier(target, cluster, judged);
  for (const rule of ruleset.rules) {
    const setting = ruleset.settings.get(rule.code);
    if (setting?.severity === 'off' || !concerns(rule, target)) continue;
    const outcome = run(rule, dossier);
    for (const draft of outcome.drafts) judgement.findings.push(finish(rule, draft, index, target, setting));
    for (const reason of outcome.reasons) judgement.notEvaluated.push({ code: rule.code, reason, ...about });
    if (outcome.failure !== undefined)
      judgement.findings.push(...failure(rule, outcome.failure, index, target, ruleset));
  }
  const delta = dossier.delta();
  return delta === undefined ? judgement : { ...judgement, effect: effectOf(delta) };
}

function namesOf(targets: readonly Target[]): ReadonlySet<string> {
  return new Set(
    targets.flatMap(({ object }) => (object === undefined ? [] : [`${object.namespace}/${object.name}`])),
  );
}

/** Of an object that goes only what its going does is of interest. */
function concerns(rule: Rule, { operation }: Target): boolean {
  return operation !== 'DELETE' || rule.needs.includes('delta');
}

interface Outcome {
  readonly drafts: readonly Draft[];
  readonly reasons: readonly string[];
  readonly failure?: unknown;
}

/** What most rules find in most policies. */
const nothing: Outcome = { drafts: [], reasons: [] };

function run(rule: Rule, dossier: Dossier): Outcome {
  try {
    const gathered = dossier.gather(rule);
    if ('notApplicable' in gathered) return nothing;
    if ('missing' in gathered) return { drafts: [], reasons: [gathered.missing] };
    const answers = [...rule.check(gathered.facts)];
    return answers.length === 0 ? nothing : outcomeOf(answers, dossier);
  } catch (failure) {
    return { drafts: [], reasons: [], failure };
  }
}

function outcomeOf(answers: readonly (Draft | CannotTell)[], dossier: Dossier): Outcome {
  const drafts: Draft[] = [];
  const reasons: string[] = [];
  for (const answer of answers) {
    if (!isCannotTell(answer)) drafts.push(answer);
    else if (typeof answer.cannotTell === 'string') reasons.push(answer.cannotTell);
    else reasons.push(dossier.whyWithout(answer.cannotTell.without));
  }
  return { drafts, reasons };
}

function isCannotTell(answer: Draft | CannotTell): answer is CannotTell {
  return 'cannotTell' in answer;
}

function finish(
  rule: Rule,
  draft: Draft,
  index: number,
  target: Target,
  setting: RuleSetting | undefined,
): ReportedFinding {
  const confidence = draft.confidence ?? rule.confidence;
  const severity = configured(setting) ?? temper(draft.severity ?? rule.severity, confidence);
  return {
    code: rule.code,
    name: rule.name,
    severity,
    confidence,
    message: oneLine(draft.message),
    help: oneLine(draft.help),
    url: pageUrl(rule.code),
    ...(target.object === undefined ? {} : { object: target.object }),
    path: toPointer(draft.path),
    ...(draft.related === undefined
      ? {}
      : { related: draft.related.map((related) => relate(related, target)) }),
    ...(draft.fix === undefined ? {} : { fix: draft.fix }),
    target: index,
  };
}

function configured(setting: RuleSetting | undefined): Severity | undefined {
  return setting?.severity === 'off' ? undefined : setting?.severity;
}

function relate(related: DraftRelated, target: Target): NonNullable<ReportedFinding['related']>[number] {
  const object = related.object ?? target.object;
  return {
    message: oneLine(related.message),
    ...(object === undefined ? {} : { object }),
    ...(related.path === undefined ? {} : { path: toPointer(related.path) }),
  };
}

function failure(
  rule: Rule,
  thrown: unknown,
  index: number,
  target: Target,
  ruleset: Ruleset,
): ReportedFinding[] {
  const reporter = ruleset.rules.find((candidate) => candidate.code === ruleFailed);
  if (reporter === undefined) return [];
  const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const draft: Draft = {
    path: [],
    message: `rule ${rule.code} ${rule.name} failed and judged nothing: ${reason}`,
    help: `report this with the object; until then switch ${rule.code} off in the configuration`,
  };
  return [finish(reporter, draft, index, target, ruleset.settings.get(ruleFailed))];
}

const byText = new Intl.Collator('en');
const byNumbers = new Intl.Collator('en', { numeric: true });

function byWeight(a: ReportedFinding, b: ReportedFinding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    byText.compare(a.code, b.code) ||
    byNumbers.compare(a.path, b.path)
  );
}

function summarise(
  findings: readonly ReportedFinding[],
  targets: readonly Target[],
  documents: number,
): Summary {
  const of = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    documents,
    policies: targets.filter((target) => target.unreadable === undefined).length,
    errors: of('error'),
    warnings: of('warning'),
    infos: of('info'),
    suppressed: 0,
  };
}
