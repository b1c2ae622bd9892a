import type { ObjectIdentity } from '../model/identity.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import type { Problem } from '../model/problem.ts';
import type { DuplicateKey } from '../source/document.ts';
import type { Suppressions } from './suppressions/suppression.ts';

/** What is being done with the object: `lint` for files and requests that change nothing. */
export type Operation = 'lint' | 'CREATE' | 'UPDATE' | 'DELETE';

/** The object as its author typed it, before any API server saw it. */
export interface Raw {
  readonly value: unknown;
  /** Outermost first; absent when the text itself was not seen, as in the last-applied annotation. */
  readonly duplicateKeys?: readonly DuplicateKey[];
  /** The text of the single value at an RFC 6901 pointer as it is written, without quotes; absent like the keys. */
  readonly textAt?: (pointer: string) => string | undefined;
}

/** Evidence that is not there, and why; the reason completes "not evaluated: …". */
export interface Absent {
  readonly absent: string;
}

/** A text that holds no readable object. */
export interface Unreadable {
  readonly reason: string;
}

/** An object as an API server reads it; never neither. */
export type Reading =
  | { readonly policy: NetworkPolicy; readonly problems?: readonly Problem[] }
  | { readonly policy?: NetworkPolicy; readonly problems: readonly Problem[] };

/** What takes the place of a policy, as it has its namespace and name and comes later in what is given. */
export interface Successor {
  /** How both get to the cluster: in one text, by one kustomization, which is refused, or perhaps with all of a folder. */
  readonly by: 'text' | 'kustomize' | 'folder';
  /** Absent where the API server refuses it. */
  readonly policy?: NetworkPolicy;
}

/** One thing to be judged, with everything known about it. */
export interface Target {
  readonly operation: Operation;
  /** Absent when nothing could be read. */
  readonly object?: ObjectIdentity;
  /** Set when the text could not be read; nothing else is known then. */
  readonly unreadable?: Unreadable;
  readonly raw: Raw | Absent;
  /**
   * What the API server would make of it: the policy after defaulting, or why it refuses the object. Of some that are
   * refused it is plain all the same what they mean, and both are there.
   */
  readonly reading: Reading | Absent;
  /** On UPDATE the policy before, on DELETE the policy that goes. */
  readonly previous?: NetworkPolicy;
  /** Where the run holds another policy of its namespace and name that comes later. */
  readonly successor?: Successor;
  /** Policies of another kind that decide about the same pods and are not read, `CiliumNetworkPolicy of cilium.io`. */
  readonly otherPolicies?: string;
  /** What its author does not want to be told of it; absent when that is nothing. */
  readonly suppressions?: Suppressions;
}

/** Whether evidence is missing. */
export function isAbsent(evidence: object): evidence is Absent {
  return 'absent' in evidence;
}
