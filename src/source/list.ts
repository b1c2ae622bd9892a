import type { Path } from '../model/pointer.ts';
import { type Defect, type MappingNode, type Node, target } from './node.ts';
import { type Allowance, deepest } from './parse.ts';
import { nodeAt } from './place.ts';
import { keyName, scalarValue } from './scalar.ts';

/** A node that is to become one object, and where it stands in its document. */
export interface Candidate {
  readonly node: Node;
  readonly path: Path;
  /** What an item of a typed list need not say, as the API server does not: `apiVersion` and `kind`. */
  readonly implied: Readonly<Record<string, string>>;
}

/**
 * The objects of a document: the items of a List, those of Lists among them as well, or else the document itself. As for
 * kubectl (UnstructuredJSONScheme of k8s.io/apimachinery), `items` makes a List, and an item of a PodList that says neither
 * kind nor version is a Pod.
 */
export function* objectsOf(root: Node, allowance: Allowance): Iterable<Candidate | Defect> {
  yield* expand({ node: root, path: [], implied: {} }, allowance, 0);
}

function* expand(candidate: Candidate, allowance: Allowance, depth: number): Iterable<Candidate | Defect> {
  const list = asList(candidate.node);
  if (list === undefined || depth > deepest) {
    yield candidate;
    return;
  }
  yield* lostItems(list.mapping);
  const implied = { apiVersion: list.apiVersion, kind: list.kind.slice(0, -'List'.length) };
  for (const [index, node] of list.items.entries()) {
    if (node.type === 'alias' && --allowance.aliased < 0) {
      yield { reason: 'the aliases multiply the list to an absurd size', start: node.start, end: node.end };
      return;
    }
    const path = [...candidate.path, 'items', index];
    const bare = text(node, 'kind') === undefined && text(node, 'apiVersion') === undefined;
    yield* expand({ node, path, implied: bare && implied.kind !== '' ? implied : {} }, allowance, depth + 1);
  }
}

interface List {
  readonly mapping: MappingNode;
  readonly kind: string;
  readonly apiVersion: string;
  readonly items: readonly Node[];
}

function asList(node: Node): List | undefined {
  const mapping = target(node);
  const items = nodeAt(node, ['items']);
  const list = items === undefined ? undefined : target(items);
  const kind = text(node, 'kind');
  if (mapping.type !== 'mapping' || list?.type !== 'sequence' || kind?.endsWith('List') !== true)
    return undefined;
  return { mapping, kind, apiVersion: text(node, 'apiVersion') ?? '', items: list.items };
}

/** Of two `items` only the last is applied, with all that stands in the first lost. */
function* lostItems(mapping: MappingNode): Iterable<Defect> {
  const keys = mapping.entries.map(({ key }) => target(key)).filter((key) => keyName(key) === 'items');
  const [first] = keys;
  if (keys.length < 2 || first?.type !== 'scalar') return;
  yield {
    reason: `the list has items ${keys.length} times and only the last is applied; write one list`,
    start: first.start,
    end: first.end,
  };
}

function text(node: Node, key: string): string | undefined {
  const found = nodeAt(node, [key]);
  const scalar = found === undefined ? undefined : target(found);
  const value = scalar?.type === 'scalar' ? scalarValue(scalar) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
