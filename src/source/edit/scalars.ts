import type { Path } from '../../model/pointer.ts';
import type { Node, ScalarNode } from '../node.ts';
import { ownEntry, ownNode } from './own.ts';
import type { TextEdit } from './text-edit.ts';

/** Writes another single value in the place of one, in quotes if that was. */
export function replaceValue(
  root: Node,
  path: Path,
  value: unknown,
  text: string,
): readonly TextEdit[] | undefined {
  const node = ownNode(root, path);
  if (node?.type !== 'scalar' || node.start === -1 || !isInOneLine(node, text)) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return [{ start: node.start, end: node.end, text: scalarText(value, text[node.start]) }];
}

/** Gives a key another name. */
export function renameKey(
  root: Node,
  path: Path,
  name: string,
  text: string,
): readonly TextEdit[] | undefined {
  const key = ownEntry(root, path)?.entry.key;
  if (key?.type !== 'scalar' || key.start === -1) return undefined;
  return [{ start: key.start, end: key.end, text: scalarText(name, text[key.start]) }];
}

/** A value in a block of lines stands neither plain nor in quotes. */
function isInOneLine({ plain, start }: ScalarNode, text: string): boolean {
  return plain ? text[start] !== '&' : /["']/.test(text[start] ?? '');
}

/** How a single value is written where one stands that begins so: in the same quotes, or in some where it needs them. */
export function scalarText(value: string | number, first: string | undefined): string {
  if (typeof value === 'number') return String(value);
  if (first === "'") return `'${value.replaceAll("'", "''")}'`;
  return first === '"' || !isPlain(value) ? JSON.stringify(value) : value;
}

/** Whether everybody reads a text without quotes as that text. */
function isPlain(value: string): boolean {
  return (
    /^[A-Za-z][\w./-]*$|^\d+(?:\.\d+){3}\/\d+$|^[\da-f]+(?::[\da-f]*)+\/\d+$/.test(value) &&
    !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value)
  );
}
