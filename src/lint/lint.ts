import { qualifiedName } from '../model/identity.ts';
import type { Cluster } from './cluster.ts';
import { type Effect, effectOf } from './effect.ts';
import { type Dossier, openDossier } from './dossier.ts';
import { finish, type NumberedTarget } from './finish.ts';
import { isToldInSpiteOfLoss } from './loss.ts';
import {
  countBySeverity,
  type NotEvaluated,
  type Report,
  type ReportedFinding,
  type Summary,
} from './report.ts';
import { ruleFailed } from './reserved-codes.ts';
import type { CannotTell, Draft, Rule } from './rule.ts';
import type { Ruleset } from './ruleset.ts';
import { settle } from './settle.ts';
import type { Target } from './target.ts';

/**
 * Judges every target against what is known of the cluster. Pure and synchronous: the cluster is not changed, nothing
 * is fetched, and a rule that throws becomes a finding of its own instead of an exception.
 *
 * Once `isOver` says so, no further target is begun and the report is of no use but for its count of those that are left.
 */
export function lint(
  targets: readonly Target[],
  cluster: Cluster,
  ruleset: Ruleset,
  isOver: () => boolean = () => false,
): Report {
  const notEvaluated = new Map<string, NotEvaluated>();
  let effect: Effect | undefined;
  const judged = namesOf(targets);
  const found: ReportedFinding[][] = [];
  for (const [index, target] of targets.entries()) {
    if (isOver()) break;
    const judgement = judge({ index, target }, { cluster, ruleset, judged });
    found.push(judgement.findings);
    const about = judgement.notEvaluated.length === 0 ? '' : JSON.stringify(target.object);
    for (const entry of judgement.notEvaluated)
      notEvaluated.set(`${entry.code} ${about} ${entry.reason}`, entry);
    effect ??= judgement.effect;
  }
  const judgements = { targets, found, notEvaluated: [...notEvaluated.values()] };
  const { settled, ...told } = settle(judgements, ruleset, isOver);
  return {
    ...told,
    summary: summarise(told.findings, told.suppressed.length, targets),
    ...(settled === targets.length ? {} : { unjudged: targets.length - settled }),
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

function judge(numbered: NumberedTarget, { cluster, ruleset, judged }: Run): Judgement {
  const { target } = numbered;
  const judgement: Judgement = { findings: [], notEvaluated: [] };
  const about = target.object === undefined ? {} : { object: target.object };
  const dossier = openDossier(target, cluster, judged);
  for (const rule of ruleset.rules) {
    const setting = ruleset.settings.get(rule.code);
    if (setting?.severity === 'off' || !concerns(rule, target)) continue;
    const outcome = run(rule, dossier);
    for (const draft of outcome.drafts) {
      const finding = finish(rule, draft, numbered, setting);
      if (isToldInSpiteOfLoss(finding, rule, target, ruleset)) judgement.findings.push(finding);
    }
    for (const reason of outcome.reasons) judgement.notEvaluated.push({ code: rule.code, reason, ...about });
    if (outcome.failure !== undefined)
      judgement.findings.push(...failure(rule, outcome.failure, numbered, ruleset));
  }
  const delta = dossier.delta();
  return delta === undefined ? judgement : { ...judgement, effect: effectOf(delta) };
}

function namesOf(targets: readonly Target[]): ReadonlySet<string> {
  return new Set(targets.flatMap(({ object }) => (object === undefined ? [] : [qualifiedName(object)])));
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

function failure(rule: Rule, thrown: unknown, numbered: NumberedTarget, ruleset: Ruleset): ReportedFinding[] {
  const reporter = ruleset.rules.find((candidate) => candidate.code === ruleFailed);
  if (reporter === undefined) return [];
  const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const draft: Draft = {
    path: [],
    message: `rule ${rule.code} ${rule.name} failed and judged nothing: ${reason}`,
    help: `report this with the object; until then switch ${rule.code} off in the configuration`,
  };
  return [finish(reporter, draft, numbered, ruleset.settings.get(ruleFailed))];
}

function summarise(
  findings: readonly ReportedFinding[],
  suppressed: number,
  targets: readonly Target[],
): Summary {
  return {
    documents: targets.length,
    policies: targets.filter(isPolicy).length,
    ...countBySeverity(findings),
    suppressed,
  };
}

/** Of a policy that goes nothing is read, and its going is judged all the same. */
function isPolicy({ operation, reading }: Target): boolean {
  return operation === 'DELETE' || !('absent' in reading);
}
