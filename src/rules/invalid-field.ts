import { defineRule } from '../lint/rule.ts';
import type { Raw } from '../lint/target.ts';
import { unknownFields } from '../model/fields.ts';
import { placeholderIn } from '../model/placeholder.ts';
import { toFieldPath, toPointer } from '../model/pointer.ts';
import type { Problem } from '../model/problem.ts';
import { quote, shorten, showValue } from '../model/quote.ts';
import { repairFor } from '../model/repair/repair.ts';
import { strayOf } from '../model/stray.ts';

/**
 * NP101: what the API server refuses, one finding for each cause that it would give. Silent where an item of from or to is
 * no peer because of fields that belong elsewhere, of which NP103 speaks.
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
    const explained = problems.some(isEmptyPeer) ? withMisplaced(raw?.value) : new Set();
    for (const [index, found] of problems.entries()) {
      if (isSameBlank(found, problems[index - 1])) continue;
      if (isEmptyPeer(found) && explained.has(toPointer(found.path))) continue;
      const problem = asWritten(found, raw);
      const place = toFieldPath(problem.path) || 'the object';
      yield { path: problem.path, message: `${place}: ${statement(problem)}`, help: repairFor(problem) };
    }
  },
});

function isEmptyPeer({ type, path }: Problem): boolean {
  return type === 'FieldValueRequired' && typeof path.at(-1) === 'number';
}

/** The places of what holds fields that belong elsewhere: NP103 says where, and nothing of its own is missing there. */
function withMisplaced(document: unknown): ReadonlySet<string> {
  const misplaced = unknownFields(document).filter((field) => strayOf(field, document).kind === 'misplaced');
  return new Set(misplaced.map(({ path }) => toPointer(path.slice(0, -1))));
}

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
