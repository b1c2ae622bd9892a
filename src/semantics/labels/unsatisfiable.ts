import { namespaceNameLabel } from '../../model/namespace.ts';
import type { Requirement, Selector } from '../../model/selector.ts';
import type { PlacedSelector } from '../../model/selector-parts.ts';
import {
  anyValue,
  bothConditions,
  conditionOf,
  growCondition,
  isUnfulfillable,
} from '../sets/label-condition.ts';
import { canBeNamespace } from './name-labels.ts';
import { matchesNothing, selectorSetOf } from '../sets/selector-set.ts';

/** Whether no object that there could be has labels that the selector matches. */
export function isUnsatisfiable({ selector, among }: PlacedSelector): boolean {
  return (
    selectorSetOf(selector) === matchesNothing ||
    (among === 'namespaces' && selector.requirements.some(isImpossibleName))
  );
}

/** Whether a requirement of a namespaceSelector matches no namespace: each has the label with its name, a DNS label. */
export function isImpossibleName(requirement: Requirement): boolean {
  if (requirement.key !== namespaceNameLabel) return false;
  return requirement.operator === 'In'
    ? !requirement.values.some(canBeNamespace)
    : requirement.operator === 'DoesNotExist';
}

/**
 * The positions of requirements that contradict one another, ascending: the first of their key that cannot be met with
 * what stands before it, and the one before it that rules it out, or all where only several together do. None where the
 * labels can be.
 */
export function contradictionIn(selector: Selector): readonly number[] {
  if (selectorSetOf(selector) !== matchesNothing) return [];
  const { requirements } = selector;
  const byKey = Map.groupBy(requirements.keys(), (index) => requirements[index]?.key);
  for (const positions of byKey.values()) {
    const together = growCondition();
    for (const [count, position] of positions.entries()) {
      const requirement = requirements[position];
      if (requirement !== undefined) together.add(requirement);
      if (!together.isUnfulfillable()) continue;
      const condition = conditionAt(selector, position);
      const others = positions.slice(0, count);
      const alone = others.find((other) =>
        isUnfulfillable(bothConditions(conditionAt(selector, other), condition)),
      );
      return alone === undefined ? [...others, position] : [alone, position];
    }
  }
  return [];
}

function conditionAt({ requirements }: Selector, position: number) {
  const requirement = requirements[position];
  return requirement === undefined ? anyValue : conditionOf(requirement);
}
