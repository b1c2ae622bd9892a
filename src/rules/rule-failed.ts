import { defineRule } from '../lint/rule.ts';

/** NP001: said by the engine, about a rule that threw; the rule itself looks at nothing. */
export const ruleFailed = defineRule({
  code: 'NP001',
  name: 'rule-failed',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A rule of netpol-lint failed and could not judge the object.',
  needs: [],
  *check() {},
});
