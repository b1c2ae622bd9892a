import { type Direction, directions } from '../../model/networkpolicy.ts';
import { noPorts, type PortSet } from '../sets/port-set.ts';
import type { Candidate } from './candidate.ts';
import { compareCells } from './compare.ts';
import { type EndpointGroup, endpointGroup } from './endpoint-group.ts';
import { blocksOf, type FlowBlock, mergeBlocks } from './flow-blocks.ts';
import { admittedClasses } from './peers.ts';
import { closedFunction } from './reach.ts';
import type { EngineState } from './state.ts';

/** What a policy admits and the policies at the other end block. */
export interface OneSidedAllow {
  /** Of the policy that admits. */
  readonly direction: Direction;
  readonly sources: EndpointGroup;
  readonly destinations: EndpointGroup;
  readonly ports: PortSet;
  /** What the policy admits between the same pods and the other end takes. */
  readonly passing: PortSet;
}

/** All that a policy admits in vain, whether or not it is in force; each pair of pods is in at most one of them. */
export function oneSidedAllows(
  state: EngineState,
  { terms, namespace }: Candidate,
): readonly OneSidedAllow[] {
  const classes = state.podLabels.select(terms.subject, namespace.pods);
  return directions.flatMap((direction) => {
    const own = terms.terms[direction];
    if (own === undefined) return [];
    const cell = {
      namespace,
      classes,
      before: closedFunction,
      after: { open: false, terms: own },
      peers: admittedClasses(state, own),
    };
    const blocks: FlowBlock[] = [];
    for (const relation of compareCells(state, namespace, direction, [cell], [])) {
      for (const block of blocksOf(state, relation, direction)) {
        if (block.change.hiddenGain !== noPorts) blocks.push(block);
      }
    }
    return mergeBlocks(blocks).map(({ sources, destinations, change }) => ({
      direction,
      sources: endpointGroup(state, sources),
      destinations: endpointGroup(state, destinations),
      ports: change.hiddenGain,
      passing: change.gained,
    }));
  });
}
