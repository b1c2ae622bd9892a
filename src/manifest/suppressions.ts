import { annotatedSuppressions } from '../lint/suppressions/annotated.ts';
import {
  byRule,
  readSuppression,
  type Suppression,
  type Suppressions,
} from '../lint/suppressions/suppression.ts';
import { fromPointer, toPointer } from '../model/pointer.ts';
import { type Comment, readComments } from '../source/comments.ts';
import type { Document } from '../source/document.ts';
import type { Text } from './text.ts';

/**
 * What the author of a text does not want to be told of its `subjects`, which are in the order of the text: by annotations
 * of the objects, and by comments. A comment covers the field or list item of its line, or of the next line, with all that
 * is in it; at the first line of an object that is the whole object. `today` is the day of the run as YYYY-MM-DD.
 */
export function suppressionsIn(
  { text, file }: Text,
  subjects: readonly Document[],
  today: string,
): ReadonlyMap<Document, Suppressions> {
  const said = subjects.length === 0 ? [] : readComments(text, file, 'netpol[-_ ]?lint').flatMap(spoken);
  const remarks = said.map((remark) => ({ ...remark, suppression: suppressionOf(remark, today) }));
  const ofFile = remarks.filter(({ extent }) => extent === 'file').map(({ suppression }) => suppression);
  const ofLines = byOwner(
    remarks.filter(({ extent }) => extent === 'line'),
    subjects,
  );
  const all = new Map<Document, Suppressions>();
  for (const [index, document] of subjects.entries()) {
    const annotated = annotatedSuppressions(document.value, today)?.own ?? [];
    const lines = ofLines.get(document) ?? [];
    if (annotated.length + ofFile.length + lines.length === 0) continue;
    const everywhere = byRule([...annotated, ...ofFile]);
    const around = byLine(lines, document);
    all.set(document, {
      own: [...annotated, ...(index === 0 ? ofFile : []), ...lines.map(({ suppression }) => suppression)],
      covering: (rule, pointer) => around(rule, pointer) ?? everywhere(rule),
    });
  }
  return all;
}

interface Spoken {
  readonly extent: 'line' | 'file';
  /** Empty when it names no rule. */
  readonly rules: readonly string[];
  readonly reason: string;
  readonly comment: Comment;
}

interface Remark extends Spoken {
  readonly suppression: Suppression;
}

/** What a comment says; one that only mentions the tool says nothing. */
function spoken(comment: Comment): readonly Spoken[] {
  const { 1: verb, 2: rest = '' } =
    /^netpol-lint-(ignore|ignore-file)(?![\w-])(.*)$/.exec(comment.text) ?? [];
  if (verb === undefined)
    return mayBeMeant.test(comment.text) ? [{ extent: 'line', rules: [], reason: '', comment }] : [];
  const { 1: named = '', 2: reason = '' } = /^\s*([\w-]+(?:\s*,\s*[\w-]+)*)?\s*:?(.*)$/.exec(rest) ?? [];
  const extent = verb === 'ignore-file' ? 'file' : 'line';
  return [{ extent, rules: [...new Set(named.split(/[\s,]+/).filter(Boolean))], reason, comment }];
}

/** What other tools write, and slips of the own words. */
const mayBeMeant =
  /^netpol-lint-\w|^netpol[-_ ]?lint[-_: ]+(?:allow|disable|ignore|off|skip|suppress)(?![a-z])/i;

function suppressionOf({ extent, rules, reason, comment }: Spoken, today: string): Suppression {
  const { location, line } = comment;
  const place = { kind: 'comment', path: [], location } as const;
  if (rules.length === 0) {
    const message = `comment "${comment.text}" suppresses nothing`;
    const help = 'write netpol-lint-ignore RULE: reason, with the code or the name of a rule';
    return { ...place, rules, reason, flaw: { message, help } };
  }
  if (extent === 'line' && line === undefined) {
    const message = 'suppression stands before no field, so it covers nothing';
    const help = 'write it above the field, or below the ---; netpol-lint-ignore-file covers the whole file';
    return { ...place, rules, reason, flaw: { message, help } };
  }
  return { ...place, ...readSuppression(rules, reason, today) };
}

/** Each remark with the last object that begins at its line or above, else with the first. */
function byOwner(
  remarks: readonly Remark[],
  subjects: readonly Document[],
): ReadonlyMap<Document, readonly Remark[]> {
  const owned = new Map<Document, Remark[]>();
  const starts = remarks.length === 0 ? [] : subjects.map((document) => document.locate('').line);
  let owner = 0;
  for (const remark of remarks) {
    const line = remark.comment.line ?? remark.comment.location.line;
    while ((starts[owner + 1] ?? Infinity) <= line) owner += 1;
    const document = subjects[owner];
    if (document === undefined) continue;
    const known = owned.get(document);
    if (known === undefined) owned.set(document, [remark]);
    else known.push(remark);
  }
  return owned;
}

/** Finds the remark on a line at which a place or something around it begins, the nearest first. */
function byLine(remarks: readonly Remark[], document: Document): Suppressions['covering'] {
  const lines = Map.groupBy(remarks, ({ comment }) => comment.line);
  const onLine = new Map(
    [...lines].map(([line, same]) => [line, byRule(same.map(({ suppression }) => suppression))]),
  );
  return (rule, pointer) => {
    if (onLine.size === 0) return undefined;
    const steps = fromPointer(pointer);
    for (let length = steps.length; length >= 0; length -= 1) {
      const found = onLine.get(document.locate(toPointer(steps.slice(0, length))).line)?.(rule);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
