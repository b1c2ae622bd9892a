import { isJsonObject } from '../model/json.ts';
import type { Connection } from './connection.ts';
import { isFailure, type Failure } from './failure.ts';
import { listPages } from './list-pages.ts';
import { onceRead } from './read-once.ts';
import { collectionPath, watchedKinds } from './watched-kind.ts';

/**
 * The NetworkPolicies of a namespace, or of all, as the API server keeps them, by namespace and name. The items of a list
 * do not say what they are, these do.
 */
export async function readPolicies(
  connection: Connection,
  namespace: string | undefined,
): Promise<{ readonly policies: readonly object[] } | { readonly failure: Failure }> {
  const { policies: kind } = watchedKinds;
  const policies: object[] = [];
  const patience = { ...onceRead, signal: new AbortController().signal };
  const listed = await listPages(connection, collectionPath(kind, namespace), patience, (items) => {
    for (const item of items.filter(isJsonObject))
      policies.push({ ...item, apiVersion: kind.apiVersion, kind: kind.objectKind });
  });
  return isFailure(listed) ? listed : { policies };
}
