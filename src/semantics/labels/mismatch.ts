import type { Labels } from '../../model/labels.ts';
import { describeRequirement, holds, type Requirement, type Selector } from '../../model/selector.ts';
import { nearest } from '../../model/nearest.ts';

/** Why a selector matches none of some objects, in the order in which a person would want to hear it. */
export type Mismatch =
  /** The key is there with another, similar value. */
  | { readonly kind: 'value'; readonly requirement: Requirement; readonly suggestion: Suggestion }
  /** No object has the key; one like it, or the same value under another key, is there. */
  | { readonly kind: 'key'; readonly requirement: Requirement; readonly suggestion: Suggestion }
  /** Each requirement holds for some object, but never all for the same. */
  | {
      readonly kind: 'apart';
      readonly counts: readonly { readonly requirement: Requirement; readonly count: number }[];
    }
  /** A requirement that holds for no object, and nothing like it is there. */
  | { readonly kind: 'nothing'; readonly requirement: Requirement };

/** A label that objects do have, and how many of them. */
export interface Suggestion {
  readonly key: string;
  readonly value: string;
  readonly count: number;
}

/** Explains why `selector`, which must not be empty, matches none of the objects. */
export function explainMismatch(
  selector: Selector,
  objects: readonly { readonly labels: Labels }[],
): Mismatch {
  const labels = objects.map((object) => object.labels);
  const failing = selector.requirements.filter(
    (requirement) => !labels.some((each) => holds(requirement, each)),
  );
  let first: Mismatch | undefined;
  for (const requirement of failing) {
    const mismatch = explainRequirement(requirement, labels);
    if (mismatch.kind !== 'nothing') return mismatch;
    first ??= mismatch;
  }
  return first ?? { kind: 'apart', counts: countEach(selector, labels) };
}

function explainRequirement(requirement: Requirement, population: readonly Labels[]): Mismatch {
  const suggestion = suggestFor(requirement, population);
  if (suggestion === undefined) return { kind: 'nothing', requirement };
  return { kind: suggestion.key === requirement.key ? 'value' : 'key', requirement, suggestion };
}

function suggestFor(requirement: Requirement, population: readonly Labels[]): Suggestion | undefined {
  switch (requirement.operator) {
    case 'In':
      return (
        similarValue(requirement.key, requirement.values, population) ??
        sameValueElsewhere(requirement.values, population) ??
        similarKey(requirement.key, population)
      );
    case 'Exists':
      return similarKey(requirement.key, population);
    case 'NotIn':
    case 'DoesNotExist':
      return undefined;
  }
}

/** Comparing words letter by letter is dear, and nobody means one of hundreds. */
const mostCompared = 20;

function similarValue(
  key: string,
  wanted: readonly string[],
  population: readonly Labels[],
): Suggestion | undefined {
  const values = new Set(population.flatMap((labels) => labels.get(key) ?? []));
  for (const value of wanted.slice(0, mostCompared)) {
    const similar = nearest(value, values);
    if (similar !== undefined) return counted(key, similar, population);
  }
  return undefined;
}

function sameValueElsewhere(
  wanted: readonly string[],
  population: readonly Labels[],
): Suggestion | undefined {
  const asked = new Set(wanted);
  for (const labels of population) {
    for (const [key, value] of labels) {
      if (value !== '' && asked.has(value) && !isOfOnePod(key)) return counted(key, value, population);
    }
  }
  return undefined;
}

function similarKey(wanted: string, population: readonly Labels[]): Suggestion | undefined {
  const keys = new Set(population.flatMap((labels) => [...labels.keys()].filter((key) => !isOfOnePod(key))));
  const key = keys.has(wanted) ? undefined : nearest(wanted, keys);
  if (key === undefined) return undefined;
  const value = population.find((labels) => labels.has(key))?.get(key) ?? '';
  return counted(key, value, population);
}

/** What a controller writes to tell its pods apart, nobody writes into a policy. */
function isOfOnePod(key: string): boolean {
  return /(?:hash|uid|generation)$/.test(key);
}

function counted(key: string, value: string, population: readonly Labels[]): Suggestion {
  return { key, value, count: population.filter((labels) => labels.get(key) === value).length };
}

function countEach(
  selector: Selector,
  population: readonly Labels[],
): readonly { readonly requirement: Requirement; readonly count: number }[] {
  return selector.requirements.map((requirement) => ({
    requirement,
    count: population.filter((labels) => holds(requirement, labels)).length,
  }));
}

/** The mismatch without what comes a little near: among files that is no more than another workload. */
export function withoutSuggestion(mismatch: Mismatch): Mismatch {
  return mismatch.kind === 'apart' ? mismatch : { kind: 'nothing', requirement: mismatch.requirement };
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
  if (mismatch.kind === 'nothing') return failing;
  const { key, value, count } = mismatch.suggestion;
  return `${failing === '' ? ';' : `${failing},`} ${count} ${count === 1 ? 'has' : 'have'} ${key}=${value}`;
}

/** What to do about a mismatch; `parts` are what the labels can be spread over. */
export function adviseMismatch(mismatch: Mismatch, parts: 'policies' | 'peers'): string {
  switch (mismatch.kind) {
    case 'value':
    case 'key':
      return `write ${mismatch.suggestion.key}: ${mismatch.suggestion.value} if that is what is meant`;
    case 'apart':
      return `all labels of a selector must be on the same pod: drop one, or write two ${parts}`;
    case 'nothing':
      return 'compare with the labels of the pod template, under spec.template.metadata.labels';
  }
}
