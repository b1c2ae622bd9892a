import { defineRule } from '../lint/rule.ts';
import { type NetworkPolicy, peersField, rulesOf } from '../model/networkpolicy.ts';
import { undoneExcepts, type UndoneExcept } from '../semantics/addresses/undone-excepts.ts';
import { allowsEverything } from '../semantics/peers/opening.ts';

/**
 * NP308: except takes away from its own entry only; what another entry allows stays allowed. Of a rule that allows
 * everything NP209 speaks.
 */
export const exceptUndone = defineRule({
  code: 'NP308',
  name: 'except-undone',
  severity: 'warning',
  confidence: 'certain',
  summary: 'An excepted range that another entry, rule or policy allows again for the same pods and ports.',
  needs: ['comparable', 'intact', 'policies'],
  *check({ comparable: policy, policies }) {
    for (const undone of undoneExcepts(policy, policies.in(policy.namespace))) {
      const { direction, rule, peer, except } = undone;
      if (isByOpenRule(undone, policy)) continue;
      const field = peersField(direction);
      const block = rulesOf(policy, direction)[rule]?.peers[peer];
      const range = block?.kind === 'ipBlock' ? (block.except[except]?.text ?? '') : '';
      yield {
        path: ['spec', direction, rule, field, peer, 'ipBlock', 'except', except],
        message: `except ${range} takes nothing away: ${describe(undone)} it again on the same ports`,
        help: 'an except counts for its own entry only: except the range there too, or narrow what allows it',
      };
    }
  },
});

function isByOpenRule({ direction, by }: UndoneExcept, policy: NetworkPolicy): boolean {
  const rule = by !== 'several' && 'rule' in by ? rulesOf(policy, direction)[by.rule] : undefined;
  return rule !== undefined && allowsEverything(rule);
}

function describe({ direction, by }: UndoneExcept): string {
  if (by === 'several') return 'other rules together allow';
  return 'rule' in by ? `${direction}[${by.rule}] allows` : `policy ${by.policy.name} allows`;
}
