import { defineRule, type Facts } from '../lint/rule.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { type Direction, directions } from '../model/networkpolicy.ts';
import { type RedundantEntry, redundantRules } from '../semantics/redundancy/redundant-entries.ts';
import { slippedRules } from '../semantics/slips/slips.ts';

type Known = Facts<'comparable', 'raw' | 'pods' | 'namespaces'>;

/** NP209: a rule that the other rules of its direction cover together, whatever pods exist. */
export const redundantRule = defineRule({
  code: 'NP209',
  name: 'redundant-rule',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A rule that the other rules of the policy cover, whatever pods exist.',
  needs: ['comparable', 'intact'],
  uses: ['raw', 'pods', 'namespaces'],
  *check(facts) {
    const { comparable: policy } = facts;
    for (const direction of directions) {
      if (!policy.isolates.includes(direction)) continue;
      for (const { index, coveredBy } of redundant(direction, facts)) {
        const covers = enumerate(coveredBy.map((other) => `${direction}[${other}]`));
        yield {
          path: ['spec', direction, index],
          message: `${direction}[${index}] adds nothing: ${covers} ${conjugate('allows', coveredBy.length)} all that it allows`,
          help: `delete ${direction}[${index}], or narrow ${covers} if it allows more than is meant`,
          related: coveredBy.map((other) => ({
            message: 'allows it already',
            path: ['spec', direction, other],
          })),
        };
      }
    }
  },
});

/** What NP113 and NP201 take for a slip covers a rule only until it is repaired. */
function redundant(direction: Direction, facts: Known): readonly RedundantEntry[] {
  const { comparable: policy } = facts;
  if (redundantRules(policy, direction).length === 0) return [];
  return redundantRules(policy, direction, slippedRules(policy, direction, facts));
}
