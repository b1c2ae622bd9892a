import { type Labels, noLabels } from '../../model/labels.ts';
import type { Pod } from '../../model/pod.ts';
import { asksForPresence, holds, type Requirement, type Selector } from '../../model/selector.ts';
import { isSlip } from './slip.ts';
import { nameKeys } from './telling-labels.ts';
import { counted, onlyOther, suggestFor, type Suggestion } from './suggestion.ts';

/** Why a selector matches none of some objects, in the order in which a person would want to hear it. */
export type Mismatch =
  /** A workload has the label itself, and not on its pods, which have the rest. */
  | { readonly kind: 'workload'; readonly requirement: Requirement; readonly workload: Pod }
  /** A workload has the name that is asked for, and its pods another label. */
  | { readonly kind: 'called'; readonly requirement: Requirement; readonly workload: Pod }
  /** The key is there with another, similar value. */
  | { readonly kind: 'value'; readonly requirement: Requirement; readonly suggestion: Suggestion }
  /** No object has the key; one like it, or the same value under another key, is there. */
  | { readonly kind: 'key'; readonly requirement: Requirement; readonly suggestion: Suggestion }
  /** All that have the rest, of those that have the key at all, have one other value. */
  | {
      readonly kind: 'other';
      readonly requirement: Requirement;
      readonly rest: readonly Requirement[];
      readonly suggestion: Suggestion;
    }
  /** None of those that have the rest has the key, and nothing like it is there. */
  | {
      readonly kind: 'lacking';
      readonly requirement: Requirement;
      readonly rest: readonly Requirement[];
      readonly count: number;
    }
  /** Each requirement holds for some object, but never all for the same. */
  | {
      readonly kind: 'apart';
      readonly counts: readonly { readonly requirement: Requirement; readonly count: number }[];
    }
  /** A requirement that holds for no object, and nothing like it is there. */
  | { readonly kind: 'nothing'; readonly requirement: Requirement };

type Labelled = { readonly labels: Labels } | Pod;

/** Explains why `selector`, which must not be empty, matches none of the objects. */
export function explainMismatch(selector: Selector, objects: readonly Labelled[]): Mismatch {
  const onWorkload = firstOnWorkload(selector, objects);
  if (onWorkload !== undefined) return onWorkload;
  const byLabels = explainByLabels(selector, objects);
  return (isGuess(byLabels) ? firstCalledSo(selector, objects) : undefined) ?? byLabels;
}

/** Whether nothing that is there is what the selector asks for, but for a slip of the finger or another key. */
function isGuess(mismatch: Mismatch): boolean {
  if (mismatch.kind !== 'value') return mismatch.kind === 'nothing' || mismatch.kind === 'other';
  const { requirement, suggestion } = mismatch;
  return (
    requirement.operator === 'In' && !requirement.values.some((value) => isSlip(value, suggestion.value))
  );
}

function firstCalledSo({ requirements }: Selector, objects: readonly Labelled[]): Mismatch | undefined {
  for (const object of objects) {
    if (!('origin' in object) || object.origin === 'Pod') continue;
    const [requirement, ...others] = requirements.filter((each) => !holds(each, object.labels));
    const isCalledSo =
      requirement?.operator === 'In' &&
      nameKeys.has(requirement.key) &&
      requirement.values.includes(object.name);
    if (isCalledSo && others.length === 0) return { kind: 'called', requirement, workload: object };
  }
  return undefined;
}

function explainByLabels(selector: Selector, objects: readonly Labelled[]): Mismatch {
  const labels = objects.map((object) => object.labels);
  const failing = selector.requirements.filter(
    (requirement) => !labels.some((each) => holds(requirement, each)),
  );
  const unasked = labels.map((each) => withoutAsked(each, selector));
  const [only, ...others] = failing;
  if (only !== undefined && others.length === 0) return explainOnly(only, selector, labels, unasked);
  let first: Mismatch | undefined;
  for (const requirement of failing) {
    const mismatch = explainRequirement(requirement, unasked);
    if (mismatch.kind !== 'nothing') return mismatch;
    first ??= mismatch;
  }
  return first ?? { kind: 'apart', counts: countEach(selector, labels) };
}

function firstOnWorkload({ requirements }: Selector, objects: readonly Labelled[]): Mismatch | undefined {
  for (const object of objects) {
    if (!('workloadLabels' in object) || object.workloadLabels === undefined) continue;
    const { labels, workloadLabels } = object;
    const missing = requirements.filter((each) => !holds(each, labels));
    const [requirement] = missing;
    if (
      requirement === undefined ||
      !missing.every((each) => asksForPresence(each) && holds(each, workloadLabels))
    )
      continue;
    return { kind: 'workload', requirement, workload: object };
  }
  return undefined;
}

/**
 * The mismatch without what comes a little near, which among files is no more than another workload. What lacks nothing
 * but the one label is still worth a word.
 */
export function withoutSuggestion(
  mismatch: Mismatch,
  selector: Selector,
  objects: readonly { readonly labels: Labels }[],
): Mismatch {
  if (mismatch.kind !== 'value' && mismatch.kind !== 'key') return mismatch;
  const { requirement } = mismatch;
  const rest = selector.requirements.filter((each) => each !== requirement);
  const matching = objects.filter(({ labels }) => rest.every((each) => holds(each, labels)));
  const isLacking =
    asksForPresence(requirement) && !matching.some(({ labels }) => labels.has(requirement.key));
  return rest.length > 0 && matching.length > 0 && isLacking
    ? { kind: 'lacking', requirement, rest, count: matching.length }
    : { kind: 'nothing', requirement };
}

/** The labels that can be suggested: not those that the selector asks for already. */
function withoutAsked(labels: Labels, { requirements }: Selector): Labels {
  const isAsked = (requirement: Requirement): boolean =>
    requirement.operator === 'In' && holds(requirement, labels);
  const asked = new Set(requirements.filter(isAsked).map(({ key }) => key));
  return asked.size === 0 ? labels : new Map([...labels].filter(([key]) => !asked.has(key)));
}

/** Explains the one requirement that fails, before all by what the objects have that all the others hold for. */
function explainOnly(
  requirement: Requirement,
  selector: Selector,
  labels: readonly Labels[],
  unasked: readonly Labels[],
): Mismatch {
  const rest = selector.requirements.filter((each) => each !== requirement);
  const matching = unasked.filter((_, index) => rest.every((each) => holds(each, labels[index] ?? noLabels)));
  if (rest.length === 0 || matching.length === 0) return explainRequirement(requirement, unasked);
  const near = suggestFor(requirement, matching);
  if (near !== undefined) return suggesting(requirement, counted(near.key, near.value, unasked));
  const suggestion = onlyOther(requirement, matching);
  if (suggestion !== undefined) return { kind: 'other', requirement, rest, suggestion };
  const anywhere = explainRequirement(requirement, unasked);
  return anywhere.kind === 'nothing' &&
    asksForPresence(requirement) &&
    !matching.some((each) => each.has(requirement.key))
    ? { kind: 'lacking', requirement, rest, count: matching.length }
    : anywhere;
}

function explainRequirement(requirement: Requirement, population: readonly Labels[]): Mismatch {
  const suggestion = suggestFor(requirement, population);
  return suggestion === undefined ? { kind: 'nothing', requirement } : suggesting(requirement, suggestion);
}

function suggesting(requirement: Requirement, suggestion: Suggestion): Mismatch {
  return { kind: suggestion.key === requirement.key ? 'value' : 'key', requirement, suggestion };
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
