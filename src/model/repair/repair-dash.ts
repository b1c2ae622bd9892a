import { hasField, valueAt } from '../json.ts';
import type { Path } from '../pointer.ts';
import type { Problem } from '../problem.ts';

/** The repair of an item that goes on with the item before it, behind a dash too many or too far left; undefined for others. */
export function repairDash({ path }: Problem, document: unknown): string | undefined {
  const at = path.findLastIndex((step) => typeof step === 'number');
  if (at === -1 || path[at] === 0) return undefined;
  const before = valueAt(document, ...path.slice(0, at), Number(path[at]) - 1);
  return at === path.length - 1
    ? belowValues(path, document, before)
    : ofItemBefore(path.slice(at + 1), valueAt(document, ...path.slice(0, at + 1)), before);
}

function belowValues(path: Path, document: unknown, before: unknown): string | undefined {
  const isText = path.at(-2) === 'matchExpressions' && typeof valueAt(document, ...path) === 'string';
  return isText && valueAt(before, 'values') === null ? 'indent it below values' : undefined;
}

function ofItemBefore([field, inner]: Path, item: unknown, before: unknown): string | undefined {
  if (field === 'endPort' && isRest(item, before, 'port', 'endPort'))
    return 'delete the dash before it: endPort belongs to the port above';
  const [block, above] = [item, before].map((each) => valueAt(each, 'ipBlock'));
  return inner === 'cidr' && isRest(block, above, 'cidr', 'except')
    ? 'move its except into the ipBlock above, or write the cidr that it takes away from'
    : undefined;
}

/** Whether the one item has just the second field and the one before it just the first. */
function isRest(item: unknown, before: unknown, first: string, second: string): boolean {
  return (
    hasField(item, second) && !hasField(item, first) && hasField(before, first) && !hasField(before, second)
  );
}
