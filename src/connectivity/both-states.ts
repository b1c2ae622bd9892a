import type { Inventory } from '../model/inventory.ts';
import { layer } from '../model/layer.ts';
import { hasFinished, podKey, type Pod } from '../model/pod.ts';
import { createStore, ofEveryKind } from '../model/store.ts';

/** Everything of two states, for names that mean the same in both; a pod of both is as it is after the change. */
export function bothStates(before: Inventory, after: Inventory): Inventory {
  const extent = { state: 'complete' } as const;
  const store = createStore(ofEveryKind(extent));
  for (const { pods } of [before, after]) {
    for (const pod of pods.all()) if (!hasFinished(pod)) store.put('pods', pod);
  }
  return { ...layer(before, after), pods: store.inventory.pods };
}

/** The same pod in a state; undefined where it does not exist, or has finished. */
export function alive({ pods }: Inventory, pod: Pod): Pod | undefined {
  const found = pods.get(pod.namespace, podKey(pod));
  return found !== undefined && podKey(found) === podKey(pod) && !hasFinished(found) ? found : undefined;
}
