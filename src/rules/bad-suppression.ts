import { defineRule } from '../lint/rule.ts';

/** NP002: said by the engine, which alone knows what a suppression came to; the rule itself looks at nothing. */
export const badSuppression = defineRule({
  code: 'NP002',
  name: 'bad-suppression',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A suppression that names no rule, gives no reason, has ended, or hides nothing.',
  needs: [],
  *check() {},
});
