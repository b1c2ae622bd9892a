import { toFieldPath } from '../../../src/model/pointer.ts';
import type { Problem } from '../../../src/model/problem.ts';

/** JSON objects as they are written, right or wrong. */
export type Json = Readonly<Record<string, unknown>>;

/** One write of an object and what comes of it. */
export interface PolicyCase {
  readonly name: string;
  readonly object: unknown;
  /** What the write replaces; without it the write is a create. */
  readonly previous?: unknown;
  /** Whether the API server reads CIDRs strictly; it does unless this is false. */
  readonly strictCidr?: boolean;
  /** `TYPE FIELD.PATH` of every cause, FieldValue left out of the type; none when the write is accepted. */
  readonly causes: readonly string[];
}

/** A problem as a case writes it. */
export function causeOf({ type, path }: Problem): string {
  return `${type.replace('FieldValue', '')} ${toFieldPath(path)}`;
}

/** A NetworkPolicy of this spec; without a namespace, so that it fits wherever it is sent. */
export function policyOf(spec: unknown, metadata: Json = {}): Json {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'web', ...metadata },
    spec,
  };
}

/** A policy for all pods with one ingress rule. */
export function ingress(rule: unknown): Json {
  return policyOf({ podSelector: {}, ingress: [rule] });
}

/** A policy for all pods with one egress rule. */
export function egress(rule: unknown): Json {
  return policyOf({ podSelector: {}, policyTypes: ['Egress'], egress: [rule] });
}

/** A policy with one ingress peer. */
export function from(...peers: readonly unknown[]): Json {
  return ingress({ from: peers });
}

/** A policy with one egress peer. */
export function to(...peers: readonly unknown[]): Json {
  return egress({ to: peers });
}

/** A policy that lets in the addresses of one block. */
export function block(cidr: unknown, ...except: readonly unknown[]): Json {
  return from({ ipBlock: except.length === 0 ? { cidr } : { cidr, except } });
}

/** A policy with these ports in its ingress rule. */
export function ports(...entries: readonly unknown[]): Json {
  return ingress({ ports: entries });
}

/** A create that is accepted, or refused for these causes. */
export function create(name: string, object: unknown, ...causes: readonly string[]): PolicyCase {
  return { name, object, causes };
}

/** An update that is accepted, or refused for these causes. */
export function update(
  name: string,
  previous: unknown,
  object: unknown,
  ...causes: readonly string[]
): PolicyCase {
  return { name, previous, object, causes };
}

/** The case on an API server that reads CIDRs as they were read before Kubernetes 1.36. */
export function lenient(each: PolicyCase): PolicyCase {
  return { ...each, name: `${each.name}, not strictly`, strictCidr: false };
}
