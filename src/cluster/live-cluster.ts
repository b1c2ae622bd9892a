import type { Inventory } from '../model/inventory.ts';
import type { KubernetesVersion } from '../model/kubernetes-version.ts';
import { createStore } from '../model/store.ts';
import { createEngine, type Engine } from '../semantics/engine/engine.ts';
import type { ClusterEvent } from './cluster-event.ts';
import { type ConnectionChoice, findConnectionSource } from './connection-source.ts';
import { connect } from './connection.ts';
import type { Failure } from './failure.ts';
import { serverVersion } from './server-version.ts';
import { type ClusterWatch, watchCluster } from './watch-cluster.ts';

/** A cluster that is watched, and who can reach whom in it at any moment. */
export interface LiveCluster {
  readonly server: string;
  readonly inventory: Inventory;
  readonly engine: Engine;
  readonly watch: ClusterWatch;
  /** Undefined when the API server did not say. */
  readonly version: KubernetesVersion | undefined;
  /** Ends the watch and its connections. */
  close(): Promise<void>;
}

const unread = { state: 'unknown', reason: 'the cluster is not yet read' } as const;

/** Starts to watch the cluster that is chosen. Its facts are unknown until the first lists are complete. */
export async function openLiveCluster(
  choice: ConnectionChoice,
  report: (event: ClusterEvent) => void,
): Promise<LiveCluster | { readonly failure: Failure }> {
  const found = findConnectionSource(choice);
  if ('failure' in found) return found;
  const connected = await connect(found.source);
  if ('failure' in connected) return connected;
  const { connection } = connected;
  const store = createStore({ pods: unread, namespaces: unread, services: unread, policies: unread });
  const engine = createEngine(store.inventory);
  store.onChange((change) => engine.apply(change));
  const watch = watchCluster(connection, store, { report });
  const version = await serverVersion(connection);
  return {
    server: connection.server,
    inventory: store.inventory,
    engine,
    watch,
    version: 'failure' in version ? undefined : version,
    close: async () => {
      await watch.stop();
      connection.close();
    },
  };
}
