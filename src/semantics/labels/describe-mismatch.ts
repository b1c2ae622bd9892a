import type { Labels } from '../../model/labels.ts';
import type { Pod } from '../../model/pod.ts';
import { templateFields } from '../../model/read-pod.ts';
import {
  describeRequirement,
  type Requirement,
  type Selector,
  valuesAskedFor,
} from '../../model/selector.ts';
import { conjugate } from '../../model/prose.ts';
import { nameOfPod } from '../population.ts';
import type { Mismatch } from './mismatch.ts';

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
  if (mismatch.kind === 'workload') {
    return `${nameOfPod(mismatch.workload)} has it itself, its pods do not`;
  }
  if (mismatch.kind === 'called') {
    return `${nameOfPod(mismatch.workload)} has ${ownLabelsOf(mismatch)}`;
  }
  if (mismatch.kind === 'lacking') {
    const { count, requirement } = mismatch;
    return `${count} with the rest ${conjugate('lacks', count)} ${requirement.key}`;
  }
  const { key, value, count } = mismatch.suggestion;
  const which = mismatch.kind === 'other' ? `${count} with the rest` : `${count}`;
  return `${which} ${conjugate('has', count)} ${key}=${value}`;
}

/** What to do about a mismatch; `parts` are what the labels can be spread over, `meant` is who is likely to be meant. */
export function adviseMismatch(mismatch: Mismatch, parts: 'policies' | 'peers', meant?: Pod): string {
  switch (mismatch.kind) {
    case 'workload':
      return `add ${asWritten(mismatch.requirement)} under ${labelsFieldOf(mismatch.workload)} of ${nameOfPod(mismatch.workload)}`;
    case 'called':
      return adviseCalled(mismatch);
    case 'value':
    case 'key':
    case 'other':
      return `write ${mismatch.suggestion.key}: ${mismatch.suggestion.value} if that is what is meant`;
    case 'lacking':
      return `delete ${asWritten(mismatch.requirement)}, or write what they have for it`;
    case 'apart':
      return `all labels of a selector must be on the same pod: drop one, or write two ${parts}`;
    case 'nothing':
      return meant === undefined
        ? 'compare with the labels of the pod template, under spec.template.metadata.labels'
        : adviseFor(meant);
  }
}

type Called = Extract<Mismatch, { readonly kind: 'called' }>;

/** What the pods have under the key that is asked for, or for want of it all that they have. */
function ownLabelsOf({ requirement: { key }, workload: { labels } }: Called): string {
  const value = labels.get(key);
  if (value !== undefined) return `${key}=${value}`;
  return labels.size === 0 ? 'no labels on its pods' : enumerateLabels(labels);
}

function adviseCalled({ requirement: { key }, workload }: Called): string {
  const value = workload.labels.get(key);
  return value === undefined
    ? adviseFor(workload)
    : `write ${key}: ${value} if ${nameOfPod(workload)} is meant: its name is no label`;
}

function adviseFor(meant: Pod): string {
  const [name, field] = [nameOfPod(meant), labelsFieldOf(meant)];
  return meant.labels.size === 0
    ? `give the pods of ${name} labels, under ${field}`
    : `compare with the labels of ${name}: ${enumerateLabels(meant.labels)}`;
}

function labelsFieldOf({ origin }: Pod): string {
  return [...(origin === 'Pod' ? [] : templateFields(origin)), 'metadata', 'labels'].join('.');
}

function enumerateLabels(labels: Labels): string {
  const shown = [...labels].slice(0, 4).map(([key, value]) => `${key}=${value}`);
  return `${shown.join(', ')}${labels.size > shown.length ? ', …' : ''}`;
}

/** Whom a selector that matches nothing is likely to mean: who is called like one of its values or the policy, or the only one. */
export function likelyMeant(selector: Selector, policyName: string, pods: readonly Pod[]): Pod | undefined {
  const values = new Set(selector.requirements.flatMap(valuesAskedFor));
  const [only, ...others] = pods;
  return (
    pods.find(({ name }) => values.has(name)) ??
    pods.find(({ name }) => name === policyName) ??
    (others.length === 0 ? only : undefined)
  );
}

function asWritten(requirement: Requirement): string {
  const [value, ...others] = requirement.operator === 'In' ? requirement.values : [];
  return value === undefined || others.length > 0
    ? describeRequirement(requirement)
    : `${requirement.key}: ${value}`;
}
