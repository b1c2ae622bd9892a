/** What the two fields say by which clients and API servers know a NetworkPolicy (metav1.TypeMeta). */
export const typeFields = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' } as const;

/** Whether both fields say so. */
export function hasTypeFields(object: Readonly<Record<string, unknown>>): boolean {
  return object['apiVersion'] === typeFields.apiVersion && object['kind'] === typeFields.kind;
}
