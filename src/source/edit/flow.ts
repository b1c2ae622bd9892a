import { isJsonObject } from '../../model/json.ts';
import type { Node } from '../node.ts';
import { scalarText } from './scalars.ts';

/** A value in brackets, which can stand in one line wherever a single value can; names in quotes for JSON. */
export function flowText(value: unknown, isJson: boolean, first?: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item, isJson, first)).join(', ')}]`;
  if (!isJsonObject(value))
    return typeof value === 'string' || typeof value === 'number'
      ? scalarText(value, isJson ? '"' : first)
      : JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([name, each]) => `${scalarText(name, isJson ? '"' : undefined)}: ${flowText(each, isJson, first)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** Whether a text is JSON, or written like it. */
export function isJsonText(root: Node, text: string): boolean {
  const inner = root.type === 'sequence' ? root.items[0] : root;
  const key = inner?.type === 'mapping' ? inner.entries[0]?.key : undefined;
  return inner !== undefined && text[inner.start] === '{' && key !== undefined && text[key.start] === '"';
}
