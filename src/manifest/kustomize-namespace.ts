import { callbackKinds } from '../model/callback.ts';
import { isJsonObject, textAt, valueAt } from '../model/json.ts';
import type { Document } from '../source/document.ts';
import type { Fields } from './kustomize-labels.ts';

/**
 * The object in the namespace that a kustomization gives, in whichever it is written; a Namespace object is called so
 * (api/internal/konfig/builtinpluginconsts/namespace.go).
 */
export function inNamespace(value: Fields, namespace: string): Fields {
  const field = textAt(value, 'kind') === 'Namespace' ? 'name' : 'namespace';
  return { ...value, metadata: { ...(valueAt(value, 'metadata') as Fields), [field]: namespace } };
}

/**
 * The webhook configurations and the like among `given` with the Services that they call where kustomize puts these: it
 * follows a reference to what it moves (api/internal/konfig/builtinpluginconsts/namereference.go).
 */
export function withReferences(given: ReadonlyMap<Document, Document>): ReadonlyMap<Document, Document> {
  const moved = new Map<string, string>();
  for (const [before, { value }] of given) {
    if (textAt(value, 'kind') !== 'Service') continue;
    const [from, to] = [
      textAt(before.value, 'metadata', 'namespace'),
      textAt(value, 'metadata', 'namespace'),
    ];
    if (from !== to) moved.set(keyOf(from, textAt(value, 'metadata', 'name')), to ?? '');
  }
  if (moved.size === 0) return given;
  return new Map(
    [...given].map(([before, after]) =>
      isCallback(after.value)
        ? [before, { ...after, value: follow(after.value, moved, deepest) }]
        : [before, after],
    ),
  );
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
