import { everyAddress, noAddresses } from '../address-set.ts';
import { emptyBits, isNoBits } from '../bitset.ts';
import { byPortNames } from './cells.ts';
import { compareCells, type ScopedCell } from './compare.ts';
import { settleEffects } from './effects.ts';
import { isExempt } from './exempt.ts';
import { everyFacedPort } from './faces.ts';
import { blocksOf, type FlowBlock, mergeBlocks } from './flow-blocks.ts';
import { closedFunction, functionOf, type Peers, reach } from './reach.ts';
import type { EngineState, NamespaceState, PolicyGroup } from './state.ts';
import type { Direction } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { noPorts, type PortSet } from '../port-set.ts';
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
  const peers = { classes: state.all, addresses: everyAddress };
  for (const namespace of state.namespaces.values()) {
    const cells = [...groupsOf(namespace, 'egress')].map((group) => cellOf(group, peers));
    for (const relation of compareCells(state, namespace, 'egress', cells, [])) {
      yield* blocksOf(state, relation, 'egress');
    }
    for (const group of groupsOf(namespace, 'ingress')) yield* fromAddresses(state, group);
  }
}

function cellOf(group: PolicyGroup, peers: Peers): ScopedCell {
  return {
    namespace: group.namespace,
    classes: group.classes,
    before: closedFunction,
    after: functionOf(group),
    peers,
  };
}

function* fromAddresses(state: EngineState, group: PolicyGroup): Generator<FlowBlock> {
  const within = { classes: emptyBits(), addresses: everyAddress };
  for (const { classes, names } of byPortNames(state, group.classes, [functionOf(group)])) {
    for (const { addresses, ports } of reach(state, functionOf(group), within, names)) {
      if (ports === noPorts) continue;
      const relation = {
        near: classes,
        far: { classes: emptyBits(), addresses },
        nearSide: { before: noPorts, after: ports },
        farSide: { before: everyFacedPort, after: everyFacedPort },
      };
      if (addresses !== noAddresses) yield* blocksOf(state, relation, 'ingress');
    }
  }
}

/** The groups of a namespace that have members, open ones included. */
export function* groupsOf(namespace: NamespaceState, direction: Direction): Generator<PolicyGroup> {
  const { classes } = namespace.open[direction];
  if (!isNoBits(classes)) yield namespace.open[direction];
  for (const bucket of namespace.groups[direction].values()) yield* bucket;
}

/** One pair of pods that may connect. */
export interface PodConnection {
  readonly source: Pod;
  readonly destination: Pod;
  readonly ports: PortSet;
}

/** The blocks pair by pair; pods and themselves or their own nodes, between which policies have no say, are left out. */
export function* eachPodConnection(blocks: Iterable<Connectivity>): Generator<PodConnection> {
  for (const { sources, destinations, ports } of blocks) {
    for (const source of sources.pods()) {
      for (const destination of destinations.pods()) {
        if (!isExempt(source, destination)) yield { source, destination, ports };
      }
    }
  }
}
