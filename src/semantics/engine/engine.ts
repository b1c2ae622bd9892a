import type { Family } from '../../model/address.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Namespace } from '../../model/namespace.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { hasFinished, podKey, type Pod } from '../../model/pod.ts';
import type { Change } from '../../model/store.ts';
import { type Profile, upstream } from '../admitting.ts';
import type { Endpoint } from '../connection.ts';
import type { PortSet } from '../sets/port-set.ts';
import { type Candidate, withCandidates } from './candidate.ts';
import { type Connectivity, connectivityOf } from './connectivity.ts';
import { type Delta, deltaOf, type PolicyChange } from './delta.ts';
import { settleEffects } from './effects.ts';
import { putNamespace, putPolicy, removeNamespace, removePolicy } from './events.ts';
import { type OneSidedAllow, oneSidedAllows } from './one-sided.ts';
import { connectionsBetween } from './pair.ts';
import { displacePod, placePod } from './placing.ts';
import { type RedundantPolicy, redundantCandidate, redundantPolicies } from './redundancy.ts';
import { createState, type EngineState, type NamespaceState } from './state.ts';

/**
 * Who can reach whom, exactly, without ever forming pairs of pods.
 *
 * Pods that no policy in force can tell apart are one *class*: same namespace, same labels under the keys that selectors
 * mention, same meaning of the port names that rules mention, addresses in the same *region*, which are cut where
 * ipBlocks begin and end and pods lie on both sides. Sets of classes are bit sets, and an inverted index from label to
 * bit set turns a selector into a few operations. Classes of one namespace that the same policies isolate in a direction
 * are a *group*; what a group admits from other namespaces is its *effect*, which groups all over the cluster share.
 * Port, address and selector sets are interned: equal is identical, and the operations remember their results.
 *
 * Nothing is computed per pair until somebody asks. A question takes a few classes (`near`), finds what their policies
 * admit of everyone else as a partition with one port set a part, then divides each part by what the far ends admit in
 * turn: by group within the namespace, by effect outside. Ports are held for IPv4 and IPv6 apart until the end.
 *
 * What an event touches:
 * - a pod: its own class, by projecting its labels and one look into a map; a class that is new is judged against the
 *   policies of its namespace, once.
 * - a policy: the classes that it selects move to other groups. One that is the first to mention a label key or port name
 *   divides the classes whose pods carry it, in its namespace, or anywhere when it does so in a peer with a
 *   namespaceSelector: one pass over those pods. A block costs nothing unless it separates pods' addresses.
 * - a namespace: the index entries of its classes.
 * Divisions are not undone when their cause goes; they cost a little speed and change no answer.
 */
export interface Engine {
  /** Takes in one change of the cluster; objects come as the store hands them out. */
  apply(change: Change): void;
  /**
   * What a connection from source to destination may use; undefined when one of them is a pod that the engine does not
   * know or that has finished. A `family` asks for one IP version; without it any that both ends have will do.
   */
  connections(source: Endpoint, destination: Endpoint, family?: Family): PortSet | undefined;
  /** Everything that is allowed, in blocks of sources and destinations; see `Connectivity`. */
  connectivity(): readonly Connectivity[];
  /** What changes of policies would do. They are not put in force. */
  delta(changes: readonly PolicyChange[]): Delta;
  /** What a policy admits and the policies in force at the other end block, whether or not it is in force itself. */
  oneSided(policy: NetworkPolicy): readonly OneSidedAllow[];
  /** The policies of a namespace that can all go together and nothing changes; found out once for all that ask. */
  redundancy(namespace: string): readonly RedundantPolicy[];
  /** The policy, which counts as in force, if it can go and nothing changes. */
  redundancyOf(policy: NetworkPolicy): RedundantPolicy | undefined;
}

/** An engine that knows what the inventory holds, and from then on what it is told. */
export function createEngine(inventory: Inventory, profile: Profile = upstream): Engine {
  const state = createState(profile);
  for (const { name, labels } of inventory.namespaces.all()) putNamespace(state, name, labels);
  for (const policy of inventory.policies.all()) putPolicy(state, policy);
  for (const pod of inventory.pods.all()) putPod(state, pod);
  settleEffects(state);
  const redundancies = new Map<string, readonly RedundantPolicy[]>();
  return {
    apply: (change) => {
      redundancies.clear();
      applyChange(state, change);
    },
    connections: (source, destination, family) => connectionsBetween(state, source, destination, family),
    connectivity: () => connectivityOf(state),
    delta: (changes) => deltaOf(state, changes),
    oneSided: (policy) => askAbout(state, policy, (candidate) => oneSidedAllows(state, candidate)),
    redundancy: (name) => {
      let found = redundancies.get(name);
      if (found === undefined) {
        found = inNamespace(state, name, (namespace) => redundantPolicies(state, namespace));
        redundancies.set(name, found);
      }
      return found;
    },
    redundancyOf: (policy) => askAbout(state, policy, (candidate) => redundantCandidate(state, candidate)),
  };
}

function askAbout<Found>(
  state: EngineState,
  policy: NetworkPolicy,
  ask: (candidate: Candidate) => Found,
): Found {
  return withCandidates(state, [policy], ([candidate]) => {
    if (candidate === undefined) throw new Error('a policy that is asked about has terms');
    return ask(candidate);
  });
}

function inNamespace<Found>(
  state: EngineState,
  name: string,
  ask: (namespace: NamespaceState) => readonly Found[],
): readonly Found[] {
  const namespace = state.namespaces.get(name);
  return namespace === undefined ? [] : ask(namespace);
}

function applyChange(state: EngineState, change: Change): void {
  switch (change.kind) {
    case 'pods':
      return applyPod(state, change.before, change.after);
    case 'namespaces':
      return applyNamespace(state, change.before, change.after);
    case 'policies':
      return applyPolicy(state, change.before, change.after);
    case 'services':
    case 'ingresses':
    case 'callbacks':
  }
}

function applyPod(state: EngineState, before: Pod | undefined, after: Pod | undefined): void {
  if (after !== undefined) putPod(state, after);
  else if (before !== undefined) removePod(state, before);
}

function applyNamespace(
  state: EngineState,
  before: Namespace | undefined,
  after: Namespace | undefined,
): void {
  if (after !== undefined) putNamespace(state, after.name, after.labels);
  else if (before !== undefined) removeNamespace(state, before.name);
}

function applyPolicy(
  state: EngineState,
  before: NetworkPolicy | undefined,
  after: NetworkPolicy | undefined,
): void {
  if (after !== undefined) putPolicy(state, after);
  else if (before !== undefined) removePolicy(state, before.namespace, before.name);
}

/** A finished pod has no address in use: it is no endpoint. */
function putPod(state: EngineState, pod: Pod): void {
  if (hasFinished(pod)) removePod(state, pod);
  else placePod(state, pod);
}

function removePod(state: EngineState, pod: Pod): void {
  displacePod(state, pod.namespace, podKey(pod));
}
