import { podKey, type Pod } from '../../model/pod.ts';
import type { AddressSet } from '../address-set.ts';
import { type BitSet, eachBit, hasBit } from '../bitset.ts';
import { classOfPod } from './pair.ts';
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
  namespaces(): readonly NamespaceCount[];
  has(pod: Pod): boolean;
}

/** How many pods of a group are in one namespace. */
export interface NamespaceCount {
  readonly name: string;
  readonly podCount: number;
}

/** The endpoints of some classes, and these addresses. */
export function endpointGroup(state: EngineState, { classes, addresses }: Peers): EndpointGroup {
  const members = membersOf(state, classes);
  return {
    podCount: members.reduce((count, each) => count + each.members.size, 0),
    addresses,
    pods: () => podsOf(members),
    sample: (count) => firstPods(members, count),
    namespaces: () => countByNamespace(members),
    has(pod) {
      const found = classOfPod(state, pod);
      return found !== undefined && hasBit(classes, found.id);
    },
  };
}

function membersOf(state: EngineState, classes: BitSet): readonly EndpointClass[] {
  const members: EndpointClass[] = [];
  for (const id of eachBit(classes)) {
    const found = state.classes[id];
    if (found !== undefined) members.push(found);
  }
  return members;
}

function* podsOf(classes: readonly EndpointClass[]): Generator<Pod> {
  for (const { members } of classes) yield* members;
}

/** Goes through the namespaces in order, and no further than it must. */
function firstPods(classes: readonly EndpointClass[], count: number): readonly Pod[] {
  const first: Pod[] = [];
  let namespace = nextNamespace(classes, undefined);
  while (namespace !== undefined && first.length < count) {
    const pods = [...podsOf(classes.filter((each) => each.namespace.name === namespace))];
    pods.sort((one, other) => compareText(podKey(one), podKey(other)));
    first.push(...pods.slice(0, count - first.length));
    namespace = nextNamespace(classes, namespace);
  }
  return first;
}

function nextNamespace(classes: readonly EndpointClass[], after: string | undefined): string | undefined {
  let next: string | undefined;
  for (const { namespace } of classes) {
    if (after !== undefined && namespace.name <= after) continue;
    if (next === undefined || namespace.name < next) next = namespace.name;
  }
  return next;
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function countByNamespace(classes: readonly EndpointClass[]): readonly NamespaceCount[] {
  const counts = new Map<string, number>();
  for (const { namespace, members } of classes) {
    counts.set(namespace.name, (counts.get(namespace.name) ?? 0) + members.size);
  }
  return [...counts]
    .map(([name, podCount]) => ({ name, podCount }))
    .sort((one, other) => compareText(one.name, other.name));
}
