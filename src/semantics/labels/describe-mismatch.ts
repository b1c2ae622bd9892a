import { describeRequirement, type Requirement, type Selector } from '../../model/selector.ts';
import type { Mismatch } from './mismatch.ts';

/** The mismatch without what comes a little near: among files that is no more than another workload. */
export function withoutSuggestion(mismatch: Mismatch): Mismatch {
  return mismatch.kind === 'value' || mismatch.kind === 'key'
    ? { kind: 'nothing', requirement: mismatch.requirement }
    : mismatch;
}

/**
 * What follows "matches none of them": the requirement that fails, where the selector has several, and what is there
 * instead. `; 3 have app=frontend`, `: none has app=fronted, 3 have app=frontend`; empty when there is nothing to add.
 */
export function describeMismatch(mismatch: Mismatch, selector: Selector): string {
  if (mismatch.kind === 'apart') {
    return `: ${mismatch.counts.map(({ requirement, count }) => `${describeRequirement(requirement)} is on ${count}`).join(', ')}, together on none`;
  }
  const failing =
    selector.requirements.length > 1 ? `: none has ${describeRequirement(mismatch.requirement)}` : '';
  return mismatch.kind === 'nothing'
    ? failing
    : `${failing === '' ? ';' : `${failing},`} ${describeThose(mismatch)}`;
}

/** What is there instead: `3 have app=frontend`, `3 with the rest lack app`. */
function describeThose(mismatch: Exclude<Mismatch, { readonly kind: 'nothing' | 'apart' }>): string {
  if (mismatch.kind === 'lacking') {
    const { count, requirement } = mismatch;
    return `${count} with the rest ${count === 1 ? 'lacks' : 'lack'} ${requirement.key}`;
  }
  const { key, value, count } = mismatch.suggestion;
  const which = mismatch.kind === 'other' ? `${count} with the rest` : `${count}`;
  return `${which} ${count === 1 ? 'has' : 'have'} ${key}=${value}`;
}

/** What to do about a mismatch; `parts` are what the labels can be spread over. */
export function adviseMismatch(mismatch: Mismatch, parts: 'policies' | 'peers'): string {
  switch (mismatch.kind) {
    case 'value':
    case 'key':
    case 'other':
      return `write ${mismatch.suggestion.key}: ${mismatch.suggestion.value} if that is what is meant`;
    case 'lacking':
      return `delete ${asWritten(mismatch.requirement)}, or write what they have for it`;
    case 'apart':
      return `all labels of a selector must be on the same pod: drop one, or write two ${parts}`;
    case 'nothing':
      return 'compare with the labels of the pod template, under spec.template.metadata.labels';
  }
}

function asWritten(requirement: Requirement): string {
  const [value, ...others] = requirement.operator === 'In' ? requirement.values : [];
  return value === undefined || others.length > 0
    ? describeRequirement(requirement)
    : `${requirement.key}: ${value}`;
}
