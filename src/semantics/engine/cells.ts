import type { Direction } from '../../model/networkpolicy.ts';
import {
  type BitSet,
  countBits,
  eachBit,
  emptyBits,
  addBit,
  intersectBits,
  isNoBits,
  subtractBits,
} from '../sets/bitset.ts';
import { noPortNames, type PortNames } from '../ports/port-terms.ts';
import type { PolicyFunction } from './reach.ts';
import type { PolicyTerms } from '../policy-terms.ts';
import type { EngineState, NamespaceState, OutsideEffect, PolicyGroup } from './state.ts';

/** Classes of one namespace to which a change does the same in one direction. */
export interface Cell {
  readonly namespace: NamespaceState;
  readonly classes: BitSet;
  readonly before: PolicyFunction;
  readonly after: PolicyFunction;
}

/** Divides classes by their group. */
export function byGroup(state: EngineState, classes: BitSet, direction: Direction): Map<PolicyGroup, BitSet> {
  const groups = new Map<PolicyGroup, BitSet>();
  for (const id of eachBit(classes)) {
    const group = state.classes[id]?.groups[direction];
    if (group === undefined) continue;
    let members = groups.get(group);
    if (members === undefined) groups.set(group, (members = emptyBits()));
    addBit(members, id);
  }
  return groups;
}

/** Divides classes by what their policies do to other namespaces. */
export function* byEffect(
  state: EngineState,
  classes: BitSet,
  direction: Direction,
): Generator<readonly [OutsideEffect, BitSet]> {
  if (isNoBits(classes)) return;
  if (countBits(classes) >= state.effects[direction].size) {
    for (const effect of state.effects[direction].values()) {
      const members = intersectBits(classes, effect.classes);
      if (!isNoBits(members)) yield [effect, members];
    }
    return;
  }
  const found = new Set<OutsideEffect>();
  for (const id of eachBit(classes)) {
    const effect = state.classes[id]?.groups[direction].effect;
    if (effect !== undefined) found.add(effect);
  }
  for (const effect of found) yield [effect, intersectBits(classes, effect.classes)];
}

/** Divides destinations by what the port names of some policies stand for on them. */
export function byPortNames(
  state: EngineState,
  classes: BitSet,
  functions: readonly PolicyFunction[],
): readonly { readonly classes: BitSet; readonly names: PortNames }[] {
  const wanted = new Set(functions.flatMap(({ terms }) => terms.flatMap(({ ports }) => ports.names)));
  let pieces: { readonly classes: BitSet; readonly names: PortNames }[] = [{ classes, names: noPortNames }];
  for (const name of wanted) {
    pieces = pieces.flatMap((piece) => {
      let rest = piece.classes;
      const divided: typeof pieces = [];
      for (const [ports, bits] of state.portNames.meaningsOf(name)) {
        const inside = intersectBits(rest, bits);
        if (isNoBits(inside)) continue;
        rest = subtractBits(rest, inside);
        divided.push({ classes: inside, names: new Map([...piece.names, [name, ports]]) });
      }
      return isNoBits(rest) ? divided : [...divided, { classes: rest, names: piece.names }];
    });
  }
  return pieces;
}

/** Classes, and which of some policies select them. */
export interface SelectedPiece {
  readonly classes: BitSet;
  readonly selecting: readonly PolicyTerms[];
}

/** Divides classes of one namespace by which of some of its policies select them. */
export function divideBySubject(
  state: EngineState,
  classes: BitSet,
  policies: readonly PolicyTerms[],
): readonly SelectedPiece[] {
  return policies.reduce<readonly SelectedPiece[]>(
    (pieces, policy) =>
      pieces
        .flatMap((piece) => {
          const selected = state.podLabels.select(policy.subject, piece.classes);
          const rest = subtractBits(piece.classes, selected);
          return [
            { classes: selected, selecting: [...piece.selecting, policy] },
            { ...piece, classes: rest },
          ];
        })
        .filter((piece) => !isNoBits(piece.classes)),
    [{ classes, selecting: [] }],
  );
}
