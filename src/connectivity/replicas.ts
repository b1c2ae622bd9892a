import type { Inventory } from '../model/inventory.ts';
import type { Direction } from '../model/networkpolicy.ts';
import { podKey, type Pod } from '../model/pod.ts';
import { createStore, ofEveryKind } from '../model/store.ts';
import type { Connectivity } from '../semantics/engine/connectivity.ts';
import { createEngine } from '../semantics/engine/engine.ts';

/** A cluster in which every pod stands for all replicas of it on all nodes. */
export interface Replicas {
  /**
   * All that is allowed, each pair in at most one block; no pair of a pod and itself, or its own node, is an exception that
   * would divide what belongs together. With `only` the policies of the other direction count for nothing.
   */
  blocks(only?: Direction): readonly Connectivity[];
  /** The pod that a replica in the blocks stands for. */
  originalOf(replica: Pod): Pod;
}

/** The cluster with replicas in the place of its pods. */
export function replicasOf({ namespaces, pods, policies }: Inventory): Replicas {
  const originals = new Map<Pod, Pod>();
  const store = emptyStore();
  for (const namespace of namespaces.all()) store.put('namespaces', namespace);
  for (const pod of pods.all()) {
    const replica = asReplica(pod);
    store.put('pods', replica);
    const kept = store.inventory.pods.get(replica.namespace, podKey(replica));
    if (kept !== undefined) originals.set(kept, pod);
  }
  return {
    blocks(only) {
      const inForce = emptyStore();
      for (const policy of policies.all()) {
        const isolates = policy.isolates.filter((direction) => only === undefined || direction === only);
        inForce.put('policies', { ...policy, isolates });
      }
      return createEngine({ ...store.inventory, policies: inForce.inventory.policies }).connectivity();
    },
    originalOf: (replica) => originals.get(replica) ?? replica,
  };
}

function emptyStore(): ReturnType<typeof createStore> {
  const extent = { state: 'complete' } as const;
  return createStore(ofEveryKind(extent));
}

/** No object can have a name with a blank, so a replica never takes another's place. */
function asReplica(pod: Pod): Pod {
  const replica: Pod = { ...pod, node: undefined };
  return pod.origin === 'Pod' ? { ...replica, origin: 'ReplicaSet', name: `${pod.name} ` } : replica;
}
