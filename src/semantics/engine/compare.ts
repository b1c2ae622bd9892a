import type { Direction } from '../../model/networkpolicy.ts';
import { noAddresses } from '../address-set.ts';
import { type BitSet, emptyBits, intersectBits, isNoBits, uniteAllBits } from '../bitset.ts';
import { byPortNames, type Cell } from './cells.ts';
import type { FacedPorts } from './faces.ts';
import {
  type ChangedPart,
  compareParts,
  type DestinationNames,
  type Part,
  type Peers,
  reach,
} from './reach.ts';
import type { EngineState, NamespaceState } from './state.ts';
import { type View, viewsOf } from './views.ts';

/** What one end of a connection admits, before and after a change. */
export interface Side {
  readonly before: FacedPorts;
  readonly after: FacedPorts;
}

/** Endpoints `near` and `far` of which each pair is treated alike, and what either end admits. */
export interface Relation {
  readonly near: BitSet;
  readonly far: Peers;
  readonly nearSide: Side;
  /** Undefined for addresses, which have no policies. */
  readonly farSide: Side | undefined;
}

/** A cell, and the far ends that are of interest. */
export interface ScopedCell extends Cell {
  readonly peers: Peers;
}

/**
 * Every relation between the members of cells of one namespace and their peers, unless neither end changes. `direction`
 * is that of the cells' policies; `changed` are the far classes whose policies in the other direction change too. For
 * cells that admitted nothing before, this is all that either end admits now.
 */
export function* compareCells(
  state: EngineState,
  namespace: NamespaceState,
  direction: Direction,
  cells: readonly ScopedCell[],
  changed: readonly Cell[],
): Generator<Relation> {
  const interest = uniteAllBits(cells.map(({ peers }) => peers.classes));
  const views = viewsOf(state, namespace, opposite(direction), interest, changed);
  const changingViews = views.filter((view) => view.parts.some(({ before, after }) => before !== after));
  for (const cell of cells) {
    for (const near of byPortNames(
      state,
      cell.classes,
      direction === 'ingress' ? [cell.before, cell.after] : [],
    )) {
      const names = direction === 'ingress' ? near.names : 'perPeer';
      for (const part of reachOf(state, cell, names)) {
        const isSteady = part.before === part.after;
        if (!isSteady && part.addresses !== noAddresses) {
          yield { near: near.classes, far: onlyAddresses(part), nearSide: part, farSide: undefined };
        }
        yield* relate(near.classes, part, isSteady ? changingViews : views);
      }
    }
  }
}

function reachOf(
  state: EngineState,
  { before, after, peers }: ScopedCell,
  names: DestinationNames,
): readonly ChangedPart[] {
  const old: readonly Part[] = reach(state, before, peers, names);
  return compareParts(old, before === after ? old : reach(state, after, peers, names));
}

function onlyAddresses({ addresses }: Peers): Peers {
  return { classes: emptyBits(), addresses };
}

function* relate(near: BitSet, part: ChangedPart, views: readonly View[]): Generator<Relation> {
  for (const view of views) {
    const classes = intersectBits(part.classes, view.classes);
    if (isNoBits(classes)) continue;
    const far = { classes, addresses: noAddresses };
    for (const farSide of view.parts) {
      if (part.before === part.after && farSide.before === farSide.after) continue;
      const members = intersectBits(near, farSide.classes);
      if (!isNoBits(members)) yield { near: members, far, nearSide: part, farSide };
    }
  }
}

/** The direction that the other end of a connection sees. */
function opposite(direction: Direction): Direction {
  return direction === 'ingress' ? 'egress' : 'ingress';
}
