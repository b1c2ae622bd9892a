import type { RequirementObject, SelectorObject } from './networkpolicy-object.ts';
import { type Requirement, type Selector, compileSelector, everything } from './selector.ts';

/**
 * A metav1.LabelSelector, matchLabels before matchExpressions, each in the order written; undefined when an operator
 * does not exist.
 */
export function compileLabelSelector(selector: SelectorObject): Selector | undefined {
  const requirements: Requirement[] = [];
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    requirements.push({ key, operator: 'In', values: [value ?? ''] });
  }
  const labelCount = requirements.length;
  for (const written of selector.matchExpressions ?? []) {
    const requirement = compileRequirement(written ?? {});
    if (requirement === undefined) return undefined;
    requirements.push(requirement);
  }
  return requirements.length === 0 ? everything : compileSelector(requirements, labelCount);
}

function compileRequirement({ key, operator, values }: RequirementObject): Requirement | undefined {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return { key: key ?? '', operator, values: (values ?? []).map((value) => value ?? '') };
    case 'Exists':
    case 'DoesNotExist':
      return { key: key ?? '', operator };
    case null:
    case undefined:
    default:
      return undefined;
  }
}
