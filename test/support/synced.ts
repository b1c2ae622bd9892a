import type { ClusterWatch } from '../../src/cluster/watch-cluster.ts';
import { until } from './until.ts';

/** Resolves once the watch has listed every kind, or was refused it. */
export async function synced(watch: ClusterWatch): Promise<void> {
  await until('every kind is listed or refused', () =>
    Object.values(watch.state()).every(({ freshness }) => freshness !== 'unread'),
  );
}
