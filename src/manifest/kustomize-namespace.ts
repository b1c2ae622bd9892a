import { callbackKinds } from '../model/callback.ts';
import { isJsonObject, textAt, valueAt } from '../model/json.ts';
import type { Document } from '../source/document.ts';
import type { Fields } from './kustomize-labels.ts';

/**
 * The object in the namespace that a kustomization gives, in whichever it is written; a Namespace object is called so, and
 * what the API server calls back by is in none (api/internal/konfig/builtinpluginconsts/namespace.go).
 */
export function inNamespace(value: Fields, namespace: string): Fields {
  if (isCallback(value)) return value;
  const field = textAt(value, 'kind') === 'Namespace' ? 'name' : 'namespace';
  return { ...value, metadata: { ...(valueAt(value, 'metadata') as Fields), [field]: namespace } };
}

/**
 * The documents that no kustomization lists, in the namespace to which one moves all others of theirs: where each has left,
 * its name stands for that of the other one, as `system` does in what Kubebuilder makes.
 */
export function withThoseLeft(
  documents: readonly Document[],
  given: ReadonlyMap<Document, Document>,
): ReadonlyMap<Document, Document> {
  const ways = Map.groupBy(given, ([before]) => namespaceOf(before));
  const all = new Map(given);
  for (const document of documents) {
    const { value } = document;
    const own = namespaceOf(document);
    if (own === undefined || given.has(document) || !isJsonObject(value)) continue;
    const [to, ...others] = new Set(ways.get(own)?.map(([, after]) => namespaceOf(after)));
    if (to !== undefined && to !== own && others.length === 0)
      all.set(document, { ...document, value: inNamespace(value, to) });
  }
  return all;
}

function namespaceOf({ value }: Document): string | undefined {
  return textAt(value, 'metadata', 'namespace');
}

/**
 * Beside `given` the webhook configurations and the like with the Services that they call where kustomize puts these: it
 * follows a reference to what it moves (api/internal/konfig/builtinpluginconsts/namereference.go).
 */
export function withReferences(
  documents: readonly Document[],
  given: ReadonlyMap<Document, Document>,
): ReadonlyMap<Document, Document> {
  const moved = new Map<string, string>();
  for (const [before, after] of given) {
    if (textAt(after.value, 'kind') !== 'Service') continue;
    const [from, to] = [namespaceOf(before), namespaceOf(after)];
    if (from !== to) moved.set(keyOf(from, textAt(after.value, 'metadata', 'name')), to ?? '');
  }
  const all = new Map(given);
  for (const document of moved.size === 0 ? [] : documents) {
    const { value } = given.get(document) ?? document;
    if (isCallback(value)) all.set(document, { ...document, value: follow(value, moved, deepest) });
  }
  return all;
}

function keyOf(namespace = '', name = ''): string {
  return `${namespace}/${name}`;
}

function isCallback(value: unknown): boolean {
  return callbackKinds.some((kind) => kind === textAt(value, 'kind'));
}

/** How deep references stand: `spec.conversion.webhook.clientConfig.service`, in lists one deeper. */
const deepest = 6;

/** The value with what its `service` fields refer to; the schemas of a CRD go deeper and are left as they are. */
function follow(value: unknown, moved: ReadonlyMap<string, string>, depth: number): unknown {
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => follow(item, moved, depth - 1));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([field, part]) => {
    const to =
      field === 'service' ? moved.get(keyOf(textAt(part, 'namespace'), textAt(part, 'name'))) : undefined;
    return to === undefined
      ? [field, follow(part, moved, depth - 1)]
      : [field, { ...(part as Fields), namespace: to }];
  });
  return Object.fromEntries(entries);
}
