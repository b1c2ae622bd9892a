import type { Decision } from '../admission/decide.ts';
import type { ReviewOutcome } from '../admission/review.ts';
import type { ReportedFinding } from '../lint/report.ts';
import { oneLine, shorten } from '../model/prose.ts';
import type { Metrics } from './metrics.ts';

type Answered = Extract<ReviewOutcome, { readonly kind: 'answered' }>;

/** What was measured about one call. */
export interface Measurement {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** Counts an answered review. */
export function countReview(
  { review, decision, by }: Answered,
  measured: Measurement,
  metrics: Metrics,
): void {
  const { operation, dryRun } = review;
  metrics.requests.inc({ operation, decision: verdictOf(decision), dry_run: String(dryRun), code: 200 });
  if (by === 'memory') metrics.remembered.inc();
  metrics.duration.observe({ operation }, measured.milliseconds / 1000);
  metrics.bodyBytes.observe(measured.bytes);
  if (decision.kind !== 'judged') return;
  const add = (mode: string, findings: readonly ReportedFinding[]): void => {
    for (const { code, severity } of findings) metrics.findings.inc({ rule: code, severity, mode });
  };
  add('enforce', decision.denied);
  add('warn', decision.warned);
  add('audit', decision.audited);
}

/** One log line for a review: who did what to which object and what came of it, never the object itself. */
export function describeReview({ review, decision }: Answered, milliseconds: number): object {
  return {
    uid: plain(review.uid),
    operation: review.operation,
    kind: plain([review.group, review.version, review.kind].filter((part) => part !== '').join('/')),
    namespace: plain(review.namespace),
    name: plain(review.name),
    user: plain(review.user.name),
    fieldManager: plain(review.fieldManager),
    dryRun: review.dryRun,
    decision: verdictOf(decision),
    ...findingsOf(decision),
    milliseconds: Math.round(milliseconds * 1000) / 1000,
  };
}

function verdictOf(decision: Decision): string {
  switch (decision.kind) {
    case 'judged':
      return decision.denied.length === 0 ? 'allowed' : 'denied';
    case 'exempt':
      return 'exempt';
    case 'other':
      return 'not-judged';
  }
}

function findingsOf(decision: Decision): object {
  if (decision.kind !== 'judged') return {};
  const codes = (entries: readonly { readonly code: string }[]): readonly string[] =>
    [...new Set(entries.map((entry) => entry.code))].sort();
  return {
    denied: codes(decision.denied),
    warned: codes(decision.warned),
    audited: codes(decision.audited),
    notEvaluated: codes(decision.notEvaluated),
  };
}

function plain(text: string): string {
  return shorten(oneLine(text), 253);
}
