import { annotatedSuppressions } from '../lint/suppressions/annotated.ts';
import type { Target } from '../lint/target.ts';
import type { ObjectIdentity } from '../model/identity.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import { type ReadOptions, readNetworkPolicy } from '../model/read-networkpolicy.ts';
import type { PolicyReview, Review } from './admission-request.ts';
import { lastApplied } from './last-applied.ts';

/** How the object of a request is read. */
export interface Reading {
  /** Whether ambiguous CIDRs are problems, as they are to API servers since Kubernetes 1.36 (KEP-4858). */
  readonly strictCidr: boolean;
  /** The day of the request as YYYY-MM-DD, up to which suppressions may hold. */
  readonly today: string;
}

/** What the request would make of the policy, with all that is known about it. */
export function targetOf(review: PolicyReview, { strictCidr, today }: Reading): Target {
  const { object, oldObject } = review;
  const reading: ReadOptions = { defaultNamespace: review.namespace, strictCidr, previous: oldObject };
  const previous = policyOf(oldObject, reading);
  const suppressions = annotatedSuppressions(object ?? oldObject, today);
  const about = {
    operation: review.operation,
    object: identityOf(review),
    ...(previous === undefined ? {} : { previous }),
    ...(suppressions === undefined ? {} : { suppressions }),
  } as const;
  if (object === undefined)
    return { ...about, raw: { absent: 'the policy goes' }, reading: { absent: 'the policy goes' } };
  const { fieldValidation } = review;
  const read = readNetworkPolicy(object, reading);
  const policy = 'policy' in read ? read.policy : undefined;
  return {
    ...about,
    raw: lastApplied({ object, before: oldObject, fieldValidation, policy, reading }),
    reading: read,
  };
}

/**
 * The policy as it was before an UPDATE, judged like any stored object, to tell what is new from what was there: what it
 * suppressed was there. Absent when there was none.
 */
export function previousTargetOf(review: PolicyReview, { strictCidr }: Reading): Target | undefined {
  const { oldObject } = review;
  if (review.operation !== 'UPDATE' || oldObject === undefined) return undefined;
  const reading: ReadOptions = { defaultNamespace: review.namespace, strictCidr, previous: oldObject };
  const policy = policyOf(oldObject, reading);
  return {
    operation: 'lint',
    object: identityOf(review),
    raw: lastApplied({ object: oldObject, before: undefined, fieldValidation: '', policy, reading }),
    reading: readNetworkPolicy(oldObject, reading),
  };
}

function identityOf(review: Review): ObjectIdentity {
  return {
    apiVersion: `${review.group}/${review.version}`,
    kind: review.kind,
    namespace: review.namespace,
    name: review.name,
  };
}

function policyOf(object: object | undefined, reading: ReadOptions): NetworkPolicy | undefined {
  if (object === undefined) return undefined;
  const read = readNetworkPolicy(object, reading);
  return 'policy' in read ? read.policy : undefined;
}
