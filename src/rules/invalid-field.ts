import { defineRule } from '../lint/rule.ts';
import type { Raw } from '../lint/target.ts';
import { isLossAlone } from '../model/lost.ts';
import { placeholderIn } from '../model/placeholder.ts';
import { toFieldPath, toPointer } from '../model/pointer.ts';
import type { Problem } from '../model/problem.ts';
import { quote, shorten, showValue } from '../model/quote.ts';
import { repairFor } from '../model/repair/repair.ts';

/**
 * NP101: what the API server refuses, one finding for each cause that it would give. Silent where a field is missing
 * because another one was written for it, of which NP102 and NP103 speak.
 */
export const invalidField = defineRule({
  code: 'NP101',
  name: 'invalid-field',
  severity: 'error',
  confidence: 'certain',
  admission: 'deny',
  summary: 'A field that the API server refuses.',
  needs: ['problems'],
  uses: ['raw'],
  *check({ problems, raw }) {
    for (const [index, found] of problems.entries()) {
      if (isSameBlank(found, problems[index - 1])) continue;
      if (raw !== undefined && isLossAlone(raw.value, found)) continue;
      const problem = asWritten(found, raw);
      const place = toFieldPath(problem.path) || 'the object';
      yield { path: problem.path, message: `${place}: ${statement(problem)}`, help: repairFor(problem) };
    }
  },
});

/** Whatever else is wrong with a placeholder goes when it is filled in. */
function isSameBlank(problem: Problem, before: Problem | undefined): boolean {
  return (
    placeholderIn(problem) !== undefined &&
    problem.value === before?.value &&
    toPointer(problem.path) === toPointer(before?.path ?? [])
  );
}

/** With the text of a value that YAML does not read as text: what it was meant to say is seen there alone. */
function asWritten(problem: Problem, raw: Raw | undefined): Problem {
  if (typeof problem.value !== 'boolean' && typeof problem.value !== 'number') return problem;
  return { ...problem, text: raw?.textAt?.(toPointer(problem.path)) };
}

/** The value in front of what must hold for it, where that reads as a sentence. */
function statement(problem: Problem): string {
  const { value, text, detail } = problem;
  if (text !== undefined && text !== String(value))
    return `${shorten(text)} is read as ${value}, and ${detail}`;
  const blank = placeholderIn(problem);
  if (blank !== undefined) return `${quote(blank)} is a placeholder that was not filled in`;
  return value !== undefined && detail.startsWith('must ') ? `${showValue(value)} ${detail}` : detail;
}
