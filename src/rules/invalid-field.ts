import { defineRule, type Draft } from '../lint/rule.ts';
import type { Raw } from '../lint/target.ts';
import { parseCidr } from '../model/cidr.ts';
import { listAt } from '../model/json.ts';
import { isLossAlone, straysIn } from '../model/lost.ts';
import { placeholderIn } from '../model/placeholder.ts';
import { type Path, toFieldPath, toPointer } from '../model/pointer.ts';
import type { Problem } from '../model/problem.ts';
import { inOneItem as patchIntoOneItem, patchMeant } from '../model/repair/patch-meant.ts';
import { repairDash } from '../model/repair/repair-dash.ts';
import { quote, shorten, showValue } from '../model/prose.ts';
import { repairFor } from '../model/repair/repair.ts';
import { scatteredAt, type ScatteredRequirement } from '../model/scattered-requirement.ts';
import { strayOf } from '../model/stray.ts';

/**
 * NP101: what the API server refuses, one finding for all causes that it gives for one value. Silent where a field is missing
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
    const scattered = new Set<string>();
    for (const causes of byValue(problems)) {
      const [first] = causes;
      if (first === undefined) continue;
      const requirement = scatteredAt(raw?.value, first.path);
      if (requirement !== undefined) {
        const draft = inOneItem(requirement, raw?.value);
        const place = toPointer(draft.path);
        if (!scattered.has(place)) yield draft;
        scattered.add(place);
        continue;
      }
      if (raw !== undefined && isLossAlone(raw.value, first)) {
        yield* rangesUnderOtherName(raw.value, first);
        continue;
      }
      yield refused(asWritten(first, raw), causes, raw?.value);
    }
  },
});

function refused(problem: Problem, causes: readonly Problem[], document: unknown): Draft {
  const help = repairDash(problem, document) ?? repairFor(problem);
  const fix = patchMeant(problem, document);
  return { path: problem.path, message: statement(problem, causes), help, ...(fix && { fix }) };
}

function inOneItem({ list, first, last }: ScatteredRequirement, document: unknown): Draft {
  const place = toFieldPath(list);
  return {
    path: [...list, first],
    message: `${place}[${first}] to [${last}] must be one item: key, operator and values of a requirement`,
    help: `put them into one item: delete the ${last - first > 1 ? 'dashes' : 'dash'} after the first`,
    fix: { safe: true, patch: patchIntoOneItem({ list, first, last }, document) },
  };
}

/** Their count is the author's choice, and who has ten to read does not miss the others. */
const mostRanges = 10;

/** What would be refused under the right name as well: texts that are no CIDR. */
function* rangesUnderOtherName(document: unknown, { path }: Problem): Iterable<Draft> {
  for (const field of straysIn(document, path)) {
    const stray = strayOf(field, document);
    if (stray.kind !== 'unknown' || stray.nearest !== 'ipBlock') continue;
    const items = listAt(document, ...field.path).slice(0, mostRanges);
    for (const [index, value] of items.entries()) yield* asCidr(value, [...field.path, index]);
  }
}

/** What is wrong with a text as the CIDR of an ipBlock. */
function* asCidr(value: unknown, path: Path): Iterable<Draft> {
  const read = typeof value === 'string' ? parseCidr(value) : undefined;
  if (read === undefined || 'cidr' in read) return;
  const type = 'FieldValueInvalid';
  yield {
    path,
    message: `${toFieldPath(path)} ${showValue(value)} ${read.error}`,
    help: repairFor({ path: [...path, 'cidr'], type, detail: read.error, value }),
  };
}

/** The causes that the API server gives one after the other for one value: a repair does away with them all. */
function byValue(problems: readonly Problem[]): readonly (readonly Problem[])[] {
  const groups: Problem[][] = [];
  let last: Problem | undefined;
  for (const problem of problems) {
    if (last !== undefined && isOfSameValue(problem, last)) groups.at(-1)?.push(problem);
    else groups.push([problem]);
    last = problem;
  }
  return groups;
}

function isOfSameValue(one: Problem, other: Problem): boolean {
  return (
    one.value === other.value &&
    one.subject === other.subject &&
    toPointer(one.path) === toPointer(other.path)
  );
}

/** With the text of a value that YAML does not read as text: what it was meant to say is seen there alone. */
function asWritten(problem: Problem, raw: Raw | undefined): Problem {
  if (typeof problem.value !== 'boolean' && typeof problem.value !== 'number') return problem;
  return { ...problem, text: raw?.textAt?.(toPointer(problem.path)) };
}

/** The field, its value where that is short, and what must hold for it. */
function statement(problem: Problem, causes: readonly Problem[]): string {
  const { value, text, subject, type } = problem;
  const place = toFieldPath(problem.path) || 'the object';
  const blank = placeholderIn(problem);
  // Whatever else is wrong with a placeholder goes when it is filled in.
  if (blank !== undefined) return `${place}: ${quote(blank)} is a placeholder that was not filled in`;
  const must = causes.map(({ detail }) => detail).join(', and ');
  if (text !== undefined && text !== String(value))
    return `${place}: ${shorten(text)} is read as ${value}, and ${must}`;
  if (subject !== undefined) return `${place}: ${subject}${must.startsWith('must ') ? '' : ':'} ${must}`;
  if (type === 'Undecodable') return `${place} ${must}, not ${showValue(value)}`;
  const isShown = value !== '' && (typeof value === 'string' || typeof value === 'number');
  const shown = isShown ? ` ${showValue(value)}` : '';
  return `${place}${shown}${must.startsWith('must ') ? '' : ':'} ${must}`;
}
