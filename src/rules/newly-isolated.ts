import { defineRule, type Draft } from '../lint/rule.ts';
import { directions, rulesOf } from '../model/networkpolicy.ts';
import { opensAll } from '../semantics/peers/opening.ts';
import { describeGroup } from '../semantics/effect-words.ts';

/** NP601: pods that no policy isolated before this request and that one isolates after it. */
export const newlyIsolated = defineRule({
  code: 'NP601',
  name: 'newly-isolated',
  severity: 'info',
  confidence: 'likely',
  summary: 'Pods that were open in a direction are isolated by this change.',
  needs: ['delta', 'policy'],
  *check({ policy, delta }) {
    for (const direction of directions) {
      const pods = delta.newlyIsolated[direction];
      if (pods.podCount === 0 || opensAll(policy, direction)) continue;
      // Who denies a whole namespace says so; who allows something to all its pods may not know that the rest is denied.
      const isSideEffect = policy.podSelector.isEmpty && rulesOf(policy, direction).length > 0;
      const draft: Draft = {
        path: ['spec', 'podSelector'],
        message: `isolates ${describeGroup(pods)} for ${direction}, which no policy did before`,
        help: `what no rule allows them as ${direction} is denied from now on: check that every rule they need is there`,
      };
      yield isSideEffect ? { ...draft, severity: 'warning' } : draft;
    }
  },
});
