import { isJsonObject } from '../../model/json.ts';
import type { Path } from '../../model/pointer.ts';
import type { MappingNode, Node, SequenceNode } from '../node.ts';
import { flowText, isJsonText } from './flow.ts';
import { column, endOf, endOfEntry, isFlow, lineBreakOf, lineEnd, lineStartsWithin } from './layout.ts';
import { type OwnItem, ownItem, ownNode } from './own.ts';
import { keyName } from '../scalar.ts';
import type { TextEdit } from './text-edit.ts';

/** Makes one item of two that follow each other: the dash of the second goes, or the brackets between them. */
export function mergeItems(
  root: Node,
  list: Path,
  first: number,
  text: string,
): readonly TextEdit[] | undefined {
  const [one, other] = [ownItem(root, [...list, first]), ownItem(root, [...list, first + 1])];
  if (one?.item.type !== 'mapping' || other?.item.type !== 'mapping') return undefined;
  if (isFlow(one.item, text) !== isFlow(other.item, text)) return undefined;
  if (isFlow(other.item, text)) return withoutBrackets(one.item, other.item, text);
  return withoutDash(one.item, other, text);
}

/** What stood behind the dash stands below what is above it. */
function withoutDash(one: Node, { sequence, item }: OwnItem, text: string): readonly TextEdit[] | undefined {
  const [dash, end] = [dashBefore(sequence, item, text), endOf(item, text)];
  if (dash === undefined || end === undefined) return undefined;
  const by = column(one.start, text) - column(item.start, text);
  const blanks = ' '.repeat(Math.max(0, column(one.start, text) - column(dash, text)));
  return [
    { start: dash, end: item.start, text: blanks },
    ...(by === 0 ? [] : lineStartsWithin(item.start, end, text)).flatMap((at) => shiftOf(at, by, text)),
  ];
}

/** Moves a line to the right, or to the left if it begins so far to the right. */
function shiftOf(at: number, by: number, text: string): readonly TextEdit[] {
  if (by > 0) return [{ start: at, end: at, text: ' '.repeat(by) }];
  return text.slice(at, at - by).trim() === '' ? [{ start: at, end: at - by, text: '' }] : [];
}

function withoutBrackets(
  one: MappingNode,
  other: MappingNode,
  text: string,
): readonly TextEdit[] | undefined {
  const [last, start] = [one.entries.at(-1), other.entries[0]?.key.start];
  const end = last && endOfEntry(last, text);
  if (end === undefined || start === undefined) return undefined;
  return /^[\s{},-]*$/.test(text.slice(end, start)) ? [{ start: end, end: start, text: ', ' }] : undefined;
}

/** Writes one more item at the end of a list that has some: a single value, or a mapping of such like the last one. */
export function addItem(
  root: Node,
  list: Path,
  value: unknown,
  text: string,
): readonly TextEdit[] | undefined {
  const sequence = ownNode(root, list);
  const last = sequence?.type === 'sequence' ? sequence.items.at(-1) : undefined;
  if (sequence?.type !== 'sequence' || last?.type !== (isJsonObject(value) ? 'mapping' : 'scalar'))
    return undefined;
  const end = endOf(last, text);
  const ordered = isJsonObject(value) ? inOrderOf(last, value) : value;
  const written = flowText(ordered, isJsonText(root, text), text[last.start]);
  return end === undefined ? undefined : addAfter({ sequence, last, end }, { value: ordered, written }, text);
}

/** The fields of a mapping as another one has them, and then those that it has not. */
function inOrderOf(other: Node, value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const keys = other.type === 'mapping' ? other.entries.map(({ key }) => key) : [];
  const names = keys.flatMap((key) => (key.type === 'alias' ? [] : (keyName(key) ?? [])));
  const first = names
    .filter((name) => Object.hasOwn(value, name))
    .map((name) => [name, value[name]] as const);
  return { ...Object.fromEntries(first), ...value };
}

function addAfter(
  { sequence, last, end }: { readonly sequence: SequenceNode; readonly last: Node; readonly end: number },
  { value, written }: { readonly value: unknown; readonly written: string },
  text: string,
): readonly TextEdit[] | undefined {
  if (isFlow(sequence, text)) return [{ start: end, end, text: `, ${written}` }];
  const dash = dashBefore(sequence, last, text);
  const lines = isJsonObject(value) && !isFlow(last, text) ? linesOf(value) : [written];
  return dash === undefined ? undefined : behindDash(lines, column(dash, text), lineEnd(end, text), text);
}

/** An item of several lines, in lines of its own behind an offset. */
function behindDash(
  lines: readonly string[],
  indentation: number,
  at: number,
  text: string,
): readonly TextEdit[] {
  const start = lineBreakOf(text) + ' '.repeat(indentation);
  return [{ start: at, end: at, text: `${start}- ${lines.join(`${start}  `)}` }];
}

function linesOf(value: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(value).map(([name, each]) => flowText({ [name]: each }, false).slice(1, -1));
}

/** Where the dash of an item is; undefined in brackets. */
export function dashBefore(sequence: SequenceNode, item: Node, text: string): number | undefined {
  if (isFlow(sequence, text)) return undefined;
  const dash = text.lastIndexOf('-', item.start - 1);
  return text.slice(dash + 1, item.start).trim() === '' && dash >= sequence.start ? dash : undefined;
}
