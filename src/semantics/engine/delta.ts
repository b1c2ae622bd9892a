import { noAddresses } from '../sets/address-set.ts';
import { type BitSet, emptyBits, subtractBits, uniteBits } from '../sets/bitset.ts';
import type { Direction, NetworkPolicy } from '../../model/networkpolicy.ts';
import { noPorts } from '../sets/port-set.ts';
import { withCandidates } from './candidate.ts';
import { byGroup, type Cell, divideBySubject } from './cells.ts';
import { compareCells } from './compare.ts';
import { type EndpointGroup, endpointGroup } from './endpoint-group.ts';
import { blocksOf, type FlowBlock, type FlowChange, mergeBlocks } from './flow-blocks.ts';
import { admittedClasses } from './peers.ts';
import type { AllowTerm, PolicyTerms } from '../policy-terms.ts';
import { closedFunction, functionOf, openFunction, type PolicyFunction } from './reach.ts';
import type { EngineState, NamespaceState, PolicyGroup } from './state.ts';

/** A policy that is put in force in place of the one of its name, or one that goes. */
export type PolicyChange =
  | { readonly kind: 'put'; readonly policy: NetworkPolicy }
  | { readonly kind: 'remove'; readonly namespace: string; readonly name: string };

/**
 * What a change of policies does. A policy that does nothing where it is in force has no effect when it is removed.
 * Endpoint groups are true as long as `EndpointGroup` says.
 */
export interface Delta {
  /** What is gained or lost, hidden changes included; each pair of endpoints is in at most one of them. */
  readonly connections: readonly ConnectionChange[];
  /** The pods that are isolated in a direction and were open. */
  readonly newlyIsolated: Readonly<Record<Direction, EndpointGroup>>;
  /** The pods that are open in a direction and were isolated. */
  readonly noLongerIsolated: Readonly<Record<Direction, EndpointGroup>>;
  /** The pods that the policies select, before or after. */
  readonly subjects: EndpointGroup;
  /** Whether no connection is gained or lost, hidden changes aside. */
  readonly hasNoEffect: boolean;
}

/** What becomes of the connections from each of some endpoints to each of some others, themselves and own nodes aside. */
export interface ConnectionChange extends FlowChange {
  readonly sources: EndpointGroup;
  readonly destinations: EndpointGroup;
}

interface CompiledChange {
  readonly namespace: NamespaceState;
  readonly before: PolicyTerms | undefined;
  readonly after: PolicyTerms | undefined;
}

/** What the changes together do to the policies in force, which stay as they are. */
export function deltaOf(state: EngineState, changes: readonly PolicyChange[]): Delta {
  const put = changes.flatMap((change) => (change.kind === 'put' ? [change.policy] : []));
  return withCandidates(state, put, (candidates) => {
    const added = candidates.map(({ namespace, terms }): CompiledChange => {
      return { namespace, before: namespace.policies.get(terms.policy.name), after: terms };
    });
    return compiledDelta(state, [...added, ...changes.flatMap((change) => removalOf(state, change))]);
  });
}

function removalOf(state: EngineState, change: PolicyChange): readonly CompiledChange[] {
  if (change.kind === 'put') return [];
  const namespace = state.namespaces.get(change.namespace);
  const before = namespace?.policies.get(change.name);
  return namespace === undefined || before === undefined ? [] : [{ namespace, before, after: undefined }];
}

function compiledDelta(state: EngineState, changes: readonly CompiledChange[]): Delta {
  const egress = changedCells(state, changes, 'egress');
  const ingress = changedCells(state, changes, 'ingress');
  const connections = mergeBlocks(changedBlocks(state, egress, ingress)).map((block) =>
    describe(state, block),
  );
  const group = (classes: BitSet): EndpointGroup => endpointGroup(state, { classes, addresses: noAddresses });
  return {
    connections,
    newlyIsolated: {
      ingress: group(switched(ingress, 'isolated')),
      egress: group(switched(egress, 'isolated')),
    },
    noLongerIsolated: { ingress: group(switched(ingress, 'open')), egress: group(switched(egress, 'open')) },
    subjects: group(subjectsOf(state, changes)),
    hasNoEffect: connections.every(({ gained, lost }) => gained === noPorts && lost === noPorts),
  };
}

function describe(state: EngineState, { sources, destinations, change }: FlowBlock): ConnectionChange {
  return {
    sources: endpointGroup(state, sources),
    destinations: endpointGroup(state, destinations),
    ...change,
  };
}

