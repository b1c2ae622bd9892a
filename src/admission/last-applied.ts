import type { Absent, Raw } from '../lint/target.ts';
import { unknownFields } from '../model/fields.ts';
import { hasField, isJsonObject, isSameJson, textAt, valueAt } from '../model/json.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import { type ReadOptions, readNetworkPolicy } from '../model/read-networkpolicy.ts';

/** The annotation in which client-side apply keeps the object as it was typed. */
const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Far deeper than any NetworkPolicy; the text is chosen by the tenant, and functions that walk it must not run out of
 * stack.
 */
const deepest = 40;

/** What decides whether the annotation of an object can be taken for what its author typed. */
export interface Witness {
  readonly object: object;
  /** The object before this request; its annotation, if the same, was not written by this request. */
  readonly before: object | undefined;
  readonly fieldValidation: string;
  /** The object as it was read, or undefined when the API server would refuse it. */
  readonly policy: NetworkPolicy | undefined;
  readonly reading: ReadOptions;
}

/**
 * The object as its author typed it, from the last-applied annotation: only when the annotation was written by this
 * very request and says what the object says, and has no unknown field where the API server would have refused it.
 */
export function lastApplied(witness: Witness): Raw | Absent {
  const text = annotationOf(witness.object);
  if (text === undefined)
    return { absent: 'what was typed is not in the request (no last-applied annotation)' };
  if (witness.before !== undefined && annotationOf(witness.before) === text)
    return { absent: 'the last-applied annotation is older than this request' };
  const typed = parse(text);
  if (typed === undefined) return { absent: 'the last-applied annotation holds no readable object' };
  if (!saysTheSame(typed, witness))
    return { absent: 'the last-applied annotation does not say what the object says' };
  // What was sent had none, so a text that has some is not what was sent: the tenant writes both.
  if (witness.fieldValidation === 'Strict' && unknownFields(typed).length > 0)
    return { absent: 'the last-applied annotation has fields that the request cannot have had' };
  return { value: typed };
}

function annotationOf(object: object): string | undefined {
  return textAt(object, 'metadata', 'annotations', lastAppliedAnnotation);
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && isShallow(value, deepest) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isShallow(member, levels - 1));
}

/** Compares what the API server makes of both, so that unknown fields, nulls, empty lists and order do not count. */
function saysTheSame(typed: object, { object, policy, reading }: Witness): boolean {
  const name = textAt(typed, 'metadata', 'name');
  if (policy === undefined || (name !== undefined && name !== policy.name)) return false;
  // Who writes out all defaults, or nothing that has any, typed what is stored.
  if (isSameJson(valueAt(typed, 'spec'), valueAt(object, 'spec'))) return true;
  const spec = hasField(typed, 'spec') ? { spec: valueAt(typed, 'spec') } : {};
  const again = readNetworkPolicy(
    {
      apiVersion: valueAt(object, 'apiVersion'),
      kind: valueAt(object, 'kind'),
      metadata: valueAt(object, 'metadata'),
      ...spec,
    },
    reading,
  );
  return 'policy' in again && meaning(again.policy) === meaning(policy);
}

function meaning(policy: NetworkPolicy): string {
  return JSON.stringify(policy, (key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    if (key === 'requirements' && Array.isArray(value))
      return value.map((requirement) => JSON.stringify(requirement)).sort();
    return value;
  });
}
