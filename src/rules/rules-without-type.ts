import { defineRule } from '../lint/rule.ts';
import { count } from '../lint/text.ts';
import {
  type Direction,
  directions,
  type NetworkPolicy,
  peersField,
  policyTypeOf,
  rulesOf,
} from '../model/networkpolicy.ts';

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
        help: advise(direction, policy),
      };
    }
  },
});

/** Where the listed direction has no rule, peers may have been written under the wrong word. */
function advise(direction: Direction, policy: NetworkPolicy): string {
  const [only] = policy.isolates;
  const add = `add ${policyTypeOf[direction]} to policyTypes`;
  const hasPeers = rulesOf(policy, direction).some(({ peers }) => peers.length > 0);
  return only === undefined || rulesOf(policy, only).length > 0 || !hasPeers
    ? `${add}, or delete spec.${direction}`
    : `${add}, delete spec.${direction}, or move the rules to ${only}, with ${peersField(only)}`;
}

function listed(isolates: readonly Direction[]): string {
  return isolates.map((direction) => policyTypeOf[direction]).join(', ');
}
