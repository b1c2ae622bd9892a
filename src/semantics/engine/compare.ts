import { noAddresses } from '../address-set.ts';
import { type BitSet, emptyBits, intersectBits, isNoBits, uniteBits } from '../bitset.ts';
import type { Direction } from '../../model/networkpolicy.ts';
import { byPortNames, type Cell, type Treatment, treatments } from './cells.ts';
import type { FacedPorts } from './faces.ts';
import {
  type ChangedPart,
  compareParts,
  type DestinationNames,
  type Part,
  type Peers,
  reach,
} from './reach.ts';
import type { EngineState } from './state.ts';

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

/** What a comparison looks at. */
export interface Scope {
  /** The direction of the near end's policies. */
  readonly direction: Direction;
  /** The far ends of interest. */
  readonly peers: Peers;
  /** Far ends that the change treats differently in their own direction; no class is in two of them. */
  readonly changed: readonly Cell[];
}

/**
 * Every relation between the members of a cell and the peers of the scope, unless neither end changes. With a cell that
 * admitted nothing before, that is all that is admitted now.
 */
export function* compareCell(state: EngineState, cell: Cell, scope: Scope): Generator<Relation> {
  const changedFar = scope.changed.reduce((all, { classes }) => uniteBits(all, classes), emptyBits());
  for (const near of destinationsOf(state, cell, scope.direction)) {
    const names = scope.direction === 'ingress' ? near.names : 'perPeer';
    for (const part of comparedReach(state, cell, scope.peers, names)) {
      const steady = part.before === part.after;
      if (!steady && part.addresses !== noAddresses)
        yield relation(near.classes, part, onlyAddresses(part), undefined);
      const classes = steady ? intersectBits(part.classes, changedFar) : part.classes;
      if (isNoBits(classes)) continue;
      for (const far of treatments(
        state,
        cell.namespace,
        opposite(scope.direction),
        classes,
        scope.changed,
      )) {
        yield* relate(state, near.classes, part, far, scope.direction);
      }
    }
  }
}

function* relate(
  state: EngineState,
  near: BitSet,
  part: ChangedPart,
  treatment: Treatment,
  direction: Direction,
): Generator<Relation> {
  for (const far of destinationsOf(state, treatment, opposite(direction))) {
    const names = direction === 'egress' ? far.names : 'perPeer';
    const within = { classes: near, addresses: noAddresses };
    for (const { classes, before, after } of comparedReach(state, treatment, within, names)) {
      if (part.before === part.after && before === after) continue;
      yield relation(classes, part, { classes: far.classes, addresses: noAddresses }, { before, after });
    }
  }
}

function relation(
  near: BitSet,
  { before, after }: ChangedPart,
  far: Peers,
  farSide: Side | undefined,
): Relation {
  return { near, far, nearSide: { before, after }, farSide };
}

function onlyAddresses({ addresses }: Peers): Peers {
  return { classes: emptyBits(), addresses };
}

function comparedReach(
  state: EngineState,
  { before, after }: Treatment,
  within: Peers,
  names: DestinationNames,
): readonly ChangedPart[] {
  const old: readonly Part[] = reach(state, before, within, names);
  return compareParts(old, before === after ? old : reach(state, after, within, names));
}

/** The members, divided by their port names where they are the destinations of a policy that uses names. */
function destinationsOf(
  state: EngineState,
  { classes, before, after }: Treatment,
  direction: Direction,
): ReturnType<typeof byPortNames> {
  return byPortNames(state, classes, direction === 'ingress' ? [before, after] : []);
}

/** The direction that the other end of a connection sees. */
export function opposite(direction: Direction): Direction {
  return direction === 'ingress' ? 'egress' : 'ingress';
}
