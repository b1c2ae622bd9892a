import { type Direction, oppositeOf } from '../../model/networkpolicy.ts';
import { compareAddressPorts } from '../sets/address-ports.ts';
import { noAddresses } from '../sets/address-set.ts';
import { type BitSet, emptyBits, intersectBits, isNoBits, uniteAllBits } from '../sets/bitset.ts';
import { byPortNames, type Cell } from './cells.ts';
import type { FacedPorts } from './faces.ts';
import { type ChangedPart, compareParts } from './parts.ts';
import { type DestinationNames, type Part, type Peers, reach, reachAddresses } from './reach.ts';
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

/** A cell, and the far classes that are of interest; addresses all are. */
export interface ScopedCell extends Cell {
  readonly peers: BitSet;
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
  const interest = uniteAllBits(cells.map(({ peers }) => peers));
  const views = viewsOf(state, namespace, oppositeOf(direction), interest, changed);
  const changingViews = views.filter((view) => view.parts.some(({ before, after }) => before !== after));
  for (const cell of cells) {
    const functions = direction === 'ingress' ? [cell.before, cell.after] : [];
    for (const near of byPortNames(state, cell.classes, functions)) {
      const names = direction === 'ingress' ? near.names : 'perPeer';
      yield* relateAddresses(near.classes, cell, names);
      for (const part of reachOf(state, cell, names)) {
        yield* relate(near.classes, part, part.before === part.after ? changingViews : views);
      }
    }
  }
}

function* relateAddresses(
  near: BitSet,
  { before, after }: Cell,
  names: DestinationNames,
): Generator<Relation> {
  const changes = compareAddressPorts(reachAddresses(before, names), reachAddresses(after, names));
  for (const change of changes) {
    const far = { classes: emptyBits(), addresses: change.addresses };
    yield { near, far, nearSide: change, farSide: undefined };
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
