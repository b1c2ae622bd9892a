import type { Inventory } from '../model/inventory.ts';
import { hasFinished, podKey, type Pod } from '../model/pod.ts';
import type { Requirement } from '../model/selector.ts';
import type { AddressSet } from '../semantics/address-set.ts';
import { expressionOf } from './label-expression.ts';
import type { Ends } from './replicas.ts';

/** Some pods, by the fewest words that mean exactly them among all pods that are known. */
export type PodSet =
  /** Every pod; those on the host network are `included`, or `apart` where they are named by themselves. */
  | { readonly kind: 'all'; readonly hostNetwork: 'included' | 'apart' }
  /** Every pod but these; those on the host network are not meant. */
  | { readonly kind: 'allBut'; readonly but: readonly PodSet[] }
  /** Every pod of these namespaces, those on the host network aside. */
  | { readonly kind: 'namespaces'; readonly namespaces: readonly string[] }
  /** The pods of these namespaces that have these labels, those on the host network aside. */
  | {
      readonly kind: 'labels';
      readonly namespaces: readonly string[];
      readonly requirements: readonly Requirement[];
    }
  /** One pod, or the pods of one workload; `name` is `web-1` or `Deployment/web`. */
  | {
      readonly kind: 'one';
      readonly namespace: string;
      readonly name: string;
      readonly hostNetwork: boolean;
    }
  /** An imaginary pod that has these labels and no others, see exposure.ts. */
  | ImaginaryPod;

/** A pod that no file shows, but that a policy speaks of; `namespace` is undefined where only its labels are told. */
export interface ImaginaryPod {
  readonly kind: 'imaginary';
  /** Any such pod, or any but those that are named besides. */
  readonly which: 'any' | 'other';
  readonly namespace: string | undefined;
  readonly namespaceRequirements: readonly Requirement[];
  readonly requirements: readonly Requirement[];
}

/** Endpoints by name. */
export interface NamedEnds {
  readonly pods: readonly PodSet[];
  /** Addresses outside of the pod network. */
  readonly addresses: AddressSet;
}

/** Finds names for sets of pods of one cluster. */
export interface Naming {
  name(ends: Ends): NamedEnds;
}

/** Names in the terms of the cluster: its namespaces, its workloads, and the labels that its policies ask for. */
export function namingOf({ pods, policies }: Pick<Inventory, 'pods' | 'policies'>): Naming {
  const known = [...pods.all()].filter((pod) => !hasFinished(pod));
  const onPodNetwork = known.filter((pod) => !isOnHost(pod));
  const byNamespace = Map.groupBy(onPodNetwork, ({ namespace }) => namespace);
  const population = { known, onPodNetwork, byNamespace, preferred: mentionedKeys(policies) };
  const byKey = new Map(known.map((pod) => [keyOf(pod), pod]));
  const cache = new Map<string, readonly PodSet[]>();
  return {
    name({ pods: members, addresses }) {
      const keys = members.map(keyOf).sort();
      const key = keys.join(' ');
      let names = cache.get(key);
      if (names === undefined)
        cache.set(
          key,
          (names = nameAll(
            keys.flatMap((each) => byKey.get(each) ?? []),
            population,
          )),
        );
      return { pods: names, addresses };
    },
  };
}

function keyOf(pod: Pod): string {
  return `${pod.namespace}/${podKey(pod)}`;
}

/** Among whom names must be unmistakable. */
interface Population {
  readonly known: readonly Pod[];
  readonly onPodNetwork: readonly Pod[];
  readonly byNamespace: ReadonlyMap<string, readonly Pod[]>;
  /** The label keys that policies ask for. */
  readonly preferred: ReadonlySet<string>;
}

function nameAll(members: readonly Pod[], population: Population): readonly PodSet[] {
  const { known, onPodNetwork, byNamespace } = population;
  if (members.length === 0) return [];
  const isSeveral = byNamespace.size > 1;
  if (members.length === known.length && isSeveral) return [{ kind: 'all', hostNetwork: 'included' }];
  const own = members.filter((pod) => !isOnHost(pod));
  const named: readonly PodSet[] =
    own.length === onPodNetwork.length && isSeveral
      ? [{ kind: 'all', hostNetwork: 'apart' }]
      : nameOrComplement(own, population);
  return [...named, ...members.filter(isOnHost).map(onePod)];
}

