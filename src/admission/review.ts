import type { Cluster } from '../lint/cluster.ts';
import { tooManyEntries } from '../lint/derived-evidence.ts';
import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import type { Report } from '../lint/report.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import { oneLine, shorten } from '../model/prose.ts';
import type { Target } from '../lint/target.ts';
import { type Inventory, inventoryKinds } from '../model/inventory.ts';
import { noLabels } from '../model/labels.ts';
import { isAboutNetworkPolicy, type Review } from './admission-request.ts';
import { canDeny, type Decision, decide } from './decide.ts';
import { asDeletion } from './deletion.ts';
import { decode, isMalformed, type Malformed } from './decode.ts';
import { type AdmissionAnswer, encode } from './encode.ts';
import { type Exemptions, exemptionOf } from './exemptions.ts';
import { type Modes, modesOf } from './modes.ts';
import { type Found, rememberDecisions } from './remember-decisions.ts';
import { previousTargetOf, targetOf } from './target.ts';

/** What the body of an admission call came to. */
export type ReviewOutcome =
  | { readonly kind: 'malformed'; readonly malformed: Malformed }
  | {
      readonly kind: 'answered';
      readonly review: Review;
      readonly decision: Decision;
      readonly by: Found['by'];
      readonly answer: AdmissionAnswer;
    };

/** What reviews are judged by. */
export interface Reviewer {
  /** A live view: two reviews may see two states of the cluster, one review never does. */
  readonly inventory: Cluster;
  /** Another text whenever the inventory may answer anything differently than before. */
  readonly inventoryState: () => string;
  readonly ruleset: Ruleset;
  /** Where a namespace's labels say nothing. */
  readonly defaults: Modes;
  readonly exemptions: Exemptions;
  /** Whether ambiguous CIDRs are refused here; an API server that asks has judged them itself, by gates of its own. */
  readonly strictCidr: boolean;
  /** The day of a review as YYYY-MM-DD, up to which suppressions may hold. */
  readonly today: () => string;
}

/** The function from the body of an admission call to its answer. It takes any value, waits for nothing and never throws. */
export function reviewer(given: Reviewer): (body: unknown) => ReviewOutcome {
  const decide = rememberDecisions(
    (review) => decisionOn(review, given),
    () => `${given.today()} ${given.inventoryState()}`,
  );
  return (body) => {
    const review = decode(body);
    if (isMalformed(review)) return { kind: 'malformed', malformed: review };
    const { decision, by } = decide(review);
    return { kind: 'answered', review, decision, by, answer: encode(review, decision) };
  };
}

function decisionOn(asked: Review, given: Reviewer): Decision {
  const review = asDeletion(asked);
  if (!isAboutNetworkPolicy(review)) return { kind: 'other', subject: subjectOf(review) };
  const exemption = exemptionOf(review, given.exemptions);
  if (exemption !== undefined) return { kind: 'exempt', exemption };
  const { inventory, defaults } = given;
  const reading = { strictCidr: given.strictCidr, today: given.today() };
  const namespace = modesOf(inventory.namespaces.get(review.namespace)?.labels ?? noLabels, defaults);
  const enforcement = { level: namespace.modes.enforce, operation: review.operation, ruleset: given.ruleset };
  // Who may write a policy may not excuse it from what the administrator enforces.
  const ruleset = { ...given.ruleset, suppressible: (finding: Finding) => !canDeny(finding, enforcement) };
  const judge = (target: Target | undefined): Report =>
    lint(target === undefined ? [] : [target], inventory, ruleset);
  return decide({
    report: judge(targetOf(review, reading)),
    enforcement,
    namespace,
    before: () => judge(previousTargetOf(review, reading)).findings,
    gaps: gapsOf(inventory, review.namespace),
  });
}

function subjectOf({ group, version, kind, subResource }: Review): string {
  const type = [group, version, kind].filter((part) => part !== '').join('/');
  return shorten(oneLine(subResource === '' ? type : `${type} ${subResource}`), 100);
}

/** Why the inventory does not know, as rules repeat it when they cannot judge, and what keeps them from comparing. */
function gapsOf(inventory: Inventory, namespace: string): ReadonlySet<string> {
  const reasons = new Set([tooManyEntries]);
  for (const kind of inventoryKinds)
    for (const extent of [inventory[kind].extent(), inventory[kind].extent(namespace)])
      if (extent.state === 'unknown') reasons.add(extent.reason);
  return reasons;
}
