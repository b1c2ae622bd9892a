import { defineRule, type Draft } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
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
    const undone = undoneExcepts(policy, policies.in(policy.namespace)).filter(
      (each) => !isByOpenRule(each, policy),
    );
    for (const same of Map.groupBy(undone, keyOf).values()) {
      const [first, ...others] = same;
      if (first !== undefined) yield draft(first, others, policy);
    }
  },
});

/** The excepts of one block that are undone alike are one slip. */
function keyOf({ direction, rule, peer, by, isNamed }: UndoneExcept): string {
  const what = by === 'several' ? by : 'rule' in by ? by.rule : by.policy.name;
  return JSON.stringify([direction, rule, peer, what, isNamed]);
}

function draft(first: UndoneExcept, others: readonly UndoneExcept[], policy: NetworkPolicy): Draft {
  const { direction, rule, peer, except } = first;
  const block = rulesOf(policy, direction)[rule]?.peers[peer];
  const ranges = [first, ...others].map((each) =>
    block?.kind === 'ipBlock' ? (block.except[each.except]?.text ?? '') : '',
  );
  const [take, them, range] = others.length === 0 ? ['takes', 'it', 'range'] : ['take', 'them', 'ranges'];
  return {
    path: ['spec', direction, rule, peersField(direction), peer, 'ipBlock', 'except', except],
    ...(first.isNamed ? { severity: 'info' as const } : {}),
    message: `except ${enumerate(ranges)} ${take} nothing away: ${describe(first)} ${them} again on the same ports`,
    help: first.isNamed
      ? `leave the ${range} out of except if what allows ${them} is meant: an except counts for its own entry only`
      : `an except counts for its own entry only: except the ${range} there too, or narrow what allows ${them}`,
  };
}

function isByOpenRule({ direction, by }: UndoneExcept, policy: NetworkPolicy): boolean {
  const rule = by !== 'several' && 'rule' in by ? rulesOf(policy, direction)[by.rule] : undefined;
  return rule !== undefined && allowsEverything(rule);
}

function describe({ direction, by }: UndoneExcept): string {
  if (by === 'several') return 'other rules together allow';
  return 'rule' in by ? `${direction}[${by.rule}] allows` : `policy ${by.policy.name} allows`;
}
