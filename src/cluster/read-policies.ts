import { isJsonObject } from '../model/json.ts';
import type { Connection } from './connection.ts';
import type { Failure } from './failure.ts';
import { listWithRetries, personalPatience } from './list-with-retries.ts';
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
  let policies: object[] = [];
  const patience = { ...personalPatience, signal: new AbortController().signal };
  const failure = await listWithRetries(connection, collectionPath(kind, namespace), patience, () => {
    policies = [];
    return (items) => {
      for (const item of items.filter(isJsonObject))
        policies.push({ ...item, apiVersion: kind.apiVersion, kind: kind.objectKind });
    };
  });
  return failure === undefined ? { policies } : { failure };
}
