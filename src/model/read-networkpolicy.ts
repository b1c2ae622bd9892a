import { compileNetworkPolicy } from './compile-networkpolicy.ts';
import type { ValidationContext } from './keywords/check.ts';
import type { NetworkPolicy } from './networkpolicy.ts';
import type { Problem } from './problem.ts';
import { rememberedOf } from './remembered.ts';
import { contextOf } from './ratchet.ts';
import { isDecodable, validateNetworkPolicy } from './validate-networkpolicy.ts';

/** What a reading depends on besides the object. */
export interface ReadOptions {
  /** The namespace of objects that do not name one. */
  readonly defaultNamespace: string;
  /** Whether the API server refuses new CIDRs that other software may read differently (KEP-4858, default since 1.36). */
  readonly strictCidr: boolean;
  /** The object that an update replaces: some of what it has is accepted although it would be refused today. */
  readonly previous?: unknown;
}

/**
 * The NetworkPolicy that an API server would make of the value, after defaulting, or every reason why it refuses it.
 * Any value is read, also one that is no object; fields that the API does not have are dropped, as the API server does.
 */
export function readNetworkPolicy(
  value: unknown,
  options: ReadOptions,
): { readonly policy: NetworkPolicy } | { readonly problems: readonly Problem[] } {
  const context: ValidationContext = contextOf(options.strictCidr, options.previous);
  const problems = validateNetworkPolicy(value, context);
  if (problems.length > 0) return { problems };
  const policy = readStoredNetworkPolicy(value, options.defaultNamespace);
  if (policy === undefined) throw new Error('a NetworkPolicy was accepted that cannot be compiled');
  return { policy };
}

/**
 * A NetworkPolicy that an API server has stored already, without judging it: what was accepted once stays in force, also
 * what would be refused today. Undefined when it makes no sense as a NetworkPolicy.
 */
export function readStoredNetworkPolicy(value: unknown, defaultNamespace: string): NetworkPolicy | undefined {
  if (!isDecodable(value)) return undefined;
  const policies = readingsOf(value);
  let policy = policies.get(defaultNamespace);
  if (policy === undefined && (policy = compileNetworkPolicy(value, defaultNamespace)) !== undefined)
    policies.set(defaultNamespace, policy);
  return policy;
}

/**
 * By default namespace. A document is read once as something to be judged and once as a fact: the two are one object, so
 * that what is found out about it is found out once, and so that it is told from other policies by identity.
 */
const readingsOf = rememberedOf<object, Map<string, NetworkPolicy>>(() => new Map());
