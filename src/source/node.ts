/**
 * What the YAML reader saw, before any meaning is given to it. Offsets are UTF-16 code units from the beginning of the
 * whole text, quotes included, ends exclusive. `end` of a collection is where its last visible part ends; brackets and
 * what else follows are not counted.
 */
export type Node = ScalarNode | MappingNode | SequenceNode | AliasNode;

interface Positioned {
  readonly start: number;
  readonly end: number;
}

/** A single value. One that is not written at all, as in `podSelector:`, has `start` -1. */
export interface ScalarNode extends Positioned {
  readonly type: 'scalar';
  readonly text: string;
  /** Whether it stands without quotes, so that `on` and `010` have a meaning. */
  readonly plain: boolean;
  /** As in `!!str`, in its short form; absent in nearly every document. */
  readonly tag: string | undefined;
}

/** A mapping, in the order of the text, repeated keys included. */
export interface MappingNode {
  readonly type: 'mapping';
  readonly start: number;
  readonly entries: readonly Entry[];
}

/** A key and its value. */
export interface Entry {
  readonly key: Node;
  readonly value: Node;
}

/** A list. */
export interface SequenceNode {
  readonly type: 'sequence';
  readonly start: number;
  readonly items: readonly Node[];
}

/** `*name`, which stands for what was marked `&name` before. */
export interface AliasNode extends Positioned {
  readonly type: 'alias';
  readonly target: Node;
}

/** Something that keeps a document from being read, and where it stands. */
export interface Defect {
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

/** What a node is when aliases are followed. */
export function target(node: Node): Exclude<Node, AliasNode> {
  let found = node;
  while (found.type === 'alias') found = found.target;
  return found;
}
