import { defineRule } from '../lint/rule.ts';
import { count } from '../model/prose.ts';
import { listAt, valueAt } from '../model/json.ts';

/** NP108: without policyTypes Ingress counts in any case, beside egress rules too (NetworkPolicySpec.policyTypes). */
export const implicitPolicyTypes = defineRule({
  code: 'NP108',
  name: 'implicit-policy-types',
  severity: 'info',
  confidence: 'certain',
  summary: 'A policy of egress rules alone without policyTypes: it denies all ingress as well.',
  needs: ['raw'],
  *check({ raw }) {
    const spec = valueAt(raw.value, 'spec');
    const rules = listAt(spec, 'egress').length;
    if (rules === 0 || Array.isArray(valueAt(spec, 'ingress'))) return;
    if (listAt(spec, 'policyTypes').length > 0) return;
    yield {
      path: ['spec', 'egress'],
      message: `${count(rules, 'egress rule')}, no policyTypes: that means Ingress and Egress, so all ingress is denied as well`,
      help: 'write policyTypes: [Egress] to leave ingress as it is, or [Ingress, Egress] to say that it is denied',
    };
  },
});
