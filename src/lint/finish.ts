import { toPointer } from '../model/pointer.ts';
import { oneLine } from '../model/prose.ts';
import type { ReportedFinding } from './report.ts';
import type { Draft, DraftRelated, Rule } from './rule.ts';
import { pageUrl, type RuleSetting } from './ruleset.ts';
import { type Severity, temper } from './severity.ts';
import type { Target } from './target.ts';

/** A target and its position among those of the run. */
export interface NumberedTarget {
  readonly index: number;
  readonly target: Target;
}

/** What a rule stated, with what is the same for every finding of the rule and what the configuration says about it. */
export function finish(
  rule: Rule,
  draft: Draft,
  { index, target }: NumberedTarget,
  setting: RuleSetting | undefined,
): ReportedFinding {
  const others = rule.assumes === undefined ? undefined : target.otherPolicies;
  const confidence = others === undefined ? (draft.confidence ?? rule.confidence) : 'possible';
  const severity = configured(setting) ?? temper(draft.severity ?? rule.severity, confidence);
  return {
    code: rule.code,
    name: rule.name,
    severity,
    confidence,
    message: oneLine(draft.message),
    help: oneLine(
      others === undefined ? draft.help : `${draft.help}, unless ${others} does: it is not read here`,
    ),
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
