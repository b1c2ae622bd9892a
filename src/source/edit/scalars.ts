import type { Path } from '../../model/pointer.ts';
import type { Node, ScalarNode } from '../node.ts';
import { ownEntry } from './own.ts';
import type { TextEdit } from './text-edit.ts';

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

/** Whether a value stands in its line plain or in quotes, not in a block of lines. */
export function isInOneLine({ plain, start }: ScalarNode, text: string): boolean {
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
