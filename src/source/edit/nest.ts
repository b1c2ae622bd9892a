import type { Path } from '../../model/pointer.ts';
import type { Entry, MappingNode, Node } from '../node.ts';
import { column, endOfEntry, endOfKey, isFlow, lineBreakOf, lineStartsWithin } from './layout.ts';
import { type OwnEntry, ownEntry } from './own.ts';
import type { TextEdit } from './text-edit.ts';

/** Entries that follow each other in one mapping, and the key under which they belong. */
interface Nesting {
  readonly mapping: MappingNode;
  readonly entries: readonly [Entry, ...Entry[]];
  readonly key: string;
  /** The entry of that key, if it stands right before the others and holds nothing. */
  readonly empty: Entry | undefined;
  /** Where the last of the entries ends. */
  readonly end: number;
}

/** Puts entries of one mapping one level deeper, under a key that is new there or still without a value. */
export function nest(
  root: Node,
  parent: Path,
  { key, names }: { readonly key: string; readonly names: readonly string[] },
  text: string,
): readonly TextEdit[] | undefined {
  const nesting = nestingOf(
    names.map((name) => ownEntry(root, [...parent, name])),
    key,
    text,
  );
  if (nesting === undefined) return undefined;
  return isFlow(nesting.mapping, text) ? inBrackets(nesting) : inLines(nesting, text);
}

function nestingOf(found: readonly (OwnEntry | undefined)[], key: string, text: string): Nesting | undefined {
  const own = found.filter((each) => each !== undefined).sort((a, b) => a.index - b.index);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined || own.length < found.length) return undefined;
  if (last.index - first.index !== own.length - 1) return undefined;
  const end = endOfEntry(last.entry, text);
  const before = first.mapping.entries[first.index - 1];
  const isBefore = before?.key.type === 'scalar' && before.key.text === key;
  const { mapping } = first;
  const entries = mapping.entries.slice(first.index, last.index + 1) as [Entry, ...Entry[]];
  return end === undefined ? undefined : { mapping, entries, key, empty: isBefore ? before : undefined, end };
}

function inBrackets({ entries: [first], key, empty, end }: Nesting): readonly TextEdit[] | undefined {
  if (empty !== undefined) return undefined;
  return [
    { start: first.key.start, end: first.key.start, text: `${key}: {` },
    { start: end, end, text: '}' },
  ];
}

function inLines(
  { entries: [first], key, empty, end }: Nesting,
  text: string,
): readonly TextEdit[] | undefined {
  const { start } = first.key;
  const indentation = ' '.repeat(column(start, text) + 2);
  const head = empty === undefined ? `${key}:${lineBreakOf(text)}${indentation}` : '  ';
  return [
    ...(empty === undefined ? [] : withoutValue(empty, text)),
    { start, end: start, text: head },
    ...lineStartsWithin(start, end, text).map((at) => ({ start: at, end: at, text: '  ' })),
  ];
}

/** Whatever stands for nothing goes: `{}`, `null` or `~`. */
function withoutValue({ key, value }: Entry, text: string): readonly TextEdit[] {
  const [start, end] = [endOfKey(key, text), endOfEntry({ key, value }, text)];
  return start === undefined || end === undefined || start === end ? [] : [{ start, end, text: '' }];
}
