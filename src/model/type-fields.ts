import type { Path } from './pointer.ts';

/** What the two fields say by which clients and API servers know a NetworkPolicy (metav1.TypeMeta). */
export const typeFields = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' } as const;

/** Whether the path leads to one of the two fields. */
export function isTypeField(path: Path): boolean {
  return path.length === 1 && Object.hasOwn(typeFields, path[0] ?? '');
}
