import type { Cluster } from './cluster.ts';
import { openDossier } from './dossier.ts';
import { type Effect, effectOf } from './effect.ts';
import { finish, type NumberedTarget } from './finish.ts';
import { isToldInSpiteOfLoss } from './loss.ts';
import type { NotEvaluated, ReportedFinding } from './report.ts';
import { ruleFailed } from './reserved-codes.ts';
import type { Draft, Rule } from './rule.ts';
import type { Ruleset } from './ruleset.ts';
import { runRule } from './run-rule.ts';
import type { Target } from './target.ts';

/** What the rules say of one target. */
export interface Judgement {
  readonly findings: readonly ReportedFinding[];
  readonly notEvaluated: readonly NotEvaluated[];
  readonly effect?: Effect;
}

/** What is the same for all targets of a run. */
export interface Run {
  readonly cluster: Cluster;
  readonly ruleset: Ruleset;
  /** The qualified names of the targets. */
  readonly judged: ReadonlySet<string>;
}

/** Asks every rule that is on about one target, in code order. A rule that throws becomes a finding, NP001. */
export function judge(numbered: NumberedTarget, { cluster, ruleset, judged }: Run): Judgement {
  const { target } = numbered;
  const dossier = openDossier(target, cluster, judged);
  const about = target.object === undefined ? {} : { object: target.object };
  const findings: ReportedFinding[] = [];
  const notEvaluated: NotEvaluated[] = [];
  for (const rule of ruleset.rules) {
    const setting = ruleset.settings.get(rule.code);
    if (setting?.severity === 'off' || !concerns(rule, target)) continue;
    const outcome = runRule(rule, dossier);
    if ('thrown' in outcome) {
      findings.push(...failureOf(rule, outcome.thrown, numbered, ruleset));
      continue;
    }
    for (const draft of outcome.drafts) {
      const finding = finish(rule, draft, numbered, setting);
      if (isToldInSpiteOfLoss(finding, rule, target, ruleset)) findings.push(finding);
    }
    for (const reason of outcome.reasons) notEvaluated.push({ code: rule.code, reason, ...about });
  }
  const delta = dossier.delta();
  return { findings, notEvaluated, ...(delta === undefined ? {} : { effect: effectOf(delta) }) };
}

/** Of an object that goes only what its going does is of interest. */
function concerns(rule: Rule, { operation }: Target): boolean {
  return operation !== 'DELETE' || rule.needs.includes('delta');
}

/** NP001 where it is among the rules of the run. */
function failureOf(
  rule: Rule,
  thrown: unknown,
  numbered: NumberedTarget,
  ruleset: Ruleset,
): readonly ReportedFinding[] {
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
