import { qualifiedName } from '../model/identity.ts';
import type { Cluster } from './cluster.ts';
import { judge, type Judgement } from './judge.ts';
import { countBySeverity, eachOnce, type Report, type ReportedFinding, type Summary } from './report.ts';
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
  const run = { cluster, ruleset, judged: namesOf(targets) };
  const judgements: Judgement[] = [];
  for (const [index, target] of targets.entries()) {
    if (isOver()) break;
    judgements.push(judge({ index, target }, run));
  }
  const found = judgements.map(({ findings }) => findings);
  const notEvaluated = eachOnce(judgements.flatMap((judgement) => judgement.notEvaluated));
  const { settled, ...told } = settle({ targets, found, notEvaluated }, ruleset, isOver);
  const effect = judgements.find((judgement) => judgement.effect !== undefined)?.effect;
  return {
    ...told,
    summary: summarise(told.findings, told.suppressed.length, targets),
    ...(settled === targets.length ? {} : { unjudged: targets.length - settled }),
    ...(effect === undefined ? {} : { effect }),
  };
}

function namesOf(targets: readonly Target[]): ReadonlySet<string> {
  return new Set(targets.flatMap(({ object }) => (object === undefined ? [] : [qualifiedName(object)])));
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
