import type { Review } from './admission-request.ts';
import { auditAnnotationsOf } from './audit-annotations.ts';
import type { Decision } from './decide.ts';
import { denialOf, type Status } from './denial.ts';
import { warningsOf } from './warnings.ts';

/** The answer to an AdmissionReview of admission.k8s.io/v1. A validating webhook never sends a patch. */
export interface AdmissionAnswer {
  readonly apiVersion: 'admission.k8s.io/v1';
  readonly kind: 'AdmissionReview';
  readonly response: {
    /** The request's, or the API server takes the answer for none. */
    readonly uid: string;
    readonly allowed: boolean;
    readonly status?: Status;
    readonly warnings?: readonly string[];
    readonly auditAnnotations?: Readonly<Record<string, string>>;
  };
}

/** Writes a decision the way the API server reads it. */
export function encode(review: Review, decision: Decision): AdmissionAnswer {
  const denied = decision.kind === 'judged' ? decision.denied : [];
  const warnings = textsOf(decision);
  const auditAnnotations = auditAnnotationsOf(decision);
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: {
      uid: review.uid,
      allowed: denied.length === 0,
      ...(denied.length === 0 ? {} : { status: denialOf(review, denied) }),
      ...(warnings.length === 0 ? {} : { warnings }),
      ...(Object.keys(auditAnnotations).length === 0 ? {} : { auditAnnotations }),
    },
  };
}

function textsOf(decision: Decision): readonly string[] {
  switch (decision.kind) {
    case 'judged':
      return warningsOf(decision);
    case 'exempt':
      return [];
    case 'other':
      return [`not evaluated: netpol-lint judges NetworkPolicies, not ${decision.subject}`];
  }
}
