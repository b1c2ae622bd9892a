import type { Pod } from '../model/pod.ts';
import { count, enumerate } from '../model/prose.ts';

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

/** The first two by their names, the others by their count: `web-1, web-2 and 3 more`. */
export function nameFirst(pods: readonly Pod[]): string {
  return enumerate(pods.map(nameOfPod), 2);
}

/** A single pod by its name, several by their count and the names of the first: `3 pods (web-1, web-2 and 1 more)`. */
export function nameAndCount(pods: readonly Pod[]): string {
  return pods.length === 1 ? nameFirst(pods) : `${countPods(pods)} (${nameFirst(pods)})`;
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
