import { hasField, valueAt } from '../json.ts';
import type { Problem } from '../problem.ts';

/** The repair of an item that misses what the item before it has, since a dash stands between the two; undefined for others. */
export function repairDash({ path }: Problem, document: unknown): string | undefined {
  const field = path.at(-1);
  const at = path.findLastIndex((step) => typeof step === 'number');
  const index = Number(path[at]);
  if (at === -1 || index === 0) return undefined;
  const inside = path.slice(at + 1, -1);
  const [item, before] = [index, index - 1].map((each) =>
    valueAt(document, ...path.slice(0, at), each, ...inside),
  );
  if (field === 'endPort' && !hasField(item, 'port') && lacks(before, 'port', 'endPort'))
    return 'delete the dash before it: endPort belongs to the port above';
  if (
    field === 'cidr' &&
    hasField(item, 'except') &&
    !hasField(item, 'cidr') &&
    lacks(before, 'cidr', 'except')
  )
    return 'move its except into the ipBlock above, or write the cidr that it takes away from';
  return undefined;
}

function lacks(item: unknown, has: string, misses: string): boolean {
  return hasField(item, has) && !hasField(item, misses);
}
