/** Who asks, as the API server authenticated them. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** An AdmissionRequest of admission.k8s.io/v1 with the shape checked; what the objects hold is not. */
export interface Review {
  readonly uid: string;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Empty for the object itself. */
  readonly subResource: string;
  readonly namespace: string;
  /** Empty only when neither the request nor the object names it. */
  readonly name: string;
  readonly user: User;
  readonly dryRun: boolean;
  /** What the client asked for: `Strict`, `Warn`, `Ignore`, or empty, which means Warn. */
  readonly fieldValidation: string;
  /** The tool that writes, such as `kubectl-client-side-apply`; empty when unknown. */
  readonly fieldManager: string;
  /** Present on CREATE and UPDATE. */
  readonly object: object | undefined;
  /** Present on UPDATE and, from every supported API server, on DELETE. */
  readonly oldObject: object | undefined;
}

/** A request that writes or deletes a NetworkPolicy itself, the only thing that is judged here. */
export interface PolicyReview extends Review {
  readonly operation: Exclude<Review['operation'], 'CONNECT'>;
}

/** Whether a request writes or deletes a NetworkPolicy itself. */
export function isAboutNetworkPolicy(review: Review): review is PolicyReview {
  return (
    review.group === 'networking.k8s.io' &&
    review.version === 'v1' &&
    review.kind === 'NetworkPolicy' &&
    review.subResource === '' &&
    review.operation !== 'CONNECT'
  );
}
