import type { RequirementObject, SelectorObject } from '../networkpolicy-object.ts';
import type { Problem } from '../problem.ts';
import { type Check, type ValidationContext, invalid, problem, problemsOfEach } from './check.ts';
import { labelMap } from './labels.ts';
import { labelKeyFaults, labelValueFaults } from './names.ts';

/** A LabelSelectorRequirement: contradicting and repeated ones are allowed, each is judged alone. */
export const selectorRequirement: Check<RequirementObject | null> = (requirement, context) => {
  const key = requirement?.key ?? '';
  const values = (requirement?.values ?? []).map((value) => value ?? '');
  return [
    ...operatorProblems(requirement?.operator ?? '', values),
    ...invalid(['key'], key, labelKeyFaults(key)),
    ...valueProblems(values, context),
  ];
};

/** Everything that is wrong with a whole selector; paths are those of its parts, without their names. */
export function selectorProblems(selector: SelectorObject, context: ValidationContext): readonly Problem[] {
  const requirements = selector.matchExpressions ?? [];
  return [
    ...labelMap(selector.matchLabels ?? null, context),
    ...requirements.flatMap((requirement) => selectorRequirement(requirement ?? null, context)),
  ];
}

function operatorProblems(operator: string, values: readonly string[]): readonly Problem[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length > 0) return [];
      return [
        problem(['values'], 'FieldValueRequired', undefined, `must have a value with operator ${operator}`),
      ];
    case 'Exists':
    case 'DoesNotExist':
      if (values.length === 0) return [];
      return [
        problem(['values'], 'FieldValueForbidden', values, `must be left out with operator ${operator}`),
      ];
    default:
      return invalid(['operator'], operator, ['must be In, NotIn, Exists or DoesNotExist']);
  }
}

function valueProblems(
  values: readonly string[],
  { keepsLabelValues }: ValidationContext,
): readonly Problem[] {
  if (keepsLabelValues) return [];
  return problemsOfEach(values, (value, index) => invalid(['values', index], value, labelValueFaults(value)));
}
