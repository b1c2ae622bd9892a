import { ascending } from '../../model/ascending.ts';
import { type Address, type AddressRange, parseAddress } from '../../model/address.ts';
import type { Inventory, NamespacedIndex } from '../../model/inventory.ts';
import { hasFinished, type Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { addressPoint } from '../sets/address-set.ts';

/** What of the cluster has an address in a range. */
export interface AddressHolders {
  readonly services: readonly Service[];
  /** Pods with addresses of their own. */
  readonly pods: readonly Pod[];
  /** Pods on the host network, whose addresses are those of nodes. */
  readonly onNodes: readonly Pod[];
}

/** What is known of the cluster that has addresses. */
export interface KnownAddresses {
  readonly pods: Inventory['pods'] | undefined;
  readonly services: Inventory['services'] | undefined;
  readonly namespaces: Pick<Inventory['namespaces'], 'all' | 'extent'> | undefined;
}

/** How often a range is looked for in a namespace for one policy. */
const mostSearches = 1_000_000;

/**
 * Who of the cluster has addresses in each of the ranges; undefined when to look for so many in so many namespaces takes
 * more than policies that people write ask for.
 */
export function addressHolders(
  ranges: readonly AddressRange[],
  known: KnownAddresses,
): readonly AddressHolders[] | undefined {
  if (ranges.length === 0) return [];
  const podLists = listsOf(known.pods, known).map(podAddresses);
  const serviceLists = listsOf(known.services, known).map(serviceAddresses);
  if ((podLists.length + serviceLists.length) * ranges.length > mostSearches) return undefined;
  return ranges.map((range) => {
    const pods = holding(range, podLists);
    return {
      services: holding(range, serviceLists),
      pods: pods.filter(({ hostNetwork }) => !hostNetwork),
      onNodes: pods.filter(({ hostNetwork }) => hostNetwork),
    };
  });
}

/** The objects of each namespace; the lists are never changed, only replaced, so that what is made of them lasts. */
function listsOf<T extends { readonly namespace: string }>(
  index: NamespacedIndex<T> | undefined,
  { namespaces }: KnownAddresses,
): readonly (readonly T[])[] {
  if (index === undefined) return [];
  const names =
    namespaces?.extent().state === 'complete'
      ? Array.from(namespaces.all(), ({ name }) => name)
      : new Set(Array.from(index.all(), ({ namespace }) => namespace));
  return Array.from(names, (name) => index.in(name)).filter(({ length }) => length > 0);
}

interface Held<T> {
  readonly point: bigint;
  readonly holder: T;
}

const podAddresses = rememberedOf((pods: readonly Pod[]) =>
  sorted(pods, (pod) => (hasFinished(pod) ? [] : pod.addresses)),
);

const serviceAddresses = rememberedOf((services: readonly Service[]) =>
  sorted(services, ({ clusterIPs }) => clusterIPs.flatMap((text) => parseAddress(text) ?? [])),
);

function sorted<T>(
  holders: readonly T[],
  addressesOf: (holder: T) => readonly Address[],
): readonly Held<T>[] {
  const held = holders.flatMap((holder) =>
    addressesOf(holder).map((address) => ({ point: addressPoint(address), holder })),
  );
  return held.sort((one, other) => ascending(one.point, other.point));
}

function holding<T>(
  { family, first, last }: AddressRange,
  lists: readonly (readonly Held<T>[])[],
): readonly T[] {
  const start = addressPoint({ family, value: first });
  const end = addressPoint({ family, value: last });
  const found = new Set<T>();
  for (const held of lists) {
    for (let index = firstFrom(start, held); index < held.length; index += 1) {
      const entry = held[index];
      if (entry === undefined || entry.point > end) break;
      found.add(entry.holder);
    }
  }
  return [...found];
}

function firstFrom(point: bigint, held: readonly Held<unknown>[]): number {
  let [low, high] = [0, held.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((held[middle]?.point ?? point) < point) low = middle + 1;
    else high = middle;
  }
  return low;
}
