import { ascending } from '../../model/ascending.ts';
import type { Direction, NetworkPolicy } from '../../model/networkpolicy.ts';
import { podKey, type Pod } from '../../model/pod.ts';
import type { AddressSet } from '../sets/address-set.ts';
import { type BitSet, eachBit, forEachBit, hasBit, intersectBits } from '../sets/bitset.ts';
import { classOfPod } from './pair.ts';
import type { Peers } from './reach.ts';
import type { EndpointClass, EngineState, NamespaceState, PolicyGroup } from './state.ts';

/**
 * Some pods, and some addresses outside. True until the next event or the next question about another policy; read what is
 * needed before that.
 */
export interface EndpointGroup {
  readonly podCount: number;
  /** Addresses outside the pod network, as far as anyone uses them there. */
  readonly addresses: AddressSet;
  /** The pods, in no particular order. */
  pods(): Iterable<Pod>;
  /** Visits the pods in lots of those that no policy in force tells apart; a lot has one number in all groups, and ascends. */
  eachLot(visit: (lot: number, pods: ReadonlySet<Pod>) => void): void;
  /** The first pods by namespace and name, at most `count`. */
  sample(count: number): readonly Pod[];
  /** The namespaces of the pods, by name, and how many of them are in each. */
  namespaces(): readonly NamespaceCount[];
  /** The policies that isolate any of the pods in a direction, by namespace and name. */
  isolating(direction: Direction): readonly NetworkPolicy[];
  has(pod: Pod): boolean;
}

/** How many pods of a group are in one namespace. */
interface NamespaceCount {
  readonly name: string;
  readonly podCount: number;
}

/** The endpoints of some classes, and these addresses. */
export function endpointGroup(state: EngineState, { classes, addresses }: Peers): EndpointGroup {
  return {
    podCount: countPods(state, classes),
    addresses,
    pods: () => podsOf(state, classes),
    eachLot: (visit) => forEachBit(classes, (id) => visit(id, (state.classes[id] as EndpointClass).members)),
    sample: (count) => firstPods(state, classes, count),
    namespaces: () => countByNamespace(state, classes),
    isolating: (direction) => policiesOf(state, classes, direction),
    has(pod) {
      const found = classOfPod(state, pod);
      return found !== undefined && hasBit(classes, found.id);
    },
  };
}

function countPods({ sizes }: EngineState, classes: BitSet): number {
  let count = 0;
  forEachBit(classes, (id) => (count += sizes[id] as number));
  return count;
}

function* podsOf(state: EngineState, classes: BitSet): Generator<Pod> {
  for (const id of eachBit(classes)) yield* (state.classes[id] as EndpointClass).members;
}

/** Goes through the namespaces in order, and no further than it must. */
function firstPods(state: EngineState, classes: BitSet, count: number): readonly Pod[] {
  const first: Pod[] = [];
  let namespace: NamespaceState | undefined;
  while (first.length < count) {
    namespace = nextNamespace(state, classes, namespace);
    if (namespace === undefined) break;
    const pods = [...podsOf(state, intersectBits(classes, namespace.classes))];
    pods.sort((one, other) => ascending(podKey(one), podKey(other)));
    first.push(...pods.slice(0, count - first.length));
  }
  return first;
}

function nextNamespace(
  state: EngineState,
  classes: BitSet,
  after: NamespaceState | undefined,
): NamespaceState | undefined {
  let next: NamespaceState | undefined;
  forEachBit(classes, (id) => {
    const { namespace } = state.classes[id] as EndpointClass;
    if (namespace === next || (after !== undefined && namespace.name <= after.name)) return;
    if (next === undefined || namespace.name < next.name) next = namespace;
  });
  return next;
}

function policiesOf(state: EngineState, classes: BitSet, direction: Direction): readonly NetworkPolicy[] {
  const groups = new Set<PolicyGroup>();
  forEachBit(classes, (id) => groups.add((state.classes[id] as EndpointClass).groups[direction]));
  const policies = new Set<NetworkPolicy>();
  for (const group of groups) for (const { policy } of group.policies) policies.add(policy);
  return [...policies].sort(comparePolicies);
}

/** By namespace, then name. */
export function comparePolicies(one: NetworkPolicy, other: NetworkPolicy): number {
  return ascending(one.namespace, other.namespace) || ascending(one.name, other.name);
}

function countByNamespace(state: EngineState, classes: BitSet): readonly NamespaceCount[] {
  const counts = new Map<NamespaceState, number>();
  forEachBit(classes, (id) => {
    const { namespace, members } = state.classes[id] as EndpointClass;
    counts.set(namespace, (counts.get(namespace) ?? 0) + members.size);
  });
  return [...counts]
    .map(([{ name }, podCount]) => ({ name, podCount }))
    .sort((one, other) => ascending(one.name, other.name));
}
