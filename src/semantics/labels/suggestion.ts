import type { Labels } from '../../model/labels.ts';
import { nearest } from '../../model/nearest.ts';
import type { Requirement } from '../../model/selector.ts';
import { isShortForm } from './short-forms.ts';

/** A label that objects do have, and how many of them. */
export interface Suggestion {
  readonly key: string;
  readonly value: string;
  readonly count: number;
}

/** A label that objects have and that is near what a requirement asks for; undefined where nothing is. */
export function suggestFor(requirement: Requirement, population: readonly Labels[]): Suggestion | undefined {
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
    const similar = [...values].find((each) => isShortForm(value, each)) ?? nearest(value, values);
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

/** A label, and how many of the objects have it. */
export function counted(key: string, value: string, population: readonly Labels[]): Suggestion {
  return { key, value, count: population.filter((labels) => labels.get(key) === value).length };
}

/** The one value that the objects have of the key, for a requirement that names others. */
export function onlyOther(requirement: Requirement, population: readonly Labels[]): Suggestion | undefined {
  const { key, operator } = requirement;
  if (operator !== 'In' || isOfOnePod(key)) return undefined;
  const [value, ...others] = new Set(population.flatMap((labels) => labels.get(key) ?? []));
  return value === undefined || value === '' || others.length > 0
    ? undefined
    : counted(key, value, population);
}
