import type { Path } from '../../model/pointer.ts';
import type { MappingNode, Node, SequenceNode } from '../node.ts';
import { column, endOf, endOfEntry, isFlow, lineBreakOf, lineEnd } from './layout.ts';
import { ownItem, ownNode } from './own.ts';
import { scalarText } from './scalars.ts';
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
  const dash = dashBefore(other.sequence, other.item, text);
  return dash === undefined ? undefined : [{ start: dash, end: dash + 1, text: ' ' }];
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

/** Writes a single value as one more item at the end of a list that has some. */
export function addItem(
  root: Node,
  list: Path,
  value: unknown,
  text: string,
): readonly TextEdit[] | undefined {
  const sequence = ownNode(root, list);
  const last = sequence?.type === 'sequence' ? sequence.items.at(-1) : undefined;
  const end = last && endOf(last, text);
  if (
    sequence?.type !== 'sequence' ||
    last?.type !== 'scalar' ||
    end === undefined ||
    typeof value !== 'string'
  )
    return undefined;
  const written = scalarText(value, text[last.start]);
  if (isFlow(sequence, text)) return [{ start: end, end, text: `, ${written}` }];
  const dash = dashBefore(sequence, last, text);
  if (dash === undefined) return undefined;
  const at = lineEnd(end, text);
  return [{ start: at, end: at, text: `${lineBreakOf(text)}${' '.repeat(column(dash, text))}- ${written}` }];
}

/** Where the dash of an item is; undefined in brackets. */
export function dashBefore(sequence: SequenceNode, item: Node, text: string): number | undefined {
  if (isFlow(sequence, text)) return undefined;
  const dash = text.lastIndexOf('-', item.start - 1);
  return text.slice(dash + 1, item.start).trim() === '' && dash >= sequence.start ? dash : undefined;
}
