import { podKey, type Pod } from '../../model/pod.ts';
import type { AddressSet } from '../address-set.ts';
import { type BitSet, eachBit } from '../bitset.ts';
import type { Peers } from './reach.ts';
import type { EndpointClass, EngineState } from './state.ts';

/** Some pods, and some addresses outside. True until the next event; read what is needed before that. */
export interface EndpointGroup {
  readonly podCount: number;
  /** Addresses outside the pod network, as far as anyone uses them there. */
  readonly addresses: AddressSet;
  /** The pods, in no particular order. */
  pods(): Iterable<Pod>;
  /** The first pods by namespace and name, at most `count`. */
  sample(count: number): readonly Pod[];
  /** The namespaces of the pods, by name, and how many of them are in each. */
  namespaces(): readonly { readonly name: string; readonly podCount: number }[];
  has(pod: Pod): boolean;
}

/** The endpoints of some classes, and these addresses. */
export function endpointGroup(state: EngineState, { classes, addresses }: Peers): EndpointGroup {
  let podCount = 0;
  for (const { members } of eachClass(state, classes)) podCount += members.size;
  return {
    podCount,
    addresses,
    pods: () => eachPod(state, classes),
    sample: (count) => firstPods(eachPod(state, classes), count),
    namespaces: () => countByNamespace(state, classes),
    has(pod) {
      for (const { members } of eachClass(state, classes)) if (members.has(pod)) return true;
      return false;
    },
  };
}

function* eachClass(state: EngineState, classes: BitSet): Generator<EndpointClass> {
  for (const id of eachBit(classes)) {
    const found = state.classes[id];
    if (found !== undefined) yield found;
  }
}

/** The members of some classes. */
export function* eachPod(state: EngineState, classes: BitSet): Generator<Pod> {
  for (const { members } of eachClass(state, classes)) yield* members;
}

function firstPods(pods: Iterable<Pod>, count: number): readonly Pod[] {
  const first: Pod[] = [];
  for (const pod of pods) {
    const last = first[count - 1];
    if (last !== undefined && comparePods(pod, last) >= 0) continue;
    const place = first.findIndex((other) => comparePods(pod, other) < 0);
    first.splice(place === -1 ? first.length : place, 0, pod);
    if (first.length > count) first.pop();
  }
  return first;
}

function comparePods(one: Pod, other: Pod): number {
  return compareText(one.namespace, other.namespace) || compareText(podKey(one), podKey(other));
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function countByNamespace(
  state: EngineState,
  classes: BitSet,
): readonly { readonly name: string; readonly podCount: number }[] {
  const counts = new Map<string, number>();
  for (const { namespace, members } of eachClass(state, classes)) {
    counts.set(namespace.name, (counts.get(namespace.name) ?? 0) + members.size);
  }
  return [...counts]
    .map(([name, podCount]) => ({ name, podCount }))
    .sort((one, other) => compareText(one.name, other.name));
}
