import { listAt, textAt } from '../model/json.ts';
import type { Review } from './admission-request.ts';

/**
 * The review as one of a DELETE where that is what it comes to: the API server removes an object that is being deleted
 * with the UPDATE that takes away its last finalizer. Until then the policy is in force, and judged like any other.
 */
export function asDeletion(review: Review): Review {
  const { operation, object, oldObject } = review;
  const isGoing = [object, oldObject].every(
    (each) => textAt(each, 'metadata', 'deletionTimestamp') !== undefined,
  );
  const isHeld = listAt(object, 'metadata', 'finalizers').length > 0;
  return operation === 'UPDATE' && isGoing && !isHeld
    ? { ...review, operation: 'DELETE', object: undefined }
    : review;
}
