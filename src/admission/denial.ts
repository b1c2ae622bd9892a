import type { ReportedFinding } from '../lint/report.ts';
import { oneLine, shorten } from '../model/prose.ts';
import { fromPointer, toFieldPath } from '../model/pointer.ts';
import type { Review } from './admission-request.ts';
import { sentenceOf } from './warnings.ts';

/** A Status of meta/v1 that refuses a request, as far as clients read it. */
export interface Status {
  readonly status: 'Failure';
  readonly code: 422;
  readonly reason: 'Invalid';
  readonly message: string;
  readonly details: {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
    readonly causes: readonly Cause[];
  };
}

/** A StatusCause of meta/v1. */
export interface Cause {
  readonly reason: 'FieldValueInvalid';
  /** The place as the API server writes it, `spec.ingress[0].from[1]`. */
  readonly field: string;
  readonly message: string;
}

/** An object can hold thousands of equal mistakes; this many are enough to start with. */
const mostCauses = 50;
const longestCause = 1000;

/**
 * The Status that refuses a request for these findings. With reason `Invalid` kubectl prints the causes and nothing
 * else, so each names the tool; other clients print the message.
 */
export function denialOf(review: Review, denied: readonly ReportedFinding[]): Status {
  const causes = denied.slice(0, mostCauses).map(causeOf);
  const left = denied.length - causes.length;
  const lines = causes.map(({ field, message }) => `- ${field}: ${message}`);
  return {
    status: 'Failure',
    code: 422,
    reason: 'Invalid',
    message: [
      `${review.kind} ${oneLine(review.namespace)}/${oneLine(review.name)} is refused by netpol-lint:`,
      ...lines,
      ...(left === 0 ? [] : [`and ${left} more`]),
    ].join('\n'),
    details: {
      group: review.group,
      kind: review.kind,
      name: review.name,
      causes: left === 0 ? causes : [...causes, remainder(left)],
    },
  };
}

function causeOf(finding: ReportedFinding): Cause {
  const text = `netpol-lint ${sentenceOf(finding)}; ${finding.help}`;
  return {
    reason: 'FieldValueInvalid',
    field: fieldOf(finding.path),
    message: shorten(oneLine(text.toWellFormed()), longestCause),
  };
}

function remainder(left: number): Cause {
  return { reason: 'FieldValueInvalid', field: 'spec', message: `netpol-lint: and ${left} more` };
}

/** A pointer does not tell an index from a numeric key; keys of NetworkPolicies outside label maps are never numeric. */
function fieldOf(pointer: string): string {
  const path = fromPointer(pointer).map((step) => (/^\d+$/.test(String(step)) ? Number(step) : step));
  return path.length === 0 ? 'metadata.name' : oneLine(toFieldPath(path).toWellFormed());
}
