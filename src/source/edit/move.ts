import type { Path } from '../../model/pointer.ts';
import type { MappingNode, Node } from '../node.ts';
import {
  column,
  commentsAbove,
  endOf,
  endOfEntry,
  endOfKey,
  isFirstInLine,
  isFlow,
  lineBreakOf,
  lineEnd,
  lineStart,
  nextLine,
} from './layout.ts';
import { type OwnEntry, ownEntry, ownNode } from './own.ts';
import type { TextEdit } from './text-edit.ts';

/** Moves an entry to the end of another mapping, both written in lines of their own. */
export function moveEntry(root: Node, from: Path, to: Path, text: string): readonly TextEdit[] | undefined {
  const own = ownEntry(root, from);
  const home = ownNode(root, to.slice(0, -1));
  if (own === undefined || home?.type !== 'mapping' || from.at(-1) !== to.at(-1)) return undefined;
  if (isFlow(own.mapping, text) || isFlow(home, text)) return undefined;
  const end = endOfEntry(own.entry, text);
  if (end === undefined) return undefined;
  const { start } = own.entry.key;
  const cut = cutOf(own, end, text);
  const moved = { start: isFirstInLine(start, text) ? commentsAbove(start, text) : start, end };
  const pasted = cut && pasteInto(home, moved, cut, text);
  return cut && pasted && [cut, pasted, ...emptied(root, from, own, text)];
}

/**
 * The whole lines of the entry and of the comments on it; where it shares its line with a dash, what follows takes its
 * place.
 */
function cutOf({ mapping, index, entry }: OwnEntry, end: number, text: string): TextEdit | undefined {
  const { start } = entry.key;
  if (isFirstInLine(start, text))
    return { start: lineStart(commentsAbove(start, text), text), end: nextLine(end, text), text: '' };
  const next = mapping.entries[index + 1]?.key.start;
  return next === undefined ? undefined : { start, end: next, text: '' };
}

/** Puts what is written between two offsets, with what stands behind it in its last line, below a mapping. */
function pasteInto(
  home: MappingNode,
  { start, end }: { readonly start: number; readonly end: number },
  cut: TextEdit,
  text: string,
): TextEdit | undefined {
  const [homeEnd, neighbour] = [endOf(home, text), home.entries[0]?.key.start];
  if (homeEnd === undefined || neighbour === undefined) return undefined;
  const by = column(neighbour, text) - column(start, text);
  const lines =
    ' '.repeat(column(neighbour, text)) + shifted(text.slice(start, lineEnd(end, text)), by, text);
  const at = nextLine(homeEnd, text);
  if (at < text.length || /[\r\n]$/.test(text))
    return { start: at, end: at, text: lines + lineBreakOf(text) };
  return { start: at, end: at, text: cut.end === at ? lines : lineBreakOf(text) + lines };
}

/** A mapping whose only entry goes is written as an empty one. */
function emptied(root: Node, from: Path, { mapping }: OwnEntry, text: string): readonly TextEdit[] {
  const key = mapping.entries.length === 1 ? ownEntry(root, from.slice(0, -1))?.entry.key : undefined;
  const at = key === undefined ? undefined : endOfKey(key, text);
  return at === undefined ? [] : [{ start: at, end: at, text: ' {}' }];
}

/** A block of lines, all but the first moved to the right or to the left. */
function shifted(block: string, by: number, text: string): string {
  const [first = '', ...others] = block.split(/\r\n?|\n/);
  const left = new RegExp(`^ {0,${Math.max(0, -by)}}`);
  const moved = others.map((line) =>
    by < 0 || line === '' ? line.replace(left, '') : ' '.repeat(by) + line,
  );
  return [first, ...moved].join(lineBreakOf(text));
}
