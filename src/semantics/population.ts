import type { Pod } from '../model/pod.ts';

/** How many pods these are, in words: `3 pods`, `1 workload` where all are templates, `5 pods and workloads`. */
export function countPods(pods: readonly Pod[]): string {
  const live = pods.filter((pod) => pod.origin === 'Pod').length;
  const plural = pods.length === 1 ? '' : 's';
  if (live === pods.length) return `${pods.length} pod${plural}`;
  return live === 0 ? `${pods.length} workload${plural}` : `${pods.length} pods and workloads`;
}
