import { isJsonObject, textAt } from './json.ts';

/** What identifies an object of a namespaced kind among its kind. */
export interface Metadata {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Name and namespace of an object; undefined when it is not an object or has no name. An object without a namespace
 * goes to `defaultNamespace`, as kubectl sends it there. Before creation `generateName` stands for the name.
 */
export function readMetadata(value: unknown, defaultNamespace: string): Metadata | undefined {
  if (!isJsonObject(value)) return undefined;
  const name = textAt(value, 'metadata', 'name') ?? textAt(value, 'metadata', 'generateName');
  if (name === undefined) return undefined;
  return { namespace: textAt(value, 'metadata', 'namespace') ?? defaultNamespace, name };
}

/**
 * Group and kind of an object, `apps/Deployment`; without a slash for the core group, `Pod`. Empty where the object
 * lacks one of the two fields.
 */
export function groupKind(value: unknown): string {
  const kind = textAt(value, 'kind');
  const apiVersion = textAt(value, 'apiVersion');
  if (kind === undefined || apiVersion === undefined) return '';
  const slash = apiVersion.lastIndexOf('/');
  return slash === -1 ? kind : `${apiVersion.slice(0, slash)}/${kind}`;
}
