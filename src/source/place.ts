import type { Path } from '../model/pointer.ts';
import { type Entry, type MappingNode, type Node, type SequenceNode, target } from './node.ts';
import { isMerge, keyName } from './scalar.ts';

/** Offsets of a part of a text; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where `path` stands in a document: the key of a mapping entry; a list item, or its first key when it is a mapping.
 * What is not there is represented by the nearest thing around it that is.
 *
 * Of equal keys it is the last one, which wins, unless `occurrence`, counted from 1, chooses among those of the last step.
 */
export function placeOf(root: Node, path: Path, text: string, occurrence?: number): Span {
  let span = face(root, text);
  let node = target(root);
  for (const [index, step] of path.entries()) {
    const chosen = index === path.length - 1 ? occurrence : undefined;
    const found =
      node.type === 'mapping'
        ? inMapping(node, String(step), text, chosen)
        : node.type === 'sequence'
          ? inSequence(node, step, text)
          : undefined;
    if (found === undefined) return span;
    span = found.span;
    node = target(found.node);
  }
  return span;
}

/** The node at `path`, as written: an alias is not followed at the end. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    const parent: Node = target(node);
    if (parent.type === 'mapping') node = entry(parent, String(step), new Set())?.value;
    else if (parent.type === 'sequence') node = parent.items[Number(step)];
    else return undefined;
    if (node === undefined) return undefined;
  }
  return node;
}

interface Found {
  readonly span: Span;
  readonly node: Node;
}

function inMapping(mapping: MappingNode, name: string, text: string, occurrence?: number): Found | undefined {
  const same = entriesOf(mapping).named.get(name) ?? [];
  const found =
    (occurrence === undefined ? undefined : same[occurrence - 1]) ?? entry(mapping, name, new Set());
  return found === undefined ? undefined : { span: face(found.key, text), node: found.value };
}

interface Entries {
  /** Keyed by name, in the order of the text. */
  readonly named: ReadonlyMap<string, readonly Entry[]>;
  readonly merges: readonly Entry[];
}

/** Every entry of a mapping may be asked for: it is looked through once. */
const known = new WeakMap<MappingNode, Entries>();

function entriesOf(mapping: MappingNode): Entries {
  const entries = known.get(mapping) ?? sortOut(mapping.entries);
  known.set(mapping, entries);
  return entries;
}

function sortOut(entries: readonly Entry[]): Entries {
  const named = new Map<string, Entry[]>();
  const merges: Entry[] = [];
  for (const entry of entries) {
    const name = keyName(target(entry.key));
    if (isMerge(entry.key)) merges.push(entry);
    else if (name !== undefined) {
      const same = named.get(name);
      if (same === undefined) named.set(name, [entry]);
      else same.push(entry);
    }
  }
  return { named, merges };
}

/** The entry that gives the mapping its value for `name`. Each merged mapping is searched once. */
function entry(mapping: MappingNode, name: string, searched: Set<MappingNode>): Entry | undefined {
  if (searched.has(mapping)) return undefined;
  searched.add(mapping);
  const { named, merges } = entriesOf(mapping);
  if (merges.length === 0) return named.get(name)?.at(-1);
  for (const candidate of mapping.entries.toReversed()) {
    if (isMerge(candidate.key)) {
      const merged = entryOfMerged(candidate.value, name, searched);
      if (merged !== undefined) return merged;
    } else if (keyName(target(candidate.key)) === name) return candidate;
  }
  return undefined;
}

function entryOfMerged(node: Node, name: string, searched: Set<MappingNode>): Entry | undefined {
  const source = target(node);
  for (const item of source.type === 'sequence' ? source.items : [source]) {
    const mapping = target(item);
    const found = mapping.type === 'mapping' ? entry(mapping, name, searched) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function inSequence(sequence: SequenceNode, step: string | number, text: string): Found | undefined {
  const index = Number(step);
  const node = sequence.items[index];
  if (node === undefined) return undefined;
  const unwritten = node.type === 'scalar' && node.start === -1;
  return { span: unwritten ? dash(sequence, index, text) : face(node, text), node };
}

/** The part of a node that is shown for it: one line where possible. */
function face(node: Node, text: string): Span {
  switch (node.type) {
    case 'scalar':
      return node.start === -1 ? { start: 0, end: 0 } : node;
    case 'alias':
      return node;
    case 'mapping': {
      const [first] = node.entries;
      return first === undefined || first.key.start === -1
        ? brackets(node.start, text)
        : face(first.key, text);
    }
    case 'sequence': {
      const [first] = node.items;
      return first === undefined || first.start === -1 ? brackets(node.start, text) : face(first, text);
    }
  }
}

/** An empty collection, or a dash with nothing behind it. */
function brackets(start: number, text: string): Span {
  const opening = text[start];
  const closing = opening === '{' ? '}' : opening === '[' ? ']' : undefined;
  const end = closing === undefined ? -1 : text.indexOf(closing, start);
  return { start, end: end === -1 ? start + 1 : end + 1 };
}

/** The dash of an item that is not written: the one that follows the item before it. */
function dash(sequence: SequenceNode, index: number, text: string): Span {
  let written = index - 1;
  while (written >= 0 && endOf(sequence.items[written]) === -1) written -= 1;
  let position = written < 0 ? sequence.start : endOf(sequence.items[written]);
  for (let missing = index - written; missing > 0; missing -= 1) {
    position = nextDash(text, position) + 1;
  }
  return { start: position - 1, end: position };
}

function nextDash(text: string, from: number): number {
  let position = from;
  while (position < text.length && text[position] !== '-') {
    if (text[position] === '#') position += text.slice(position).search(/[\r\n]|$/);
    else position += 1;
  }
  return position;
}

/** Where the last written part of a node ends; -1 when nothing of it is written. */
function endOf(node: Node | undefined): number {
  switch (node?.type) {
    case 'scalar':
    case 'alias':
      return node.end;
    case 'mapping': {
      const last = node.entries.at(-1);
      return last === undefined ? node.start + 1 : Math.max(endOf(last.key), endOf(last.value), node.start);
    }
    case 'sequence':
      return Math.max(node.start + 1, ...node.items.slice(-1).map((item) => endOf(item)));
    case undefined:
      return -1;
  }
}
