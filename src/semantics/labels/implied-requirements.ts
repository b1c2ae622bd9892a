import type { Requirement, Selector } from '../../model/selector.ts';
import {
  anyValue,
  bothConditions,
  conditionOf,
  isUnfulfillable,
  type LabelCondition,
  oppositeCondition,
} from '../sets/label-condition.ts';

/** A requirement that others of its selector make superfluous, whatever labels objects have. */
export interface ImpliedRequirement {
  readonly position: number;
  /** Those that say it already, none of which is itself called implied; ascending. */
  readonly by: readonly number[];
}

/**
 * The requirements that can all go together without a change of what the selector matches. Of equals the first stays.
 * Undefined where there are more for one key than can be compared with each other.
 */
export function impliedRequirements({ requirements }: Selector): readonly ImpliedRequirement[] | undefined {
  const byKey = Map.groupBy(requirements.keys(), (index) => requirements[index]?.key);
  const groups = [...byKey.values()].filter((positions) => positions.length > 1);
  if (groups.some((positions) => isTooLong(requirements, positions))) return undefined;
  return groups.flatMap((positions) => impliedAmong(requirements, positions));
}

/** Beyond what people write; a tenant may write thousands. */
const most = { requirements: 50, values: 2000 };

function isTooLong(requirements: readonly Requirement[], positions: readonly number[]): boolean {
  const values = positions.reduce((sum, position) => {
    const requirement = requirements[position];
    return sum + (requirement !== undefined && 'values' in requirement ? requirement.values.length : 0);
  }, 0);
  return positions.length > most.requirements || values > most.values;
}

function impliedAmong(
  requirements: readonly Requirement[],
  positions: readonly number[],
): readonly ImpliedRequirement[] {
  const conditions = new Map<number, LabelCondition>();
  for (const position of positions) {
    const requirement = requirements[position];
    if (requirement !== undefined) conditions.set(position, conditionOf(requirement));
  }
  const kept = new Set(positions);
  const others = (position: number): readonly number[] => [...kept].filter((other) => other !== position);
  const conditionAt = (position: number): LabelCondition => conditions.get(position) ?? anyValue;
  const isImplied = (position: number, by: readonly number[]): boolean =>
    implies(by.map(conditionAt).reduce(bothConditions, anyValue), conditionAt(position));
  // What one alone implies goes first, so that the narrowest is kept.
  for (const position of positions.toReversed()) {
    if (others(position).some((other) => isImplied(position, [other]))) kept.delete(position);
  }
  for (const position of positions.toReversed()) {
    if (kept.has(position) && isImplied(position, others(position))) kept.delete(position);
  }
  return positions
    .filter((position) => !kept.has(position))
    .map((position) => {
      const alone = others(position).find((other) => isImplied(position, [other]));
      return { position, by: alone === undefined ? others(position) : [alone] };
    });
}

function implies(one: LabelCondition, other: LabelCondition): boolean {
  return isUnfulfillable(bothConditions(one, oppositeCondition(other)));
}
