import type { Extent, Inventory } from '../model/inventory.ts';
import { readNamespace } from '../model/read-namespace.ts';
import { createStore, ofEveryKind, type Store } from '../model/store.ts';
import type { ExtentOf } from '../model/table.ts';
import type { Connection } from './connection.ts';
import type { Patience } from './exchange.ts';
import { type KindExtent, setExtents, withGaps } from './extents.ts';
import { isFailure, type Failure } from './failure.ts';
import { readObject } from './read-object.ts';
import { createKindCache, type KindCache } from './kind-cache.ts';
import { listWithRetries, personalPatience } from './list-with-retries.ts';
import { collectionPath, watchedKinds, type WatchedName, watchedNames } from './watched-kind.ts';

/** What to read, and for how long at most. */
export interface ReadOptions {
  /** Only what is in this namespace, and the namespace itself where namespaces may not be listed. */
  readonly namespace?: string;
  readonly signal?: AbortSignal;
}

/**
 * Reads every kind once. A kind that cannot be read is `unknown` with the reason, and the others are there; when none
 * can be read, that is a failure.
 */
export async function readCluster(
  connection: Connection,
  { namespace, signal = new AbortController().signal }: ReadOptions = {},
): Promise<{ readonly inventory: Inventory } | { readonly failure: Failure }> {
  const unread: Extent = { state: 'unknown', reason: 'not yet read from the cluster' };
  const store = createStore(ofEveryKind(unread));
  const reading = { connection, store, namespace, patience: { ...personalPatience, signal } };
  const kinds = await Promise.all(watchedNames.map((kind) => readKind(kind, reading)));
  const failures = kinds.map(({ failure }) => failure);
  const [first] = failures;
  if (first !== undefined && !failures.includes(undefined)) return { failure: first };
  setExtents(store, kinds);
  return { inventory: store.inventory };
}

interface Reading {
  readonly connection: Connection;
  readonly store: Store;
  readonly namespace: string | undefined;
  readonly patience: Patience;
}

/** What was read of one kind, and why it was not. */
interface ReadKind extends KindExtent {
  readonly failure?: Failure;
}

async function readKind(name: WatchedName, reading: Reading): Promise<ReadKind> {
  const { store, namespace } = reading;
  const { fact, resource, namespaced } = watchedKinds[name];
  const cache = createKindCache(name, store, () => undefined);
  const failure = await listKind(name, cache, reading);
  if (failure === undefined) {
    const only = namespaced ? namespace : undefined;
    return { fact, extent: (asked) => withGaps(limit(only, resource)(asked), cache.gaps, asked) };
  }
  if (name === 'namespaces' && (await readNamespaceAlone(reading))) {
    return { fact, extent: () => ({ state: 'given' }) };
  }
  const verb = failure.reason === 'forbidden' ? 'not allowed to list' : 'could not list';
  const reason = `${verb} ${resource}: ${failure.message}`;
  return { fact, extent: () => ({ state: 'unknown', reason }), failure };
}

/** Where only one namespace was read, nothing is known of the others. */
function limit(namespace: string | undefined, resource: string): ExtentOf {
  if (namespace === undefined) return () => ({ state: 'complete' });
  return (asked) => {
    if (asked === undefined) return { state: 'given' };
    if (asked === namespace) return { state: 'complete' };
    return { state: 'unknown', reason: `only ${resource} of ${namespace} were read` };
  };
}

async function listKind(
  name: WatchedName,
  cache: KindCache,
  { connection, namespace, patience }: Reading,
): Promise<Failure | undefined> {
  let intake: ReturnType<KindCache['startList']> | undefined;
  const failure = await listWithRetries(
    connection,
    collectionPath(watchedKinds[name], namespace),
    patience,
    () => {
      intake = cache.startList();
      return intake.add;
    },
  );
  if (failure === undefined) intake?.finish();
  return failure;
}

/** Who may work in one namespace may often read that one, though not list them all. */
async function readNamespaceAlone({ connection, store, namespace, patience }: Reading): Promise<boolean> {
  if (namespace === undefined) return false;
  const path = `${collectionPath(watchedKinds.namespaces)}/${encodeURIComponent(namespace)}`;
  const read = await readObject(connection, path, patience);
  const found = isFailure(read) ? undefined : readNamespace(read.object);
  if (found === undefined) return false;
  store.put('namespaces', found);
  return true;
}
