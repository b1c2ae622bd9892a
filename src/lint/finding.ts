import type { ObjectIdentity } from '../model/identity.ts';
import type { PatchOperation } from '../model/patch.ts';
import type { Location } from '../source/location.ts';
import type { Confidence, Severity } from './severity.ts';

/** One statement about one place of one object, complete: nothing has to be looked up to show it. */
export interface Finding {
  /** Stable for ever, such as `NP401`. */
  readonly code: string;
  /** The rule's name in kebab-case, so that "allow unmatched-pod-selector" reads. */
  readonly name: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What is wrong, in one line without control characters. */
  readonly message: string;
  /** What to do, with the label, the number or the field to write. */
  readonly help: string;
  /** The rule's page. */
  readonly url: string;
  /** Absent when the document could not be read. */
  readonly object?: ObjectIdentity;
  /** RFC 6901 JSON Pointer from the root of the object. */
  readonly path: string;
  /** Present when the object came as text. */
  readonly location?: Location;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

/** What a rule goes by. */
export type RuleName = Pick<Finding, 'code' | 'name'>;

/** Another place that explains a finding. */
export interface Related {
  readonly message: string;
  readonly object?: ObjectIdentity;
  readonly path?: string;
  readonly location?: Location;
}

/** A change of the object that repairs the finding. A safe one writes what can only be meant. */
export interface Fix {
  readonly safe: boolean;
  readonly patch: readonly PatchOperation[];
}