function nameOrComplement(own: readonly Pod[], population: Population): readonly PodSet[] {
  const parts = byParts(own, population);
  if (parts.length <= fewParts) return parts;
  const inside = new Set(own);
  const outside = population.onPodNetwork.filter((pod) => !inside.has(pod));
  const but = byParts(outside, population);
  return but.length * 2 <= parts.length ? [{ kind: 'allBut', but }] : parts;
}

function byParts(own: readonly Pod[], population: Population): readonly PodSet[] {
  const parts = [...Map.groupBy(own, ({ namespace }) => namespace)].flatMap(([namespace, members]) => {
    const all = population.byNamespace.get(namespace) ?? [];
    return members.length === all.length && all.length > 1
      ? [{ kind: 'namespaces' as const, namespaces: [namespace] }]
      : nameWithin(namespace, members, all, population);
  });
  return merge(parts);
}

function nameWithin(
  namespace: string,
  members: readonly Pod[],
  all: readonly Pod[],
  population: Population,
): readonly PodSet[] {
  const [first, second] = members;
  if (first === undefined) return [];
  const isWorkload = members.every(({ origin }) => origin !== 'Pod');
  if (second === undefined && (isWorkload || all.length === 1)) return [onePod(first)];
  const requirements = expressionOf(members, all, population.preferred);
  const isShort = requirements?.length === 1 && !(isWorkload && listsValues(requirements));
  if (requirements !== undefined && (isShort || members.length > fewNames))
    return [{ kind: 'labels', namespaces: [namespace], requirements }];
  return members.length <= fewNames ? members.map(onePod) : byValues(namespace, members, all, population);
}

/** The values of one key that are wholly inside; what is left is named by itself. */
function byValues(
  namespace: string,
  members: readonly Pod[],
  all: readonly Pod[],
  population: Population,
): readonly PodSet[] {
  for (const key of [...population.preferred, 'app', 'app.kubernetes.io/name']) {
    const whole = [...Map.groupBy(members, ({ labels }) => labels.get(key))].filter(
      ([value, own]) =>
        value !== undefined && own.length === all.filter(({ labels }) => labels.get(key) === value).length,
    );
    const inside = new Set(whole.flatMap(([, own]) => own));
    if (inside.size < 2) continue;
    const values = whole.flatMap(([value]) => value ?? []).sort();
    const requirements: readonly Requirement[] = [{ key, operator: 'In', values }];
    const rest = members.filter((pod) => !inside.has(pod));
    return [
      { kind: 'labels', namespaces: [namespace], requirements },
      ...nameWithin(namespace, rest, all, population),
    ];
  }
  return members.map(onePod);
}

/** Up to so many pods that no one label means are listed by name. */
const fewNames = 3;

/** A set in more parts is rather told by what is not in it, where that takes half as many. */
const fewParts = 3;

function isOnHost({ hostNetwork }: Pod): boolean {
  return hostNetwork;
}

/** The pod, or the workload, by its name. */
export function onePod(pod: Pod): PodSet {
  return { kind: 'one', namespace: pod.namespace, name: podKey(pod), hostNetwork: pod.hostNetwork };
}

function listsValues(requirements: readonly Requirement[]): boolean {
  return requirements.some((each) => 'values' in each && each.values.length > 1);
}

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
  const groups = Map.groupBy(sets, (set) =>
    set.kind === 'labels' || set.kind === 'namespaces'
      ? JSON.stringify([set.kind, 'requirements' in set ? set.requirements : []])
      : JSON.stringify(set),
  );
  return [...groups.values()].flatMap((group): readonly PodSet[] => {
    const [first] = group;
    if (first === undefined) return [];
    if (first.kind !== 'labels' && first.kind !== 'namespaces') return [first];
    const namespaces = group.flatMap((set) => ('namespaces' in set ? set.namespaces : [])).sort();
    return [{ ...first, namespaces }];
  });
}
