import type { Path } from '../../model/pointer.ts';
import type { MappingNode, Node, SequenceNode } from '../node.ts';
import { flowText, isJsonText } from './flow.ts';
import { dashBefore } from './items.ts';
import { endOf, isFirstInLine, isFlow, lineStart, lineStartsWithin } from './layout.ts';
import { ownNode } from './own.ts';
import { isInOneLine } from './scalars.ts';
import type { TextEdit } from './text-edit.ts';

/**
 * Writes another value in the place of one: of a single value in quotes if that was, of a mapping the list that has it as
 * its only item, of a list the mapping of what its items hold.
 */
export function replaceValue(
  root: Node,
  path: Path,
  value: unknown,
  text: string,
): readonly TextEdit[] | undefined {
  const node = ownNode(root, path);
  if (node?.type === 'mapping') return Array.isArray(value) ? withDash(node, text) : undefined;
  if (node?.type === 'sequence') return Array.isArray(value) ? undefined : withoutDashes(node, text);
  if (node?.type !== 'scalar' || node.start === -1 || !isInOneLine(node, text)) return undefined;
  if (!isWritable(value)) return undefined;
  const written = flowText(value, isJsonText(root, text), text[node.start]);
  return [{ start: node.start, end: node.end, text: inItsPlace(written, value, node.start, text) }];
}

/** Without the brackets of one item where a line has room for its dash, and of one entry behind a dash. */
function inItsPlace(written: string, value: unknown, start: number, text: string): string {
  const before = text.slice(lineStart(start, text), start);
  const isOne = typeof value === 'object' && value !== null && Object.keys(value).length === 1;
  if (isOne && Array.isArray(value) && /^ +$/.test(before)) return `- ${written.slice(1, -1)}`;
  return isOne && !Array.isArray(value) && /^ *- +$/.test(before) ? written.slice(1, -1) : written;
}

/** Nobody means an empty list or mapping by a single value. */
function isWritable(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return typeof value === 'string' || typeof value === 'number';
}

/** A mapping becomes the only item of a list. */
function withDash(mapping: MappingNode, text: string): readonly TextEdit[] | undefined {
  const [{ start }, end] = [mapping, endOf(mapping, text)];
  if (end === undefined) return undefined;
  if (isFlow(mapping, text))
    return [
      { start, end: start, text: '[' },
      { start: end, end, text: ']' },
    ];
  if (!isFirstInLine(start, text)) return undefined;
  return [
    { start, end: start, text: '- ' },
    ...lineStartsWithin(start, end, text).map((at) => ({ start: at, end: at, text: '  ' })),
  ];
}

/** The items of a list become the entries of one mapping. */
function withoutDashes(sequence: SequenceNode, text: string): readonly TextEdit[] | undefined {
  const dashes = sequence.items.map((item) =>
    item.type === 'mapping' && !isFlow(item, text) ? dashBefore(sequence, item, text) : undefined,
  );
  const found = dashes.filter((dash) => dash !== undefined);
  if (found.length === 0 || found.length < dashes.length) return undefined;
  return found.map((dash) => ({ start: dash, end: dash + 1, text: ' ' }));
}
