import type { ValidationContext } from './keywords/check.ts';
import type { NetworkPolicyObject } from './networkpolicy-object.ts';
import type { Problem } from './problem.ts';

/** What an ajv validator says about one value: which keyword failed, and where, as a JSON Pointer. */
export interface TypeError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly type?: string | readonly string[] };
}

/** What one of our keywords says about a value: its problems, with paths from the value on. */
interface ValueError {
  readonly instancePath: string;
  readonly params: { readonly problems: readonly Problem[] };
}

/** Whether JSON decodes into the Go types; `errors` of the last call, when it does not. */
export interface TypeValidator {
  (value: unknown): value is NetworkPolicyObject;
  readonly errors?: readonly TypeError[] | null;
}

/** Whether an API server accepts what decodes; `errors` of the last call, when it does not. */
export interface ValueValidator {
  (this: ValidationContext, value: NetworkPolicyObject): boolean;
  readonly errors?: readonly ValueError[] | null;
}
