import type { CalledHost } from '../../model/called-host.ts';
import { qualifiedName } from '../../model/identity.ts';
import type { NamespacedIndex } from '../../model/inventory.ts';
import type { Labels } from '../../model/labels.ts';
import { hasFinished, type Pod } from '../../model/pod.ts';
import { rememberedOf } from '../../model/remembered.ts';
import type { Service } from '../../model/service.ts';
import { setByKubernetes } from '../surroundings/well-known.ts';

/** Pods of one workload that are given a host which can be a Service. */
export interface Caller {
  readonly called: CalledHost;
  /** Some of them, with different labels if they have any: those of several rollouts. Never none. */
  readonly pods: readonly [Pod, ...Pod[]];
  /** The pods of the Service that it names, as `kafka-1.kafka` does; none where it names the Service. */
  readonly podNames: ReadonlySet<string>;
}

/** The callers of a Service in all namespaces. */
export function* callersOf(service: Service, pods: Pick<NamespacedIndex<Pod>, 'lists'>): Generator<Caller> {
  for (const list of pods.lists()) yield* callersIn(list).get(qualifiedName(service)) ?? [];
}

/** The callers among the pods of one namespace, by the `namespace/name` of what can be a Service. */
export const callersIn: (pods: readonly Pod[]) => ReadonlyMap<string, readonly Caller[]> = rememberedOf(
  (pods) => {
    const callers = new Map<string, Caller[]>();
    for (const group of workloadsIn(pods)) {
      for (const [key, caller] of callsOf(group)) {
        const known = callers.get(key);
        if (known === undefined) callers.set(key, [caller]);
        else known.push(caller);
      }
    }
    return callers;
  },
);

type Workload = readonly [Pod, ...Pod[]];

/** So many rollouts of a workload are asked for. */
const mostRollouts = 4;

/** Replicas are known by what they are given and by the labels that are the same on all of them. */
function workloadsIn(pods: readonly Pod[]): Iterable<Workload> {
  const byHosts = new Map<readonly CalledHost[], Map<string, [Pod, ...Pod[]]>>();
  for (const pod of pods) {
    if (pod.calledHosts === undefined || pod.hostNetwork || hasFinished(pod)) continue;
    let workloads = byHosts.get(pod.calledHosts);
    if (workloads === undefined) byHosts.set(pod.calledHosts, (workloads = new Map()));
    const key = lastingLabels(pod.labels);
    const known = workloads.get(key);
    if (known === undefined) workloads.set(key, [pod]);
    else if (known.length < mostRollouts && !known.some(({ labels }) => labels === pod.labels))
      known.push(pod);
  }
  return [...byHosts.values()].flatMap((workloads) => [...workloads.values()]);
}

const lastingLabels = rememberedOf((labels: Labels): string =>
  [...labels]
    .filter(([key]) => !setByKubernetes.has(key))
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(),
);

/** Each port of each host once: that of another variable is the same call. */
function callsOf(pods: Workload): Iterable<readonly [string, Caller]> {
  const calls = new Map<
    string,
    { readonly key: string; readonly called: CalledHost; readonly podNames: Set<string> }
  >();
  const [{ namespace, calledHosts = [] }] = pods;
  for (const called of calledHosts) {
    for (const { key, podName } of meaningsOf(called.host, namespace)) {
      const place = `${key} ${called.port ?? ''}`;
      const call = calls.get(place) ?? { key, called, podNames: new Set() };
      if (podName !== undefined) call.podNames.add(podName);
      calls.set(place, call);
    }
  }
  return [...calls.values()].map(({ key, called, podNames }) => [key, { called, pods, podNames }] as const);
}

interface Meaning {
  readonly key: string;
  readonly podName?: string;
}

/** `a.b` is Service a of namespace b, or pod a of the headless Service b here. */
function meaningsOf(host: string, namespace: string): readonly Meaning[] {
  const [first = '', second, third] = host.split('.');
  if (second === undefined) return [{ key: `${namespace}/${first}` }];
  if (third !== undefined) return [{ key: `${third}/${second}`, podName: first }];
  return [{ key: `${second}/${first}` }, { key: `${namespace}/${second}`, podName: first }];
}
