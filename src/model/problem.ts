import type { Path } from './pointer.ts';

/**
 * Why the API server would refuse an object: the type of a Status cause, or `Undecodable` for what it cannot decode
 * into the Go types at all (HTTP 400, no cause).
 */
export type ProblemType =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'Undecodable';

/** One reason why the API server refuses an object; an object can have several. */
export interface Problem {
  /** From the root of the object, `['spec', 'ingress', 0]`. */
  readonly path: Path;
  readonly type: ProblemType;
  /** What must hold instead, in one clause; compare type and path with the API server's, never this text. */
  readonly detail: string;
  /** What in the value it is about where the path does not say that: the key or the value of a label. */
  readonly subject?: string;
  /** The offending value as typed; undefined where it is missing. */
  readonly value: unknown;
  /** How the value is written, where that is known: YAML reads `on` as true and `010` as 8. */
  readonly text?: string | undefined;
}
