import { levelOf } from '../cluster/event-level.ts';
import { type LiveCluster, openLiveCluster } from '../cluster/live-cluster.ts';
import type { ClusterSource } from '../config/configuration.ts';
import { readFolder } from '../config/read-folder.ts';
import type { Cluster } from '../lint/cluster.ts';
import { inventoryOf } from '../model/given.ts';
import { createEngine } from '../semantics/engine/engine.ts';
import type { ServerParts } from '../server/build-server.ts';

/** The cluster by whose facts everything is judged. */
export interface OpenedCluster {
  readonly cluster: Cluster;
  /** Absent when the facts come from files. */
  readonly live?: LiveCluster;
}

/** What opening a cluster takes beside its source. */
interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Hears of what happens to a watch. */
  readonly log: ServerParts['log'];
}

/** Reads the folder, or begins to watch the cluster; why neither is possible, in one sentence. */
export async function openCluster(
  source: ClusterSource,
  { environment, log }: Surroundings,
): Promise<OpenedCluster | { readonly problem: string }> {
  if (source.kind === 'files') {
    const inventory = inventoryOf(readFolder(source.folder), 'default');
    return { cluster: { ...inventory, engine: createEngine(inventory) } };
  }
  const { kubeconfig, context } = source;
  const choice = {
    environment,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
  };
  const live = await openLiveCluster(choice, (event) => log[levelOf(event)](event, 'cluster'));
  if ('failure' in live) return { problem: `no cluster to watch: ${live.failure.message}` };
  return { cluster: { ...live.inventory, engine: live.engine }, live };
}
