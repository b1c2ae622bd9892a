import { isJsonObject } from './json.ts';
import { nearest } from './nearest.ts';

/** What the two fields say by which clients and API servers know a NetworkPolicy (metav1.TypeMeta). */
export const typeFields = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' } as const;

/** One of the two. */
export type TypeField = keyof typeof typeFields;

/** Whether both fields say so. */
export function hasTypeFields(object: Readonly<Record<string, unknown>>): boolean {
  return object['apiVersion'] === typeFields.apiVersion && object['kind'] === typeFields.kind;
}

/** The key that stands where a field is missing: a misspelling of it, or one that says what the field ought to say. */
export function misnamed(object: unknown, field: TypeField): string | undefined {
  if (!isJsonObject(object) || !isMissing(object[field])) return undefined;
  const [key] =
    Object.entries(object).find(
      ([name, value]) =>
        !objectFields.has(name) && (value === typeFields[field] || nearest(name, [field]) !== undefined),
    ) ?? [];
  return key;
}

/** Fields of an object that nobody writes for another one. */
export const objectFields: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'status',
]);

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
