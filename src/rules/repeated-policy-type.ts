import { defineRule } from '../lint/rule.ts';
import { listAt } from '../model/json.ts';
import { directions, policyTypeOf } from '../model/networkpolicy.ts';

/** NP111: the same policy type twice, which the API server accepts; a third entry it refuses, and NP101 says so. */
export const repeatedPolicyType = defineRule({
  code: 'NP111',
  name: 'repeated-policy-type',
  severity: 'info',
  confidence: 'certain',
  summary: 'The same policy type listed twice.',
  needs: ['raw'],
  *check({ raw }) {
    const types = listAt(raw.value, 'spec', 'policyTypes');
    for (const direction of directions) {
      const type = policyTypeOf[direction];
      if (types.length !== 2 || !types.every((each) => each === type)) continue;
      const other = direction === 'ingress' ? 'Egress' : 'Ingress';
      yield {
        path: ['spec', 'policyTypes', 1],
        message: `policyTypes lists ${type} twice and ${other} not at all`,
        help: `delete one of the two, or write ${other} if both directions are meant`,
      };
    }
  },
});
