import { defineRule } from '../lint/rule.ts';
import { toFieldPath } from '../model/pointer.ts';
import type { Problem } from '../model/problem.ts';
import { showValue } from '../model/quote.ts';
import { repairFor } from '../model/repair/repair.ts';

/** NP101: what the API server refuses, one finding for each cause that it would give. */
export const invalidField = defineRule({
  code: 'NP101',
  name: 'invalid-field',
  severity: 'error',
  confidence: 'certain',
  admission: 'deny',
  summary: 'A field that the API server refuses.',
  needs: ['problems'],
  *check({ problems }) {
    for (const problem of problems) {
      const place = toFieldPath(problem.path) || 'the object';
      yield { path: problem.path, message: `${place}: ${statement(problem)}`, help: repairFor(problem) };
    }
  },
});

/** The value in front of what must hold for it, where that reads as a sentence. */
function statement({ value, detail }: Problem): string {
  return value !== undefined && detail.startsWith('must ') ? `${showValue(value)} ${detail}` : detail;
}
