import { ascending } from '../../model/ascending.ts';
import type { Labels } from '../../model/labels.ts';
import type { Selector } from '../../model/selector.ts';
import { remembered, rememberedOf } from '../../model/remembered.ts';
import { createInternTable } from './hash-consing.ts';
import {
  anyValue,
  bothConditions,
  conditionOf,
  fulfils,
  growCondition,
  isAnyValue,
  isUnfulfillable,
  type LabelCondition,
  oppositeCondition,
} from './label-condition.ts';

/**
 * The label sets that a selector matches, whatever way it is written: one condition a key, all of which must hold.
 * Interned: selectors that match the same label sets give the same object.
 */
export interface SelectorSet {
  /** Unique among selector sets; for keys. */
  readonly id: number;
  /** By key, ascending; keys that may have any value or none are left out. */
  readonly conditions: readonly (readonly [key: string, condition: LabelCondition])[];
}

const table = createInternTable<SelectorSet>();

function intern(conditions: ReadonlyMap<string, LabelCondition>): SelectorSet {
  for (const condition of conditions.values()) if (isUnfulfillable(condition)) return matchesNothing;
  const entries = [...conditions].filter(([, condition]) => !isAnyValue(condition)).sort(byKey);
  return table.of(JSON.stringify(entries), (id) => ({ id, conditions: entries }));
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return ascending(one, other);
}

/** The set of no label set at all, such as `a=1,a=2` gives. */
export const matchesNothing: SelectorSet = table.of('nothing', (id) => ({
  id,
  conditions: [['', { kind: 'in', values: [], absent: false }]],
}));

/** Every label set. */
export const matchesEverything: SelectorSet = intern(new Map());

/** The label sets that the selector matches. */
export const selectorSetOf: (selector: Selector) => SelectorSet = rememberedOf(
  ({ requirements }: Selector) => {
    const conditions = new Map<string, LabelCondition>();
    const repeated = new Set<string>();
    for (const requirement of requirements) {
      const { key } = requirement;
      if (conditions.has(key)) repeated.add(key);
      else conditions.set(key, conditionOf(requirement));
    }
    for (const [key, condition] of repeatedConditions(requirements, repeated)) conditions.set(key, condition);
    return intern(conditions);
  },
);

/** Of the keys that several requirements ask about, what they ask together. */
function* repeatedConditions(
  requirements: Selector['requirements'],
  repeated: ReadonlySet<string>,
): Generator<readonly [key: string, condition: LabelCondition]> {
  if (repeated.size === 0) return;
  const growing = new Map(Array.from(repeated, (key) => [key, growCondition()]));
  for (const requirement of requirements) growing.get(requirement.key)?.add(requirement);
  for (const [key, condition] of growing) yield [key, condition.condition()];
}

/** The label sets in which `key` has this value. */
export function withLabel(key: string, value: string): SelectorSet {
  return intern(new Map([[key, { kind: 'in', values: [value], absent: false }]]));
}

/** Whether labels are in the set. */
export function matchesLabels(set: SelectorSet, labels: Labels): boolean {
  return set.conditions.every(([key, condition]) => fulfils(labels, key, condition));
}

/** The label sets in both. */
export const intersectSelectors: (one: SelectorSet, other: SelectorSet) => SelectorSet = remembered(
  (one: SelectorSet, other: SelectorSet) => {
    const conditions = new Map(one.conditions);
    for (const [key, condition] of other.conditions) {
      conditions.set(key, bothConditions(conditions.get(key) ?? anyValue, condition));
    }
    return intern(conditions);
  },
);

/** The label sets in `one` and not in `other`, as disjoint sets, none of them empty; made as they are asked for. */
export function* subtractSelectors(one: SelectorSet, other: SelectorSet): Generator<SelectorSet> {
  if (one === other || one === matchesNothing) return;
  const rest = new Map(one.conditions);
  for (const [key, condition] of other.conditions) {
    const before = rest.get(key) ?? anyValue;
    const outside = bothConditions(before, oppositeCondition(condition));
    if (!isUnfulfillable(outside)) yield intern(new Map(rest).set(key, outside));
    const inside = bothConditions(before, condition);
    if (isUnfulfillable(inside)) return;
    rest.set(key, inside);
  }
}

/** Whether every label set in `one` is also in `other`: whatever `one` selects, `other` selects too. */
export function impliesSelector(one: SelectorSet, other: SelectorSet): boolean {
  if (one === other || one === matchesNothing) return true;
  const conditions = new Map(one.conditions);
  return other.conditions.every(([key, condition]) =>
    isUnfulfillable(bothConditions(conditions.get(key) ?? anyValue, oppositeCondition(condition))),
  );
}
