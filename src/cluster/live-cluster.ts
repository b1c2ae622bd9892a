import type { Inventory } from '../model/inventory.ts';
import type { KubernetesVersion } from '../model/kubernetes-version.ts';
import { createStore, ofEveryKind } from '../model/store.ts';
import { createEngine, type Engine } from '../semantics/engine/engine.ts';
import type { ClusterEvent } from './cluster-event.ts';
import { type ConnectionChoice, findConnectionSource } from './connection-source.ts';
import { connect } from './connection.ts';
import type { Failure } from './failure.ts';
import { followVersion } from './follow-version.ts';
import { type ClusterWatch, watchCluster } from './watch-cluster.ts';
import { defaultWatchTimes } from './watch-times.ts';

/** A cluster that is watched, and who can reach whom in it at any moment. */
export interface LiveCluster {
  readonly server: string;
  readonly inventory: Inventory;
  readonly engine: Engine;
  readonly watch: ClusterWatch;
  /** Another text whenever the inventory may answer anything differently than before. */
  inventoryState(): string;
  /** What the API server said last; undefined until it has said anything. */
  version(): KubernetesVersion | undefined;
  /** Ends the watch and its connections. */
  close(): Promise<void>;
}

const unread = { state: 'unknown', reason: 'the cluster is not yet read' } as const;

/** Milliseconds: an upgraded API server is noticed within these. */
const versionEvery = 10 * 60_000;

/**
 * Starts to watch the cluster that is chosen. Nothing waits for the API server: its facts are unknown until the first
 * lists are complete, and so is its version until it answers.
 */
export async function openLiveCluster(
  choice: ConnectionChoice,
  report: (event: ClusterEvent) => void,
): Promise<LiveCluster | { readonly failure: Failure }> {
  const found = findConnectionSource(choice);
  if ('failure' in found) return found;
  const connected = await connect(found.source);
  if ('failure' in connected) return connected;
  const { connection } = connected;
  const store = createStore(ofEveryKind(unread));
  const engine = createEngine(store.inventory);
  let changes = 0;
  store.onChange((change) => {
    changes += 1;
    engine.apply(change);
  });
  const watch = watchCluster(connection, store, { report });
  const stopping = new AbortController();
  const { signal } = stopping;
  const version = followVersion(connection, {
    signal,
    times: defaultWatchTimes,
    every: versionEvery,
    report,
  });
  return {
    server: connection.server,
    inventory: store.inventory,
    engine,
    watch,
    inventoryState: () => `${changes} ${watch.extentState()}`,
    version: () => version.current(),
    close: async () => {
      stopping.abort();
      await Promise.all([watch.stop(), version.ended]);
      connection.close();
    },
  };
}
