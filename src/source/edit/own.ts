import type { Path } from '../../model/pointer.ts';
import type { Entry, MappingNode, Node, SequenceNode } from '../node.ts';
import { isMerge, keyName } from '../scalar.ts';

/** An entry of a mapping that is written where its path leads, and nowhere else. */
export interface OwnEntry {
  readonly mapping: MappingNode;
  readonly index: number;
  readonly entry: Entry;
}

/** An item of a list that is written where its path leads. */
export interface OwnItem {
  readonly sequence: SequenceNode;
  readonly index: number;
  readonly item: Node;
}

/** The node at a path; undefined where an alias or a merge is on the way, since the text is not that of this place alone. */
export function ownNode(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (node.type === 'mapping') node = entryIn(node, String(step))?.entry.value;
    else node = node.type === 'sequence' ? node.items[Number(step)] : undefined;
    if (node === undefined) return undefined;
  }
  return node;
}

/** The entry that the last step of a path names. */
export function ownEntry(root: Node, path: Path): OwnEntry | undefined {
  const mapping = ownNode(root, path.slice(0, -1));
  return mapping?.type === 'mapping' ? entryIn(mapping, String(path.at(-1))) : undefined;
}

/** The item that the last step of a path names. */
export function ownItem(root: Node, path: Path): OwnItem | undefined {
  const sequence = ownNode(root, path.slice(0, -1));
  const index = Number(path.at(-1));
  const item = sequence?.type === 'sequence' ? sequence.items[index] : undefined;
  return sequence?.type === 'sequence' && item !== undefined ? { sequence, index, item } : undefined;
}

/** Of a key that stands there twice, or of a mapping with merges, none is safe to be changed. */
function entryIn(mapping: MappingNode, name: string): OwnEntry | undefined {
  if (mapping.entries.some(({ key }) => isMerge(key))) return undefined;
  const named = mapping.entries.filter(({ key }) => key.type !== 'alias' && keyName(key) === name);
  const [entry, another] = named;
  if (entry === undefined || another !== undefined) return undefined;
  return { mapping, index: mapping.entries.indexOf(entry), entry };
}
