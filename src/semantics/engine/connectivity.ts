import { type BitSet, emptyBits, isNoBits } from '../sets/bitset.ts';
import { compareCells, type ScopedCell } from './compare.ts';
import { settleEffects } from './effects.ts';
import { blocksOf, type FlowBlock, mergeBlocks } from './flow-blocks.ts';
import { closedFunction, functionOf } from './reach.ts';
import type { EngineState, NamespaceState, PolicyGroup } from './state.ts';
import { type Direction, directions } from '../../model/networkpolicy.ts';
import { noPorts, type PortSet } from '../sets/port-set.ts';
import { type EndpointGroup, endpointGroup } from './endpoint-group.ts';

/** What each of some endpoints may use to connect to each of some others, themselves and own nodes aside. */
export interface Connectivity {
  readonly sources: EndpointGroup;
  readonly destinations: EndpointGroup;
  readonly ports: PortSet;
}

/**
 * All that is allowed, each pair of endpoints in at most one block. Blocks without end are the rule in a cluster with
 * few policies: everyone outside of them reaches everyone.
 */
export function connectivityOf(state: EngineState): readonly Connectivity[] {
  settleEffects(state);
  return mergeBlocks(allowedBlocks(state)).map(({ sources, destinations, change }) => ({
    sources: endpointGroup(state, sources),
    destinations: endpointGroup(state, destinations),
    ports: change.gained,
  }));
}

function* allowedBlocks(state: EngineState): Generator<FlowBlock> {
  for (const block of admittedBlocks(state)) {
    if (block.change.gained === noPorts) continue;
    yield { ...block, change: { ...block.change, hiddenGain: noPorts } };
  }
}

function* admittedBlocks(state: EngineState): Generator<FlowBlock> {
  for (const namespace of state.namespaces.values()) {
    for (const direction of directions) {
      // Pairs of pods come with the egress groups; of the ingress groups only what comes from addresses is new.
      const peers = direction === 'egress' ? state.all : emptyBits();
      const cells = [...groupsOf(namespace, direction)].map((group) => cellOf(group, peers));
      for (const relation of compareCells(state, namespace, direction, cells, [])) {
        yield* blocksOf(state, relation, direction);
      }
    }
  }
}

function cellOf(group: PolicyGroup, peers: BitSet): ScopedCell {
  return {
    namespace: group.namespace,
    classes: group.classes,
    before: closedFunction,
    after: functionOf(group),
    peers,
  };
}

/** The groups of a namespace that have members, open ones included. */
function* groupsOf(namespace: NamespaceState, direction: Direction): Generator<PolicyGroup> {
  const { classes } = namespace.open[direction];
  if (!isNoBits(classes)) yield namespace.open[direction];
  for (const bucket of namespace.groups[direction].values()) yield* bucket;
}
