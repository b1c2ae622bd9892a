import type { Labels } from '../../model/labels.ts';
import type { Requirement } from '../../model/selector.ts';

/** What a selector asks of one label key: which values it may have, and whether it may be missing. */
export interface LabelCondition {
  /** `in`: one of `values`; `notIn`: any value but these. */
  readonly kind: 'in' | 'notIn';
  /** Sorted, without repetition. */
  readonly values: readonly string[];
  /** Whether an object without the key fulfils the condition. */
  readonly absent: boolean;
}

function inOrder(values: readonly string[]): readonly string[] {
  return values.length === 1 ? values : [...new Set(values)].sort();
}

/** What requirements ask of one key together; each costs no more than its own values. */
export interface GrowingCondition {
  add(requirement: Requirement): void;
  /** Whether nothing is left that the label could be, nor its absence. */
  isUnfulfillable(): boolean;
  condition(): LabelCondition;
}

/** A condition to which requirements of one key are added; without any, every object fulfils it. */
export function growCondition(): GrowingCondition {
  let absent = true;
  let allowed: Set<string> | undefined;
  const excluded = new Set<string>();
  const keep = (values: readonly string[]): void => {
    const former = allowed;
    const isLeft = (value: string): boolean => !excluded.has(value) && former?.has(value) !== false;
    allowed = new Set(values.filter(isLeft));
  };
  const exclude = (value: string): void => {
    excluded.add(value);
    allowed?.delete(value);
  };
  return {
    add(requirement) {
      absent &&= requirement.operator === 'NotIn' || requirement.operator === 'DoesNotExist';
      if (requirement.operator === 'In') keep(requirement.values);
      if (requirement.operator === 'DoesNotExist') keep([]);
      if (requirement.operator === 'NotIn') requirement.values.forEach(exclude);
    },
    isUnfulfillable: () => !absent && allowed?.size === 0,
    condition: () =>
      allowed === undefined
        ? { kind: 'notIn', values: [...excluded].sort(), absent }
        : { kind: 'in', values: [...allowed].sort(), absent },
  };
}

/** The condition that every object fulfils. */
export const anyValue: LabelCondition = { kind: 'notIn', values: [], absent: true };

/** What a requirement asks of its key; NotIn and DoesNotExist allow its absence (LabelSelectorRequirement, meta/v1). */
export function conditionOf(requirement: Requirement): LabelCondition {
  switch (requirement.operator) {
    case 'In':
      return { kind: 'in', values: inOrder(requirement.values), absent: false };
    case 'NotIn':
      return { kind: 'notIn', values: inOrder(requirement.values), absent: true };
    case 'Exists':
      return { kind: 'notIn', values: [], absent: false };
    case 'DoesNotExist':
      return { kind: 'in', values: [], absent: true };
  }
}

/** The condition that holds where both hold. */
export function bothConditions(one: LabelCondition, other: LabelCondition): LabelCondition {
  const absent = one.absent && other.absent;
  if (one.kind === 'in') {
    return { kind: 'in', values: one.values.filter(allowedBy(other)), absent };
  }
  if (other.kind === 'in') {
    return { kind: 'in', values: other.values.filter(allowedBy(one)), absent };
  }
  return { kind: 'notIn', values: [...new Set([...one.values, ...other.values])].sort(), absent };
}

/** The condition that holds exactly where this one does not. */
export function oppositeCondition({ kind, values, absent }: LabelCondition): LabelCondition {
  return { kind: kind === 'in' ? 'notIn' : 'in', values, absent: !absent };
}

/** Whether no object can fulfil the condition. */
export function isUnfulfillable({ kind, values, absent }: LabelCondition): boolean {
  return kind === 'in' && values.length === 0 && !absent;
}

/** Whether every object fulfils the condition. */
export function isAnyValue({ kind, values, absent }: LabelCondition): boolean {
  return kind === 'notIn' && values.length === 0 && absent;
}

/** Whether labels fulfil the condition for this key. */
export function fulfils(labels: Labels, key: string, condition: LabelCondition): boolean {
  const value = labels.get(key);
  return value === undefined ? condition.absent : allows(condition, value);
}

/** Lists that people write are searched fastest as they are; a tenant may write thousands of values. */
const longList = 16;

function allowedBy(condition: LabelCondition): (value: string) => boolean {
  if (condition.values.length < longList) return (value) => allows(condition, value);
  const values = new Set(condition.values);
  return (value) => values.has(value) === (condition.kind === 'in');
}

function allows({ kind, values }: LabelCondition, value: string): boolean {
  return values.includes(value) === (kind === 'in');
}
