import { after } from 'node:test';
import type { ClusterEvent } from '../../src/cluster/cluster-event.ts';
import { watchCluster, type ClusterWatch } from '../../src/cluster/watch-cluster.ts';
import type { WatchTimes } from '../../src/cluster/watch-times.ts';
import { createStore, ofEveryKind, type Store } from '../../src/model/store.ts';
import { connectTo } from './connection.ts';
import { startListWatchServer, type ListWatchServer } from './list-watch-server.ts';
import type { Stored } from './list-watch-collection.ts';

/** A server, a watch of it, and what the watch has made of it. */
export interface WatchedCluster {
  readonly server: ListWatchServer;
  readonly store: Store;
  readonly watch: ClusterWatch;
  readonly events: readonly ClusterEvent[];
  /** The names of the pods of `shop`, in order. */
  readonly podNames: () => readonly string[];
}

/** Delays so short that a test of many failures takes a moment. */
const shortTimes: Partial<WatchTimes> = { first: 4, longest: 16, refused: 30, steady: 50 };

const unread = { state: 'unknown', reason: 'nobody has begun to read' } as const;

/** Starts a server, lets `prepare` fill it, and watches it; both end after the tests of the file. */
export async function watchedCluster(
  prepare: (server: ListWatchServer) => void = () => undefined,
  times: Partial<WatchTimes> = {},
): Promise<WatchedCluster> {
  const server = await startListWatchServer();
  after(() => server.stop());
  prepare(server);
  const connection = await connectTo(server.url);
  const store = createStore(ofEveryKind(unread));
  const events: ClusterEvent[] = [];
  const watch = watchCluster(connection, store, {
    report: (event) => void events.push(event),
    times: { ...shortTimes, ...times },
  });
  after(() => watch.stop());
  const podNames = (): readonly string[] => store.inventory.pods.in('shop').map((pod) => pod.name);
  return { server, store, watch, events, podNames };
}

/** A pod of namespace shop, as the API server stores one. */
export function pod(name: string, labels: Readonly<Record<string, string>> = {}): Stored {
  return {
    metadata: { namespace: 'shop', name, labels },
    spec: { containers: [{ name: 'main', ports: [{ containerPort: 80 }] }] },
    status: { phase: 'Running', podIP: '10.0.0.1' },
  };
}
