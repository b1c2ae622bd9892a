import { defineRule, type Draft } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import { describeRequirement } from '../model/selector.ts';
import { eachRequirement, eachSelector, type PlacedSelector } from '../model/selector-parts.ts';
import { isOnPodsOnly } from '../semantics/labels/label-bearers.ts';
import { unstableOf } from '../semantics/labels/unstable-labels.ts';

/** NP114: a selector pins a value that is new with every rollout or release, after which it matches nothing. */
export const unstableLabel = defineRule({
  code: 'NP114',
  name: 'unstable-label',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A selector on the value of a label that changes by itself, with a rollout or a release.',
  needs: ['policy'],
  *check({ policy }) {
    for (const placed of eachSelector(policy)) yield* pinned(placed);
  },
});

function* pinned(placed: PlacedSelector): Iterable<Draft> {
  for (const { requirement, path } of eachRequirement(placed)) {
    const label = unstableOf(requirement);
    // Namespaces have no such label, and NP212 says so.
    if (label === undefined || (placed.among === 'namespaces' && isOnPodsOnly(requirement))) continue;
    yield {
      path,
      ...(label.isPattern === true ? { confidence: 'possible' as const } : {}),
      message: `${describeRequirement(requirement)} changes with every ${label.every}: this then matches nothing`,
      help: adviceFor(placed),
    };
  }
}

function adviceFor({ selector, among }: PlacedSelector): string {
  const stable = selector.requirements.filter((each) => unstableOf(each) === undefined);
  if (stable.length > 0) return `leave it out and keep ${enumerate(stable.map(describeRequirement))}`;
  return among === 'pods'
    ? 'select by a label of the pod template that stays, such as app or app.kubernetes.io/name'
    : 'select by kubernetes.io/metadata.name, which stays';
}
