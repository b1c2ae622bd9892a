import type { Labels } from './labels.ts';

/** The label that every namespace carries its own name in; set by the API server since 1.21 and immutable. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** A namespace and its labels, `kubernetes.io/metadata.name` always among them. */
export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
  /** Those of a service mesh, where there are any. */
  readonly annotations?: Labels;
}
