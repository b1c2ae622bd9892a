/** Which object a statement is about. `namespace` is absent for objects that have none. */
export interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** What an object is called among all of its kind: `shop/web`. */
export function qualifiedName({ namespace, name }: Pick<ObjectIdentity, 'namespace' | 'name'>): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
