import { ascending } from '../model/ascending.ts';
import { podKey, type Pod } from '../model/pod.ts';
import type { Ends } from './ends.ts';

/** What some ends have of one namespace; on the pod network, at least one pod. */
export interface Share {
  /** Unique among the shares of one naming. */
  readonly id: number;
  readonly namespace: string;
  readonly pods: readonly Pod[];
}

/** What some ends have of the known pods. */
export interface Shares {
  readonly onPodNetwork: readonly Share[];
  readonly onHost: readonly Pod[];
}

/** Divides ends among namespaces; pods that are not known are left out, others taken as they are known. */
export function sharing(known: readonly Pod[]): (ends: Ends) => Shares {
  const byKey = new Map(known.map((pod) => [keyOf(pod), pod]));
  let nextId = 0;
  return ({ pods: members }) => {
    const pods = members.flatMap((pod) => byKey.get(keyOf(pod)) ?? []);
    const onPodNetwork = pods.filter(({ hostNetwork }) => !hostNetwork);
    const byNamespace = Map.groupBy(onPodNetwork, ({ namespace }) => namespace);
    return {
      onPodNetwork: [...byNamespace].map(([namespace, own]) => ({ id: nextId++, namespace, pods: own })),
      onHost: pods.filter(({ hostNetwork }) => hostNetwork),
    };
  };
}

/** The pods by namespace and key. */
export function inOrder(pods: readonly Pod[]): readonly Pod[] {
  const named = pods.map((pod) => ({ key: keyOf(pod), pod }));
  return named.sort((one, other) => ascending(one.key, other.key)).map(({ pod }) => pod);
}

function keyOf(pod: Pod): string {
  return `${pod.namespace}/${podKey(pod)}`;
}
