import type { Pod } from '../model/pod.ts';
import { count } from '../model/prose.ts';

/** How many pods these are, in words: `3 pods`, `1 workload` where all are templates, `5 pods and workloads`. */
export function countPods(pods: readonly Pod[]): string {
  const live = pods.filter((pod) => pod.origin === 'Pod').length;
  if (live === pods.length) return count(live, 'pod');
  return live === 0 ? count(pods.length, 'workload') : `${pods.length} pods and workloads`;
}

/** A single pod by its name, several by their count: `Deployment web`, `3 pods`. */
export function nameOrCount(pods: readonly Pod[]): string {
  const [only, ...others] = pods;
  return only !== undefined && others.length === 0 ? nameOfPod(only) : countPods(pods);
}

/**
 * How many pods a rule looks at for one policy: a peer in all namespaces is compared with every pod of the cluster, and
 * that of a hundred thousand for a few such peers is more than policies that people write ask for.
 */
export const mostPods = 500_000;

/** How a pod is called in messages: `web-1`, `DaemonSet agent` for the pods of a workload. */
export function nameOfPod({ origin, name }: Pod): string {
  return origin === 'Pod' ? name : `${origin} ${name}`;
}

/** The same, with the namespace where it is not the one that is spoken of: `web-1 of shop`. */
export function nameOfPodIn(pod: Pod, namespace: string): string {
  return pod.namespace === namespace ? nameOfPod(pod) : `${nameOfPod(pod)} of ${pod.namespace}`;
}