/** Pairs whose source changes come first, whatever their destination does; then those of which only the destination does. */
function* changedBlocks(
  state: EngineState,
  egress: readonly Cell[],
  ingress: readonly Cell[],
): Generator<FlowBlock> {
  const sources = classesOf(egress);
  const destinations = classesOf(ingress);
  for (const [namespace, cells] of byNamespace(egress)) {
    const scoped = cells.map((cell) => ({
      ...cell,
      peers: uniteBits(touchedPeers(state, cell), destinations),
    }));
    for (const relation of compareCells(state, namespace, 'egress', scoped, ingress)) {
      yield* blocksOf(state, relation, 'egress');
    }
  }
  for (const [namespace, cells] of byNamespace(ingress)) {
    const scoped = cells.map((cell) => ({
      ...cell,
      peers: subtractBits(touchedPeers(state, cell), sources),
    }));
    for (const relation of compareCells(state, namespace, 'ingress', scoped, [])) {
      yield* blocksOf(state, relation, 'ingress');
    }
  }
}

function byNamespace(cells: readonly Cell[]): ReadonlyMap<NamespaceState, readonly Cell[]> {
  return Map.groupBy(cells, ({ namespace }) => namespace);
}

function classesOf(cells: readonly Cell[]): BitSet {
  return cells.reduce((all, { classes }) => uniteBits(all, classes), emptyBits());
}

/** The classes that become isolated, or open. */
function switched(cells: readonly Cell[], to: 'isolated' | 'open'): BitSet {
  const isOpen = to === 'open';
  return classesOf(cells.filter(({ before, after }) => before.open !== isOpen && after.open === isOpen));
}

/** The classes whose policies change in a direction, divided by what they were and what they become. */
function changedCells(
  state: EngineState,
  changes: readonly CompiledChange[],
  direction: Direction,
): readonly Cell[] {
  const cells: Cell[] = [];
  for (const namespace of new Set(changes.map((change) => change.namespace))) {
    const own = changes.filter((change) => change.namespace === namespace);
    const added = own.flatMap(({ after }) => (after?.terms[direction] === undefined ? [] : [after]));
    const removed = own.flatMap(({ before }) => (before?.terms[direction] === undefined ? [] : [before]));
    const affected = selectSubjects(state, namespace, [...added, ...removed]);
    for (const [group, classes] of byGroup(state, affected, direction)) {
      const left = group.policies.filter((policy) => !removed.includes(policy));
      for (const piece of divideBySubject(state, classes, added)) {
        cells.push(...cellOf(namespace, group, piece.classes, [...left, ...piece.selecting], direction));
      }
    }
  }
  return cells;
}

function cellOf(
  namespace: NamespaceState,
  group: PolicyGroup,
  classes: BitSet,
  policies: readonly PolicyTerms[],
  direction: Direction,
): readonly Cell[] {
  const before = functionOf(group);
  const terms = policies.flatMap((policy) => policy.terms[direction] ?? []);
  const after = policies.length === 0 ? openFunction : { ...closedFunction, terms };
  const isSame = before.open === after.open && differing(before, after).length === 0;
  return isSame ? [] : [{ namespace, classes, before, after }];
}

function selectSubjects(
  state: EngineState,
  namespace: NamespaceState,
  policies: readonly PolicyTerms[],
): BitSet {
  return policies.reduce(
    (all, { subject }) => uniteBits(all, state.podLabels.select(subject, namespace.pods)),
    emptyBits(),
  );
}

function subjectsOf(state: EngineState, changes: readonly CompiledChange[]): BitSet {
  return changes.reduce((all, { namespace, before, after }) => {
    const policies = [before, after].filter((policy) => policy !== undefined);
    return uniteBits(all, selectSubjects(state, namespace, policies));
  }, emptyBits());
}

/** The terms that only one of the functions has. */
function differing(before: PolicyFunction, after: PolicyFunction): readonly AllowTerm[] {
  const old = new Set(before.terms.map(({ key }) => key));
  const now = new Set(after.terms.map(({ key }) => key));
  return [
    ...before.terms.filter(({ key }) => !now.has(key)),
    ...after.terms.filter(({ key }) => !old.has(key)),
  ];
}

/** The classes outside which the cell admits the same as before. */
function touchedPeers(state: EngineState, { before, after }: Cell): BitSet {
  if (before.open !== after.open) return state.all;
  return admittedClasses(state, differing(before, after));
}
