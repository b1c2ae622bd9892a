import type { PatchOperation } from '../../model/patch.ts';
import { type Path, toPointer } from '../../model/pointer.ts';
import type { Node } from '../node.ts';
import { mergeItems } from './items.ts';
import type { TextEdit } from './text-edit.ts';

/** An item of a list that goes, and the one that takes what it holds, by their indexes. */
interface Merger {
  readonly list: Path;
  readonly from: number;
  readonly into: number;
}

/**
 * The edits of a patch that moves all that items hold into a neighbour and removes them: from the last to the first where
 * several go into one before them.
 */
export function merge(
  root: Node,
  patch: readonly PatchOperation[],
  at: (pointer: string) => Path,
  text: string,
): readonly TextEdit[] | undefined {
  const mergers = mergersOf(patch, at);
  if (mergers === undefined || !areBeside(mergers)) return undefined;
  const edits: TextEdit[] = [];
  for (const { list, from, into } of mergers) {
    const merged = mergeItems(root, list, into < from ? from - 1 : from, text);
    if (merged === undefined) return undefined;
    edits.push(...merged);
  }
  return edits;
}

function mergersOf(
  patch: readonly PatchOperation[],
  at: (pointer: string) => Path,
): readonly Merger[] | undefined {
  const mergers: Merger[] = [];
  let targets = new Set<string>();
  for (const operation of patch) {
    const item = operation.op === 'move' ? at(operation.from).slice(0, -1) : at(operation.path);
    if (operation.op === 'move')
      targets.add(`${toPointer(item)} ${toPointer(at(operation.path).slice(0, -1))}`);
    else {
      const merger = operation.op === 'remove' ? mergerOf(item, targets) : undefined;
      if (merger === undefined) return undefined;
      mergers.push(merger);
      targets = new Set();
    }
  }
  return targets.size === 0 ? mergers : undefined;
}

/** Where everything goes that leaves an item, if that is one item of the same list. */
function mergerOf(item: Path, targets: ReadonlySet<string>): Merger | undefined {
  const list = item.slice(0, -1);
  const [start, [target = '', other]] = [`${toPointer(item)} ${toPointer(list)}/`, [...targets]];
  const into = target.startsWith(start) ? Number(target.slice(start.length)) : Number.NaN;
  return other === undefined && Number.isInteger(into)
    ? { list, from: Number(item.at(-1)), into }
    : undefined;
}

/** Whether each is beside the other, or becomes so once those between have gone. */
function areBeside(mergers: readonly Merger[]): boolean {
  return mergers.every(({ from, into }, index) => {
    if (Math.abs(from - into) === 1) return true;
    const next = mergers[index + 1];
    return next?.from === from - 1 && next.into === into;
  });
}
