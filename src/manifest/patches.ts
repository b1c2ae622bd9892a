import { isJsonObject, listAt, textAt, valueAt } from '../model/json.ts';
import type { Document } from '../source/document.ts';
import { isKustomization } from './kustomization.ts';
import { folderOf, resolvePath } from './paths.ts';

/**
 * The documents that say how kustomize is to change an object, and are none: what a kustomization among them names as a
 * patch, and what tells a strategic merge what to do by `$patch`.
 */
export function patchesAmong(documents: readonly Document[]): ReadonlySet<Document> {
  const named = new Set(documents.filter(isKustomization).flatMap(patchFiles));
  return new Set(
    documents.filter(
      ({ value, file }) => hasDirective(value) || (file !== undefined && named.has(resolvePath('', file))),
    ),
  );
}

/** A patch can also stand in the kustomization itself; such a text is the path of no file. */
function patchFiles({ value, file = '' }: Document): readonly string[] {
  const paths = [
    ...listAt(value, 'patchesStrategicMerge'),
    ...['patches', 'patchesJson6902'].flatMap((field) =>
      listAt(value, field).map((patch) => textAt(patch, 'path')),
    ),
  ];
  return paths.flatMap((path) => (typeof path === 'string' ? resolvePath(folderOf(file), path) : []));
}

function hasDirective(value: unknown): boolean {
  return isJsonObject(value) && ('$patch' in value || hasDirectiveWithin(valueAt(value, 'spec')));
}

function hasDirectiveWithin(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasDirectiveWithin);
  return isJsonObject(value) && ('$patch' in value || Object.values(value).some(hasDirectiveWithin));
}
