import type { Inventory } from '../model/inventory.ts';
import type { Direction } from '../model/networkpolicy.ts';
import { podKey, type Pod } from '../model/pod.ts';
import { createStore } from '../model/store.ts';
import { type AddressSet, noAddresses, uniteAddresses } from '../semantics/address-set.ts';
import type { EndpointGroup } from '../semantics/engine/endpoint-group.ts';
import { createEngine } from '../semantics/engine/engine.ts';
import type { PortSet } from '../semantics/port-set.ts';

/** Some pods and some addresses outside of the pod network. */
export interface Ends {
  readonly pods: readonly Pod[];
  readonly addresses: AddressSet;
}

/** What each of some endpoints may use to connect to each of some others. */
export interface Block {
  readonly sources: Ends;
  readonly destinations: Ends;
  readonly ports: PortSet;
}

/**
 * All that is allowed in the cluster, each pair in at most one block. Every pod stands for all replicas of it on all nodes,
 * so that the pair of a pod and itself, or its own node, is no exception that would divide what belongs together. With
 * `only` the policies of the other direction count for nothing.
 */
export function allowedBlocks(inventory: Inventory, only?: Direction): readonly Block[] {
  const originals = new Map<Pod, Pod>();
  const extent = { state: 'complete' } as const;
  const store = createStore({ pods: extent, namespaces: extent, services: extent, policies: extent });
  for (const namespace of inventory.namespaces.all()) store.put('namespaces', namespace);
  for (const policy of inventory.policies.all()) {
    const isolates = policy.isolates.filter((direction) => only === undefined || direction === only);
    store.put('policies', { ...policy, isolates });
  }
  for (const pod of inventory.pods.all()) {
    const replica = asReplica(pod);
    store.put('pods', replica);
    const kept = store.inventory.pods.get(replica.namespace, podKey(replica));
    if (kept !== undefined) originals.set(kept, pod);
  }
  const endsOf = (group: EndpointGroup): Ends => ({
    pods: [...group.pods()].map((pod) => originals.get(pod) ?? pod),
    addresses: group.addresses,
  });
  return createEngine(store.inventory)
    .connectivity()
    .map(({ sources, destinations, ports }) => ({
      sources: endsOf(sources),
      destinations: endsOf(destinations),
      ports,
    }));
}

/** No object can have a name with a blank, so a replica never takes another's place. */
function asReplica(pod: Pod): Pod {
  const replica: Pod = { ...pod, node: undefined };
  return pod.origin === 'Pod' ? { ...replica, origin: 'ReplicaSet', name: `${pod.name} ` } : replica;
}

/** Everything in some ends, each pod once. */
export function uniteEnds(all: readonly Ends[]): Ends {
  return {
    pods: [...new Set(all.flatMap(({ pods }) => pods))],
    addresses: all.reduce((sum, { addresses }) => uniteAddresses(sum, addresses), noAddresses),
  };
}
