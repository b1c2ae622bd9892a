import { defineRule } from '../lint/rule.ts';
import { count } from '../lint/text.ts';
import { type Direction, directions, policyTypeOf, rulesOf } from '../model/networkpolicy.ts';

/** NP106: rules of a direction that policyTypes leaves out (NetworkPolicySpec.policyTypes). */
export const rulesWithoutType = defineRule({
  code: 'NP106',
  name: 'rules-without-type',
  severity: 'error',
  confidence: 'certain',
  admission: 'deny',
  summary: 'Rules of a direction that policyTypes does not list: they are ignored.',
  needs: ['policy'],
  *check({ policy }) {
    for (const direction of directions) {
      const rules = rulesOf(policy, direction);
      if (rules.length === 0 || policy.isolates.includes(direction)) continue;
      yield {
        path: ['spec', direction],
        message: `${count(rules.length, `${direction} rule`)} without effect: policyTypes lists only ${listed(policy.isolates)}`,
        help: `add ${policyTypeOf[direction]} to policyTypes, or delete spec.${direction}`,
      };
    }
  },
});

function listed(isolates: readonly Direction[]): string {
  return isolates.map((direction) => policyTypeOf[direction]).join(', ');
}
