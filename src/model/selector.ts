import type { Labels } from './labels.ts';
import { listSome } from './prose.ts';

/**
 * One condition of a label selector; all conditions of a selector must hold on the same object.
 * NotIn and DoesNotExist hold for an object that lacks the key (LabelSelectorRequirement, meta/v1).
 */
export type Requirement =
  | { readonly key: string; readonly operator: 'In' | 'NotIn'; readonly values: readonly string[] }
  | { readonly key: string; readonly operator: 'Exists' | 'DoesNotExist' };

/** A label selector, compiled once. The empty selector matches everything (LabelSelector, meta/v1). */
export interface Selector {
  /** matchLabels first, as `In` with one value, then matchExpressions, each in the order written. */
  readonly requirements: readonly Requirement[];
  /** How many of the requirements, from the first, stand under matchLabels. */
  readonly labelCount: number;
  /** True when there is no requirement: every object matches. */
  readonly isEmpty: boolean;
  /** Whether an object with exactly these labels is selected. */
  matches(labels: Labels): boolean;
  /** As kubectl's `-l` takes it, cut where it is long: `app=db,tier in (a, b),!legacy`; the empty selector reads `{}`. */
  toString(): string;
}

/** Compiles requirements into a selector; requirements may contradict or repeat one another, as the API allows. */
export function compileSelector(requirements: readonly Requirement[], labelCount = 0): Selector {
  const conditions = requirements.map(conditionOf);
  return {
    requirements,
    labelCount,
    isEmpty: requirements.length === 0,
    matches: (labels) => conditions.every((condition) => condition(labels)),
    toString: () => (requirements.length === 0 ? '{}' : describeAll(requirements)),
  };
}

/** Lists that people write are searched fastest as they are; a tenant may write thousands of values. */
const longList = 16;

function conditionOf(requirement: Requirement): (labels: Labels) => boolean {
  if (!('values' in requirement) || requirement.values.length < longList) {
    return (labels) => holds(requirement, labels);
  }
  const values = new Set(requirement.values);
  const { key, operator } = requirement;
  return (labels) => {
    const value = labels.get(key);
    return value === undefined ? operator === 'NotIn' : values.has(value) === (operator === 'In');
  };
}

/** The selector that matches every object, such as `podSelector: {}`. */
export const everything: Selector = compileSelector([]);

/** Whether one requirement holds on these labels. */
export function holds(requirement: Requirement, labels: Labels): boolean {
  switch (requirement.operator) {
    case 'In': {
      const value = labels.get(requirement.key);
      return value !== undefined && requirement.values.includes(value);
    }
    case 'NotIn': {
      const value = labels.get(requirement.key);
      return value === undefined || !requirement.values.includes(value);
    }
    case 'Exists':
      return labels.has(requirement.key);
    case 'DoesNotExist':
      return !labels.has(requirement.key);
  }
}

/** The values of which a requirement asks for one; none where its operator is another than `In`. */
export function valuesAskedFor(requirement: Requirement): readonly string[] {
  return requirement.operator === 'In' ? requirement.values : [];
}

/** Whether a requirement asks for a label to be there, as `NotIn` and `DoesNotExist` do not. */
export function asksForPresence({ operator }: Requirement): boolean {
  return operator === 'In' || operator === 'Exists';
}

/** Whether the selector asks for the label, be it as one of several values. */
export function asksForLabel({ requirements }: Selector, key: string, value: string): boolean {
  return requirements.some((each) => each.key === key && valuesAskedFor(each).includes(value));
}

/** One requirement in the notation of kubectl's `-l`. */
export function describeRequirement(requirement: Requirement): string {
  switch (requirement.operator) {
    case 'In':
      return requirement.values.length === 1
        ? `${requirement.key}=${requirement.values[0]}`
        : `${requirement.key} in (${listSome(requirement.values)})`;
    case 'NotIn':
      return requirement.values.length === 1
        ? `${requirement.key}!=${requirement.values[0]}`
        : `${requirement.key} notin (${listSome(requirement.values)})`;
    case 'Exists':
      return requirement.key;
    case 'DoesNotExist':
      return `!${requirement.key}`;
  }
}

/** More of a selector than this keeps the rest of a message from being read. */
const longest = 100;

/** The requirements as far as a message has room for them, the first in any case. */
function describeAll(requirements: readonly Requirement[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const requirement of requirements) {
    const text = describeRequirement(requirement);
    length += text.length + 1;
    if (length > longest && shown.length > 0) break;
    shown.push(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
  }
  const left = requirements.length - shown.length;
  return left === 0 ? shown.join(',') : `${shown.join(',')},… ${left} more`;
}
