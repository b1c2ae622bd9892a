import type { Labels } from './labels.ts';

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
  /** True when there is no requirement: every object matches. */
  readonly isEmpty: boolean;
  /** Whether an object with exactly these labels is selected. */
  matches(labels: Labels): boolean;
  /** As kubectl's `-l` takes it: `app=db,tier in (a, b),!legacy`; the empty selector reads `{}`. */
  toString(): string;
}

/** Compiles requirements into a selector; requirements may contradict or repeat one another, as the API allows. */
export function compileSelector(requirements: readonly Requirement[]): Selector {
  return {
    requirements,
    isEmpty: requirements.length === 0,
    matches: (labels) => requirements.every((requirement) => holds(requirement, labels)),
    toString: () => (requirements.length === 0 ? '{}' : requirements.map(describeRequirement).join(',')),
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

/** One requirement in the notation of kubectl's `-l`. */
export function describeRequirement(requirement: Requirement): string {
  switch (requirement.operator) {
    case 'In':
      return requirement.values.length === 1
        ? `${requirement.key}=${requirement.values[0]}`
        : `${requirement.key} in (${requirement.values.join(', ')})`;
    case 'NotIn':
      return requirement.values.length === 1
        ? `${requirement.key}!=${requirement.values[0]}`
        : `${requirement.key} notin (${requirement.values.join(', ')})`;
    case 'Exists':
      return requirement.key;
    case 'DoesNotExist':
      return `!${requirement.key}`;
  }
}
