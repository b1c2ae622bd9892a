import { defineRule } from '../lint/rule.ts';
import {
  type Direction,
  directions,
  type NetworkPolicy,
  oppositeOf,
  rulesOf,
} from '../model/networkpolicy.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import type { Pod } from '../model/pod.ts';
import { isOpenByName } from '../semantics/name-promise.ts';
import { opensAll } from '../semantics/peers/opening.ts';
import { countPods } from '../semantics/population.ts';
import { matching } from '../semantics/matching.ts';

/** NP503: policies only add up, so one that opens pods to everyone outweighs every restriction of the same pods. */
export const undoneByPolicy = defineRule({
  code: 'NP503',
  name: 'undone-by-policy',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A restriction that has no effect, because other policies open all of its pods to everyone.',
  needs: ['policy', 'policies', 'pods'],
  *check({ policy, policies, pods }) {
    const selected = matching(policy.podSelector, pods.in(policy.namespace));
    if (selected.length === 0) return;
    for (const direction of directions) {
      if (!policy.isolates.includes(direction) || opensAll(policy, direction)) continue;
      const opening = policies.in(policy.namespace).filter((other) => opensAll(other, direction));
      const names = openersOf(selected, opening);
      if (names === undefined) continue;
      // A policy for the whole namespace stays in force for pods that come later; what opens named pods is an exception.
      const isExcepted =
        policy.podSelector.isEmpty && !opening.some(({ podSelector }) => podSelector.isEmpty);
      yield {
        ...(isExcepted || isOpenedOnPurpose(policy, direction, opening) ? { confidence: 'possible' } : {}),
        path: rulesOf(policy, direction).length > 0 ? ['spec', direction] : ['spec'],
        message: `restricts no ${direction} of ${countPods(selected)} in ${policy.namespace}: ${enumerate(names)} ${conjugate('allows', names.length)} everything`,
        help: `policies add up and none can forbid: remove the rule without peers and ports from ${enumerate(names)}`,
      };
    }
  },
});

/** Whether the policy is there for the other direction, and what opens this one says so by its name. */
function isOpenedOnPurpose(
  policy: NetworkPolicy,
  direction: Direction,
  opening: readonly NetworkPolicy[],
): boolean {
  const other = oppositeOf(direction);
  return (
    policy.isolates.includes(other) &&
    opening.every((each) => isOpenByName(each, direction) && !opensAll(each, other))
  );
}

/** The names of the policies that open every one of the pods; undefined when one of them stays restricted. */
function openersOf(
  selected: readonly Pod[],
  opening: readonly NetworkPolicy[],
): readonly string[] | undefined {
  const names = new Set<string>();
  for (const pod of selected) {
    const opener = opening.find(({ podSelector }) => podSelector.matches(pod.labels));
    if (opener === undefined) return undefined;
    names.add(opener.name);
  }
  return [...names];
}
