import { ascending } from '../model/ascending.ts';
import type { Inventory } from '../model/inventory.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import { rememberedOf } from '../model/remembered.ts';
import { addressesIn, type Ends } from './ends.ts';
import { type NamespaceNaming, namespaceNaming, onePod } from './namespace-naming.ts';
import type { NamedEnds, PodSet } from './pod-set.ts';
import { inOrder, type Share, type Shares, sharing } from './shares.ts';

/** Finds names for sets of pods of one cluster. */
export interface Naming {
  name(ends: Ends): NamedEnds;
  /** Names several ends as one, no two of which share a pod; what is found out about each of them is remembered. */
  nameTogether(all: readonly Ends[]): NamedEnds;
}

/** Names in the terms of the cluster: its namespaces, its workloads, and the labels that its policies ask for. */
export function namingOf({ pods, policies }: Pick<Inventory, 'pods' | 'policies'>): Naming {
  const known = [...pods.all()].filter((pod) => !hasFinished(pod));
  const population = populationOf(known, mentionedKeys(policies));
  const sharesOf = rememberedOf(sharing(known));
  const nameTogether = (all: readonly Ends[]): NamedEnds => ({
    pods: nameAll(all.map(sharesOf), population),
    addresses: addressesIn(all),
  });
  return { nameTogether, name: (ends) => nameTogether([ends]) };
}

/** Among whom names must be unmistakable. */
interface Population {
  readonly size: number;
  readonly sizeOnPodNetwork: number;
  /** The pods on the pod network. */
  readonly byNamespace: ReadonlyMap<string, NamespaceNaming>;
}

function populationOf(known: readonly Pod[], preferred: ReadonlySet<string>): Population {
  const onPodNetwork = known.filter(({ hostNetwork }) => !hostNetwork);
  const byNamespace = new Map<string, NamespaceNaming>();
  for (const [namespace, all] of Map.groupBy(onPodNetwork, (pod) => pod.namespace))
    byNamespace.set(namespace, namespaceNaming(namespace, all, preferred));
  return { size: known.length, sizeOnPodNetwork: onPodNetwork.length, byNamespace };
}

function nameAll(all: readonly Shares[], population: Population): readonly PodSet[] {
  const own = all.flatMap(({ onPodNetwork }) => onPodNetwork);
  const onHost = all.flatMap((shares) => shares.onHost);
  const size = own.reduce((sum, { pods }) => sum + pods.length, 0);
  const isSeveral = population.byNamespace.size > 1;
  if (isSeveral && size + onHost.length === population.size && population.size > 0)
    return [{ kind: 'all', hostNetwork: 'included' }];
  const named: readonly PodSet[] =
    isSeveral && size === population.sizeOnPodNetwork
      ? [{ kind: 'all', hostNetwork: 'apart' }]
      : nameOrComplement(own, population);
  return onHost.length === 0 ? named : [...named, ...inOrder(onHost).map(onePod)];
}

function nameOrComplement(own: readonly Share[], { byNamespace }: Population): readonly PodSet[] {
  const shares = Map.groupBy(own, ({ namespace }) => namespace);
  const inside = [...shares].sort(([one], [other]) => ascending(`${one}/`, `${other}/`));
  const parts = merge(inside.flatMap(([name, members]) => byNamespace.get(name)?.inside(members) ?? []));
  if (parts.length <= fewParts) return parts;
  const but = merge([...byNamespace].flatMap(([name, each]) => each.outside(shares.get(name) ?? [])));
  return but.length * 2 <= parts.length ? [{ kind: 'allBut', but }] : parts;
}

/** A set in more parts is rather told by what is not in it, where that takes half as many. */
const fewParts = 3;

function mentionedKeys(policies: Inventory['policies']): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { podSelector, ingress, egress } of policies.all()) {
    for (const { key } of podSelector.requirements) keys.add(key);
    for (const peer of [...ingress, ...egress].flatMap(({ peers }) => peers)) {
      if (peer.kind === 'pods') for (const { key } of peer.podSelector?.requirements ?? []) keys.add(key);
    }
  }
  return keys;
}

/** Sets of several namespaces that are told in the same words are one. */
function merge(sets: readonly PodSet[]): readonly PodSet[] {
  const groups = Map.groupBy(sets, wordsOf);
  return [...groups.values()].flatMap((group): readonly PodSet[] => {
    const [first] = group;
    if (first === undefined) return [];
    if (first.kind !== 'labels' && first.kind !== 'namespaces') return [first];
    const namespaces = group.flatMap((set) => ('namespaces' in set ? set.namespaces : [])).sort();
    return [{ ...first, namespaces }];
  });
}

const wordsOf = rememberedOf((set: PodSet): string =>
  set.kind === 'labels' || set.kind === 'namespaces'
    ? JSON.stringify([set.kind, 'requirements' in set ? set.requirements : []])
    : JSON.stringify(set),
);
