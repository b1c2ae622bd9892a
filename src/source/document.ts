import { isJsonObject } from '../model/json.ts';
import type { PatchOperation } from '../model/patch.ts';
import { fromPointer, type Path } from '../model/pointer.ts';
import { editsFor } from './edit/edits.ts';
import type { TextEdit } from './edit/text-edit.ts';
import { explainTemplate } from './explain.ts';
import { jsonObjects } from './json.ts';
import { locator, type Locate } from './lines.ts';
import type { Location } from './location.ts';
import { type Defect, type Node, target } from './node.ts';
import { type Allowance, parse } from './parse.ts';
import { type Candidate, objectsOf } from './list.ts';
import { nodeAt, placeOf, type Span } from './place.ts';
import { split, type Part } from './split.ts';
import { type DuplicateKey, valueOf } from './value.ts';

export type { DuplicateKey } from './value.ts';

/** One object of a text. The items of a List are documents of their own. */
export interface Document {
  readonly kind: 'document';
  /** The name that the text was given under. */
  readonly file: string | undefined;
  /** The plain JSON value that kubectl would send. It may be a list, which no Kubernetes object is. */
  readonly value: unknown;
  /** Outermost first; paths begin at this object. */
  readonly duplicateKeys: readonly DuplicateKey[];
  /**
   * Where an RFC 6901 pointer that begins at this object leads: to the key of a mapping entry, of equal keys to the last,
   * which wins; to a list item, or its first key. What is not there has the location of the nearest thing around it.
   */
  locate(pointer: string): Location;
  /** The same, but of equal keys at the end of the pointer the one that `occurrence` counts, from 1. */
  locateOccurrence(pointer: string, occurrence: number): Location;
  /** The text of the single value at a pointer as it is written, without quotes; undefined for anything else. */
  textAt(pointer: string): string | undefined;
  /**
   * The edits of the whole text that do to it what a patch does to this object, comments and all else as they are; undefined
   * where there are none. Whoever makes them reads the text again to see that they did just that.
   */
  editsFor(patch: readonly PatchOperation[]): readonly TextEdit[] | undefined;
}

/** A part of a text that holds no object, and why. */
export interface UnreadableDocument {
  readonly kind: 'unreadable';
  readonly file: string | undefined;
  /** One line in plain words, with what to write instead where that can be told. */
  readonly reason: string;
  readonly location: Location;
}

/**
 * The documents of a text in YAML or JSON, in order. Whatever the text holds, this returns; what cannot be read stands
 * beside what can. Documents without content are left out.
 */
export function readDocuments(text: string, file?: string): readonly (Document | UnreadableDocument)[] {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const source: Source = {
    text: bare,
    file,
    locate: locator(bare, file),
    allowance: { aliased: 100_000, inVain: 20_000_000 },
  };
  const documents: (Document | UnreadableDocument)[] = [];
  let left = mostUnreadable;
  for (const part of split(bare)) {
    for (const document of readPart(source, part)) {
      if (document.kind === 'unreadable' && --left < 0) {
        const reason = `more than ${mostUnreadable} documents cannot be read, so the rest of the text was not tried`;
        return [...documents, { ...document, reason }];
      }
      documents.push(document);
    }
  }
  return documents;
}

const mostUnreadable = 1000;

interface Source {
  readonly text: string;
  readonly file: string | undefined;
  readonly locate: Locate;
  readonly allowance: Allowance;
}

function readPart(source: Source, part: Part): Iterable<Document | UnreadableDocument> {
  switch (part.kind) {
    case 'document':
      return readSpan(source, part);
    case 'bad separator':
      return [
        unreadable(source, {
          ...part,
          reason:
            'kubectl takes no line that begins with --- and goes on; write --- alone to separate documents',
        }),
      ];
    case 'directive':
      return [
        unreadable(source, { ...part, reason: 'kubectl refuses a text with a % directive; delete the line' }),
      ];
    case 'ignored':
      return [
        unreadable(source, {
          ...firstLine(source.text, part),
          reason: 'kubectl ignores what follows the line ...; write --- instead',
        }),
      ];
  }
}

function* readSpan(source: Source, span: Span): Iterable<Document | UnreadableDocument> {
  const parsed = parse(source.text, span.start, span.end, source.allowance);
  if ('defect' in parsed) {
    const objects = jsonObjects(source.text, span.start, span.end);
    if (objects.length > 1) for (const object of objects) yield* readSpan(source, object);
    else yield unreadable(source, parsed.defect);
    return;
  }
  if (parsed.root === undefined) return;
  let tree: Node | undefined;
  const root = (): Node => (tree ??= reparse(source, span));
  for (const object of objectsOf(parsed.root, source.allowance))
    yield* 'reason' in object ? [unreadable(source, object)] : readObject(source, object, root);
}

/** Nodes are not kept: few documents have anything to be located. */
function reparse(source: Source, span: Span): Node {
  const unlimited = { aliased: Infinity, inVain: Infinity };
  const parsed = parse(source.text, span.start, span.end, unlimited);
  if ('defect' in parsed || parsed.root === undefined)
    throw new Error('a text was read differently the second time');
  return parsed.root;
}

function* readObject(
  source: Source,
  { node, path, implied }: Candidate,
  root: () => Node,
): Iterable<Document | UnreadableDocument> {
  const reading = valueOf(node, source.allowance);
  if ('defect' in reading) {
    yield unreadable(source, explainTemplate(source.text, reading.defect.start) ?? reading.defect);
    return;
  }
  const { value, duplicateKeys } = reading;
  if (value === null && path.length === 0) return;
  const complaint = noObject(value);
  if (complaint !== undefined) {
    yield unreadable(source, { reason: complaint, ...placeOf(root(), path, source.text) });
    return;
  }
  const within = (pointer: string): Path => [...path, ...fromPointer(pointer)];
  const locate = (pointer: string, occurrence?: number): Location => {
    const span = placeOf(root(), within(pointer), source.text, occurrence);
    return source.locate(span.start, span.end);
  };
  yield {
    kind: 'document',
    file: source.file,
    value: isJsonObject(value) ? { ...implied, ...value } : value,
    duplicateKeys,
    locate: (pointer) => locate(pointer),
    locateOccurrence: locate,
    textAt: (pointer) => textOf(nodeAt(root(), within(pointer))),
    editsFor: (patch) => editsFor(patch, root(), path, source.text),
  };
}

function textOf(node: Node | undefined): string | undefined {
  const scalar = node === undefined ? undefined : target(node);
  return scalar?.type === 'scalar' ? scalar.text : undefined;
}

/** Why a value cannot be meant as a Kubernetes object or as any other document of structured text. */
function noObject(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    return value.some((item) => isJsonObject(item) && 'apiVersion' in item && 'kind' in item)
      ? 'a list of objects, which kubectl refuses; write them as documents separated by --- or as the items of kind: List'
      : undefined;
  }
  return isJsonObject(value)
    ? undefined
    : 'text without any field, so no object; write `key: value` with a space after the colon';
}

function unreadable(source: Source, defect: Defect): UnreadableDocument {
  return {
    kind: 'unreadable',
    file: source.file,
    reason: defect.reason,
    location: source.locate(defect.start, defect.end),
  };
}

function firstLine(text: string, span: Span): Span {
  const content = text.slice(span.start, span.end).search(/[^\s]/);
  const start = span.start + Math.max(content, 0);
  return { start, end: start + text.slice(start, span.end).search(/[\r\n]|$/) };
}
