import { isJsonObject, listAt } from './json.ts';
import type { Path } from './pointer.ts';

/** Items of matchExpressions that hold the fields of one requirement, each behind a dash of its own. */
export interface ScatteredRequirement {
  readonly list: Path;
  readonly first: number;
  readonly last: number;
}

/** The items that belong together with the one that a path leads to, or into; undefined where that stands alone. */
export function scatteredAt(document: unknown, path: Path): ScatteredRequirement | undefined {
  const at = path.indexOf('matchExpressions') + 1;
  const position = path[at];
  if (at === 0 || typeof position !== 'number') return undefined;
  const list = path.slice(0, at);
  const items = listAt(document, ...list);
  for (const first of [position, position - 1, position - 2]) {
    const last = lastOf(items, first);
    if (last > first && last >= position) return { list, first, last };
  }
  return undefined;
}

/** The last of the items from `first` on, which has the key, that add an operator or values to it. */
function lastOf(items: readonly unknown[], first: number): number {
  const missing = new Set(['operator', 'values']);
  const fields = fieldsOf(items[first]);
  if (!fields.includes('key')) return first;
  for (const field of fields) missing.delete(field);
  let last = first;
  for (let more = fieldsOf(items[last + 1]); more.length > 0; more = fieldsOf(items[last + 1])) {
    if (!more.every((field) => missing.delete(field))) break;
    last += 1;
  }
  return last;
}

function fieldsOf(item: unknown): readonly string[] {
  return isJsonObject(item) ? Object.keys(item) : [];
}
