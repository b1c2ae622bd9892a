import { defineRule } from '../lint/rule.ts';
import { enumerate } from '../lint/text.ts';
import { directions } from '../model/networkpolicy.ts';
import { redundantRules } from '../semantics/redundant-entries.ts';

/** NP209: a rule that the other rules of its direction cover together, whatever pods exist. */
export const redundantRule = defineRule({
  code: 'NP209',
  name: 'redundant-rule',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A rule that the other rules of the policy cover, whatever pods exist.',
  needs: ['comparable', 'intact'],
  *check({ comparable: policy }) {
    for (const direction of directions) {
      if (!policy.isolates.includes(direction)) continue;
      for (const { index, coveredBy } of redundantRules(policy, direction)) {
        const covers = enumerate(coveredBy.map((other) => `${direction}[${other}]`));
        yield {
          path: ['spec', direction, index],
          message: `${direction}[${index}] adds nothing: ${covers} ${coveredBy.length === 1 ? 'allows' : 'allow'} all that it allows`,
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
