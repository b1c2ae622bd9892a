import type { Path } from '../model/pointer.ts';
import {
  type Defect,
  type Entry,
  type MappingNode,
  type Node,
  type ScalarNode,
  type SequenceNode,
  target,
} from './node.ts';
import { type Allowance, deepest } from './parse.ts';
import { isMerge, keyName, scalarValue } from './scalar.ts';

/** A mapping key that stands more than once in the same mapping. */
export interface DuplicateKey {
  /** The path of the entry, the repeated key last. */
  readonly path: Path;
  /** How often the key stands there, 2 or more. */
  readonly count: number;
  /** What stands there each time, where that are a few single values that differ. */
  readonly texts?: readonly string[];
}

/** The JSON value of a node and the keys that it lost on the way, outermost first; or why there is no such value. */
export type Reading =
  | { readonly value: unknown; readonly duplicateKeys: readonly DuplicateKey[] }
  | { readonly defect: Defect };

/**
 * The JSON value that kubectl sends for a node (sigs.k8s.io/yaml). Of equal keys the last one wins. Merge keys take
 * effect in the order of the text: `<<` replaces what stands before it and gives way to what stands after it.
 */
export function valueOf(root: Node, allowance: Allowance): Reading {
  const reader: Reader = { path: [], duplicateKeys: [], defects: [], allowance };
  const value = read(reader, root, { depth: 0, viaAlias: false });
  const [defect] = reader.defects;
  if (defect !== undefined) return { defect };
  const duplicateKeys = reader.duplicateKeys.filter((duplicate) => duplicate !== undefined);
  return { value, duplicateKeys: duplicateKeys.sort((a, b) => a.path.length - b.path.length) };
}

interface Reader {
  /** Where the reader is. */
  readonly path: (string | number)[];
  /** Those in a value that an equal key replaced are struck out. */
  readonly duplicateKeys: (DuplicateKey | undefined)[];
  /** Nothing is read any more after the first one. */
  readonly defects: Defect[];
  readonly allowance: Allowance;
}

interface Situation {
  readonly depth: number;
  readonly viaAlias: boolean;
}

function read(reader: Reader, node: Node, { depth, viaAlias }: Situation): unknown {
  if (reader.defects.length > 0) return null;
  if (viaAlias && --reader.allowance.aliased < 0) return refuse(reader, node, multiplied);
  if (depth > deepest) return refuse(reader, node, `nested more than ${deepest} levels deep`);
  const inside = { depth: depth + 1, viaAlias };
  switch (node.type) {
    case 'alias':
      return read(reader, node.target, { depth: depth + 1, viaAlias: true });
    case 'scalar':
      return readScalar(reader, node);
    case 'sequence':
      return readSequence(reader, node, inside);
    case 'mapping': {
      const value: Record<string, unknown> = {};
      fill(reader, value, node, inside);
      return value;
    }
  }
}

const multiplied = 'the aliases multiply the document to an absurd size';

function refuse(reader: Reader, node: Node, reason: string): null {
  const { start } = node;
  const end = 'end' in node ? node.end : start + 1;
  reader.defects.push(start === -1 ? { reason, start: 0, end: 0 } : { reason, start, end });
  return null;
}

function readScalar(reader: Reader, node: ScalarNode): unknown {
  const value = scalarValue(node);
  if (value === undefined) return refuse(reader, node, `the text cannot be read as ${node.tag ?? 'a value'}`);
  if (typeof value === 'number' && !Number.isFinite(value))
    return refuse(reader, node, `${node.text} is no number that JSON knows; put it in quotes if it is text`);
  return value;
}

function readSequence(reader: Reader, node: SequenceNode, inside: Situation): unknown {
  const value: unknown[] = [];
  for (const [index, item] of node.items.entries()) {
    reader.path.push(index);
    value.push(read(reader, item, inside));
    reader.path.pop();
  }
  return value;
}

function fill(reader: Reader, into: Record<string, unknown>, node: MappingNode, inside: Situation): void {
  const found = new Map<string, readonly [number, number]>();
  let repeated = false;
  for (const { key, value } of node.entries) {
    if (isMerge(key)) {
      merge(reader, into, { key, value }, inside);
      continue;
    }
    const name = keyName(target(key));
    if (name === undefined) {
      refuse(reader, key.start === -1 ? node : key, 'a key must be text: not empty, no list and no mapping');
      return;
    }
    const lost = found.get(name);
    if (lost !== undefined) reader.duplicateKeys.fill(undefined, ...lost);
    repeated ||= Object.hasOwn(into, name);
    const before = reader.duplicateKeys.length;
    reader.path.push(name);
    set(into, name, read(reader, value, inside));
    reader.path.pop();
    if (reader.duplicateKeys.length > before) found.set(name, [before, reader.duplicateKeys.length]);
  }
  if (repeated) for (const duplicate of repeatedKeys(node, reader.path)) reader.duplicateKeys.push(duplicate);
}

function merge(
  reader: Reader,
  into: Record<string, unknown>,
  { key, value }: Entry,
  inside: Situation,
): void {
  for (const source of value.type === 'sequence' ? value.items.toReversed() : [value]) {
    const mapping = target(source);
    if (mapping.type !== 'mapping') {
      refuse(reader, key, 'a merge key << takes a mapping or a list of mappings');
      return;
    }
    if (inside.depth > deepest || --reader.allowance.aliased < 0) refuse(reader, key, multiplied);
    if (reader.defects.length > 0) return;
    fill(reader, into, mapping, {
      depth: inside.depth + 1,
      viaAlias: inside.viaAlias || source.type === 'alias',
    });
  }
}

/** Assignment would give `__proto__` a meaning. */
function set(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

function repeatedKeys(node: MappingNode, path: Path): readonly DuplicateKey[] {
  const values = new Map<string, Node[]>();
  for (const { key, value } of node.entries) {
    const name = isMerge(key) ? undefined : keyName(target(key));
    if (name === undefined) continue;
    const same = values.get(name);
    if (same === undefined) values.set(name, [value]);
    else same.push(value);
  }
  return [...values]
    .filter(([, { length }]) => length > 1)
    .map(([name, same]) => ({ path: [...path, name], count: same.length, ...textsOf(same) }));
}

const fewValues = 5;

function textsOf(nodes: readonly Node[]): Pick<DuplicateKey, 'texts'> {
  const scalars = nodes.slice(0, fewValues + 1).filter((node) => node.type === 'scalar');
  const texts = new Set(scalars.map(({ text }) => text));
  const areAll = scalars.length === nodes.length && nodes.length <= fewValues;
  return areAll && texts.size > 1 ? { texts: [...texts] } : {};
}
