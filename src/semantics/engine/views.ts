import type { Direction } from '../../model/networkpolicy.ts';
import { type BitSet, bitsKey, intersectBits, isNoBits, subtractBits, uniteAllBits } from '../sets/bitset.ts';
import { byEffect, byGroup, byPortNames, type Cell } from './cells.ts';
import { type ChangedPart, compareParts } from './parts.ts';
import { functionOf, type Part, type PolicyFunction, reach } from './reach.ts';
import type { EngineState, NamespaceState } from './state.ts';

/** Classes that treat every endpoint of one namespace alike, before and after a change. */
export interface View {
  readonly classes: BitSet;
  /** The classes of the namespace, divided by what is admitted from or to them. */
  readonly parts: readonly ChangedPart[];
}

/**
 * How classes treat the endpoints of a namespace. Classes of the same namespace have their full policies; of others only
 * what speaks of other namespaces matters, and most of it comes to the same for any one namespace. `changed` are the
 * classes whose own policies change.
 */
export function viewsOf(
  state: EngineState,
  namespace: NamespaceState,
  direction: Direction,
  classes: BitSet,
  changed: readonly Cell[],
): readonly View[] {
  const views = new Map<string, { readonly members: BitSet[]; readonly parts: readonly ChangedPart[] }>();
  for (const treatment of treatments(state, namespace, direction, classes, changed)) {
    for (const view of viewsOfTreatment(state, namespace, direction, treatment)) {
      const key = view.parts.map(partKey).join(' ');
      const known = views.get(key);
      if (known === undefined) views.set(key, { members: [view.classes], parts: view.parts });
      else known.members.push(view.classes);
    }
  }
  return [...views.values()].map(({ members, parts }) => ({ classes: uniteAllBits(members), parts }));
}

function partKey({ classes, before, after }: ChangedPart): string {
  return `${before.id} ${after.id} ${bitsKey(classes)}`;
}

/** Classes with the same policies, before and after the change. */
type Treatment = Omit<Cell, 'namespace'>;

function* treatments(
  state: EngineState,
  namespace: NamespaceState,
  direction: Direction,
  classes: BitSet,
  changed: readonly Cell[],
): Generator<Treatment> {
  let rest = classes;
  for (const cell of changed) {
    const members = intersectBits(rest, cell.classes);
    if (isNoBits(members)) continue;
    yield { classes: members, before: cell.before, after: cell.after };
    rest = subtractBits(rest, members);
  }
  const own = intersectBits(rest, namespace.classes);
  for (const [group, members] of byGroup(state, own, direction)) yield steady(members, functionOf(group));
  for (const [effect, members] of byEffect(state, subtractBits(rest, own), direction))
    yield steady(members, effect);
}

function steady(classes: BitSet, policies: PolicyFunction): Treatment {
  return { classes, before: policies, after: policies };
}

function viewsOfTreatment(
  state: EngineState,
  namespace: NamespaceState,
  direction: Direction,
  { classes, before, after }: Treatment,
): readonly View[] {
  const destinations = byPortNames(state, classes, direction === 'ingress' ? [before, after] : []);
  return destinations.map((piece) => {
    const names = direction === 'ingress' ? piece.names : 'perPeer';
    const old: readonly Part[] = reach(state, before, namespace.classes, names);
    return {
      classes: piece.classes,
      parts: compareParts(old, before === after ? old : reach(state, after, namespace.classes, names)),
    };
  });
}
