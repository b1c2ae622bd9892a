import type { Path } from '../../model/pointer.ts';
import type { Node } from '../node.ts';
import { column, endOf, isFlow, lineBreakOf, lineEnd } from './layout.ts';
import { ownNode } from './own.ts';
import { flowText } from './flow.ts';
import type { TextEdit } from './text-edit.ts';

/** Writes a single value under a new key at the end of a mapping that has some. */
export function addEntry(
  root: Node,
  path: Path,
  value: unknown,
  text: string,
): readonly TextEdit[] | undefined {
  const mapping = ownNode(root, path.slice(0, -1));
  const [first, last] = mapping?.type === 'mapping' ? [mapping.entries[0], mapping.entries.at(-1)] : [];
  const end = last && endOf(last.value, text);
  if (mapping === undefined || first === undefined || end === undefined || typeof value === 'object')
    return undefined;
  const { start } = first.key;
  const inner = flowText({ [String(path.at(-1))]: value }, text[start] === '"').slice(1, -1);
  if (isFlow(mapping, text)) return [{ start: end, end, text: `, ${inner}` }];
  const at = lineEnd(end, text);
  return [{ start: at, end: at, text: lineBreakOf(text) + ' '.repeat(column(start, text)) + inner }];
}
