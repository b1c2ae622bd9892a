import type { Labels } from '../../model/labels.ts';
import { namespaceNameLabel } from '../../model/namespace.ts';
import type { Direction } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { type BitSet, emptyBits } from '../sets/bitset.ts';
import type { Profile } from '../admitting.ts';
import { createLabelIndex, type LabelIndex } from './label-index.ts';
import type { AllowTerm, PolicyTerms } from '../policy-terms.ts';
import type { PortNames } from '../ports/port-terms.ts';
import { createPortNameIndex, type PortNameIndex } from './port-name-index.ts';
import { createRegions, type Region, type Regions } from './regions.ts';

/** Label keys and port names that policies in force mention, with how often; `0` is one that is no longer, see refine.ts. */
export interface Mentions {
  readonly keys: Map<string, number>;
  /** As `TCP/http`. */
  readonly names: Map<string, number>;
}

/**
 * The pods of one namespace that no policy in force can tell apart. Its id is reused once it has no member; what is known
 * of its members grows with what policies mention.
 */
export interface EndpointClass {
  readonly id: number;
  readonly namespace: NamespaceState;
  key: string;
  /** The labels under keys that are mentioned. */
  labels: readonly (readonly [key: string, value: string])[];
  /** The declared port names that are mentioned. */
  names: PortNames;
  /** Where the members have addresses. */
  regions: readonly Region[];
  readonly hostNetwork: boolean;
  readonly members: Set<Pod>;
  /** The policies that isolate the members, by direction. */
  readonly groups: Record<Direction, PolicyGroup>;
}

/** The classes of a namespace that the same policies isolate in one direction; without policies they are open. */
export interface PolicyGroup {
  readonly direction: Direction;
  readonly namespace: NamespaceState;
  /** Ascending by id. */
  readonly policies: readonly PolicyTerms[];
  readonly hash: number;
  readonly classes: BitSet;
  /** What the policies do to other namespaces; undefined until it is asked for. */
  effect: OutsideEffect | undefined;
}

/** What a set of policies admits from other namespaces and addresses: the same for many groups of the cluster. */
export interface OutsideEffect {
  readonly key: string;
  readonly open: boolean;
  readonly terms: readonly AllowTerm[];
  /** The classes of its groups. */
  readonly classes: BitSet;
  readonly groups: Set<PolicyGroup>;
}

/** What is known of one namespace. */
export interface NamespaceState {
  readonly name: string;
  /** Its labels; only its name while no such object is known. */
  labels: Labels;
  isKnown: boolean;
  /** All its classes. */
  readonly classes: BitSet;
  /** Its classes that are not on the host network. */
  readonly pods: BitSet;
  readonly byKey: Map<string, EndpointClass>;
  /** By pod key. */
  readonly members: Map<string, { readonly pod: Pod; class: EndpointClass }>;
  /** By name. */
  readonly policies: Map<string, PolicyTerms>;
  readonly mentions: Mentions;
  readonly open: Readonly<Record<Direction, PolicyGroup>>;
  /** The groups that some policy isolates, by hash. */
  readonly groups: Readonly<Record<Direction, Map<number, PolicyGroup[]>>>;
}

/** Everything that the engine knows. Only the files that say so change it. */
export interface EngineState {
  readonly profile: Profile;
  readonly namespaces: Map<string, NamespaceState>;
  /** By id; holes where an id is free. */
  readonly classes: (EndpointClass | undefined)[];
  /** By id, how many members the class has. */
  readonly sizes: number[];
  readonly freeIds: number[];
  nextPolicyId: number;
  /** All classes, those on the host network included. */
  readonly all: BitSet;
  /** The classes that selectors can match: those not on the host network. */
  readonly pods: BitSet;
  readonly hostNetwork: BitSet;
  /** The classes of namespaces of which only the name is known. */
  readonly unknownNamespace: BitSet;
  /** The classes that have IPv4 addresses and no others, and IPv6 alike. */
  readonly onlyIPv4: BitSet;
  readonly onlyIPv6: BitSet;
  readonly podLabels: LabelIndex;
  readonly namespaceLabels: LabelIndex;
  readonly portNames: PortNameIndex;
  readonly regions: Regions;
  /** What policies mention that speak of other namespaces. */
  readonly mentions: Mentions;
  readonly effects: Readonly<Record<Direction, Map<string, OutsideEffect>>>;
  /** Groups whose effect is not yet known. */
  readonly pending: Set<PolicyGroup>;
}

/** An engine that knows of nothing. */
export function createState(profile: Profile): EngineState {
  return {
    profile,
    namespaces: new Map(),
    classes: [],
    sizes: [],
    freeIds: [],
    nextPolicyId: 0,
    all: emptyBits(),
    pods: emptyBits(),
    hostNetwork: emptyBits(),
    unknownNamespace: emptyBits(),
    onlyIPv4: emptyBits(),
    onlyIPv6: emptyBits(),
    podLabels: createLabelIndex(),
    namespaceLabels: createLabelIndex(),
    portNames: createPortNameIndex(),
    regions: createRegions(),
    mentions: { keys: new Map(), names: new Map() },
    effects: { ingress: new Map(), egress: new Map() },
    pending: new Set(),
  };
}

/** The state of a namespace, made when something first speaks of it. */
export function namespaceState(state: EngineState, name: string): NamespaceState {
  const known = state.namespaces.get(name);
  if (known !== undefined) return known;
  const open: Record<string, PolicyGroup> = {};
  const made: NamespaceState = {
    name,
    labels: onlyName(name),
    isKnown: false,
    classes: emptyBits(),
    pods: emptyBits(),
    byKey: new Map(),
    members: new Map(),
    policies: new Map(),
    mentions: { keys: new Map(), names: new Map() },
    open: open as NamespaceState['open'],
    groups: { ingress: new Map(), egress: new Map() },
  };
  for (const direction of ['ingress', 'egress'] as const) {
    const group = {
      direction,
      namespace: made,
      policies: [],
      hash: 0,
      classes: emptyBits(),
      effect: undefined,
    };
    open[direction] = group;
    state.pending.add(group);
  }
  state.namespaces.set(name, made);
  return made;
}

/** The labels that a namespace has whatever else is known of it. */
export function onlyName(name: string): Labels {
  return new Map([[namespaceNameLabel, name]]);
}
