import { applyPatch } from 'rfc6902';

/** An operation of RFC 6902 JSON Patch. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move'; readonly from: string; readonly path: string };

/** A copy of the document with the operations applied one after the other; undefined where one of them cannot be. */
export function patched(document: unknown, patch: readonly PatchOperation[]): unknown {
  const copy: unknown = structuredClone(document);
  const errors = applyPatch(copy, [...patch]);
  return errors.every((error) => error === null) ? copy : undefined;
}
