import type { PatchOperation } from '../../model/patch.ts';
import { fromPointer, type Path, toPointer } from '../../model/pointer.ts';
import type { Node } from '../node.ts';
import { addItem } from './items.ts';
import { merge } from './merge.ts';
import { moveEntry } from './move.ts';
import { addEntry } from './entries.ts';
import { nest } from './nest.ts';
import { replaceValue } from './replace.ts';
import { renameKey } from './scalars.ts';
import type { TextEdit } from './text-edit.ts';

/**
 * The edits of `text` that do to it what a patch does to the value of `root`, with nothing else touched; undefined where
 * nobody has thought of how. Whoever makes them has to see whether the text is then read as it should be.
 */
export function editsFor(
  patch: readonly PatchOperation[],
  root: Node,
  within: Path,
  text: string,
): readonly TextEdit[] | undefined {
  const [first, ...others] = patch;
  const at = (pointer: string): Path => [...within, ...fromPointer(pointer)];
  if (first === undefined) return undefined;
  if (first.op === 'add' && first.path.endsWith('/-'))
    return addItem(root, at(first.path).slice(0, -1), first.value, text);
  if (first.op === 'add') return nestings(root, first, others, { at, text });
  if (patch.at(-1)?.op === 'remove') return merge(root, patch, at, text);
  if (others.length > 0) return together(patch.map((operation) => editsFor([operation], root, within, text)));
  if (first.op === 'replace') return replaceValue(root, at(first.path), first.value, text);
  return first.op === 'move' ? moving(root, at(first.from), at(first.path), text) : undefined;
}

function together(each: readonly (readonly TextEdit[] | undefined)[]): readonly TextEdit[] | undefined {
  return each.every((edits) => edits !== undefined) ? each.flat() : undefined;
}

interface Place {
  readonly at: (pointer: string) => Path;
  readonly text: string;
}

function moving(root: Node, from: Path, to: Path, text: string): readonly TextEdit[] | undefined {
  const isRenaming = toPointer(from.slice(0, -1)) === toPointer(to.slice(0, -1));
  return isRenaming ? renameKey(root, from, String(to.at(-1)), text) : moveEntry(root, from, to, text);
}

/** An empty mapping is added, and entries that stand beside it are moved into it. */
function nestings(
  root: Node,
  added: PatchOperation,
  moves: readonly PatchOperation[],
  { at, text }: Place,
): readonly TextEdit[] | undefined {
  const home = at(added.path);
  const parent = home.slice(0, -1);
  const names: string[] = [];
  for (const move of moves) {
    const from = move.op === 'move' ? at(move.from) : [];
    if (toPointer(from.slice(0, -1)) !== toPointer(parent)) return undefined;
    names.push(String(from.at(-1)));
  }
  if (names.length === 0) return added.op === 'add' ? addEntry(root, home, added.value, text) : undefined;
  return nest(root, parent, { key: String(home.at(-1)), names }, text);
}
