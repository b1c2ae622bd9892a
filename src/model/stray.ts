import { fitsField, placesOf, type UnknownField } from './fields.ts';
import { hasField, isJsonObject, listAt, valueAt } from './json.ts';
import { nearest } from './nearest.ts';
import { type Direction, directions, peersField, policyTypeOf } from './networkpolicy.ts';
import type { Path } from './pointer.ts';

/** What became of a field that the API does not have where it stands. */
export type Stray =
  /** A label written straight under a selector, without matchLabels. */
  | { readonly kind: 'label'; readonly belongs: Path }
  /** A field of NetworkPolicy that belongs elsewhere; steps that cannot be told are left as `[]`. */
  | { readonly kind: 'misplaced'; readonly belongs: Path }
  /** No field of NetworkPolicy at all; with the nearest that there is at this place, or anywhere. */
  | { readonly kind: 'unknown'; readonly nearest: string | undefined };

/** Tells what an unknown field was meant to be; `root` is the object that it stands in. */
export function strayOf({ path, known }: UnknownField, root: unknown): Stray {
  const name = String(path.at(-1));
  const parent = path.slice(0, -1);
  const synonym = known.find((field) => field === foreign.get(name));
  const similar = synonym ?? similarOf(name, { path, known }, root);
  const places = placesNear(path, name);
  if (isLabel(name, valueAt(root, ...path), known, similar)) {
    return { kind: 'label', belongs: [...parent, 'matchLabels', name] };
  }
  if (places.length > 0 && synonym === undefined)
    return { kind: 'misplaced', belongs: homeAmong(places, { path, known }, root) };
  return { kind: 'unknown', nearest: similar };
}

/**
 * The nearest field. `engress` is as near to the one direction as to the other, and `rules` says neither: then it is the one
 * whose peers stand in it, that is not written already, or that policyTypes names alone.
 */
function similarOf(name: string, { path, known }: UnknownField, root: unknown): string | undefined {
  const found = nearest(name, known);
  if (name !== 'rules' && found === nearest(name, known.toReversed())) return found;
  const spec = valueAt(root, ...path.slice(0, -1));
  const rules = listAt(root, ...path);
  const types = listAt(spec, 'policyTypes');
  const fits: readonly ((direction: Direction) => boolean)[] = [
    (direction) => rules.some((rule) => hasField(rule, peersField(direction))),
    (direction) => !hasField(spec, direction),
    (direction) => types.includes(policyTypeOf[direction]),
  ];
  for (const isFit of fits) {
    const [direction, other] = directions.filter(isFit);
    if (direction !== undefined && other === undefined) return direction;
  }
  return undefined;
}

/** Where a field of the spec belongs that stands under another; undefined where its name or its value is that of none. */
export function homeOf(path: Path, value: unknown): Path | undefined {
  const places = placesOf(String(path.at(-1))).filter(
    (place) => place[0] === 'spec' && fitsField(indexed(place), value),
  );
  return places.length === 0 ? undefined : closest(path, places, undefined);
}

function indexed(place: Path): Path {
  return place.map((step) => (step === '[]' ? 0 : step));
}

/** The places for a field; those outside the spec count only for what stands near them, since names recur there. */
function placesNear(path: Path, name: string): readonly Path[] {
  return placesOf(name).filter((place) => place[0] === 'spec' || (place.length <= 2 && path.length <= 2));
}

/** What other kinds of policy, and people, call the fields of NetworkPolicy. */
const foreign: ReadonlyMap<string, string> = new Map([
  ['pods', 'podSelector'],
  ['selector', 'podSelector'],
  ['endpointSelector', 'podSelector'],
  ['subject', 'podSelector'],
  ['appliedTo', 'podSelector'],
  ['namespaces', 'namespaceSelector'],
  ['namespace', 'namespaceSelector'],
  ['labels', 'matchLabels'],
  ['metadata', 'matchLabels'],
  ['CIDRSelector', 'ipBlock'],
  ['cidrBlock', 'ipBlock'],
  ['toCIDR', 'to'],
  ['fromCIDR', 'from'],
  ['types', 'policyTypes'],
  ['source', 'from'],
  ['sources', 'from'],
  ['fromEndpoints', 'from'],
  ['destination', 'to'],
  ['destinations', 'to'],
  ['toEndpoints', 'to'],
  ['fromEntities', 'from'],
  ['toEntities', 'to'],
  ['fromCIDRSet', 'from'],
  ['toCIDRSet', 'to'],
  ['toPorts', 'ports'],
  ['targetPort', 'port'],
  ['containerPort', 'port'],
  ['startPort', 'port'],
  ['fromPort', 'port'],
  ['toPort', 'endPort'],
  ['inbound', 'ingress'],
  ['outbound', 'egress'],
  ['ingressRules', 'ingress'],
  ['egressRules', 'egress'],
  ['ips', 'ipBlock'],
  ['ip', 'ipBlock'],
  ['nets', 'ipBlock'],
  ['pod', 'podSelector'],
  ['portRange', 'endPort'],
  ['number', 'port'],
  ['labelSelector', 'podSelector'],
  ['exceptions', 'except'],
  ['exclude', 'except'],
  ['not', 'except'],
]);

/** Under a selector, text or nothing is a label unless the key is a slip for what belongs there. */
function isLabel(
  name: string,
  value: unknown,
  known: readonly string[],
  similar: string | undefined,
): boolean {
  if (!known.includes('matchLabels') || similar !== undefined || name === 'operator' || name === 'key')
    return false;
  // The way of ServiceMonitors to select every namespace.
  if (name === 'any' && typeof value === 'boolean') return false;
  if (value === null) return placesOf(name).length === 0;
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
}

/**
 * Of the places where the field belongs the one that shares most with where it stands, its open steps filled in; of
 * several the one under an empty neighbour, then the one under the neighbour in front.
 */
function closest(path: Path, places: readonly Path[], root: unknown): Path {
  const front = neighbourInFront(path, root);
  let best: Path = [];
  let bestScore = -1;
  for (const place of places) {
    const filled = fill(place, path);
    const isUnderFront = filled[path.length - 1] === front;
    const score =
      sharedSteps(filled, path) * 4 +
      (isBesideEmpty(filled, path, root) ? 2 : 0) +
      (isUnderFront && filled.length > path.length ? 1 : 0);
    if (score > bestScore) [best, bestScore] = [filled, score];
  }
  return best;
}

/** The closest of the places, in the list item before where that lacks just this field; of a list with one item that item. */
function homeAmong(places: readonly Path[], field: UnknownField, root: unknown): Path {
  const home = inItemBefore(places, field, root) ?? closest(field.path, places, root);
  return inOnlyItems(home, root);
}

/** Where the field belongs if the dash before it is one too many; undefined where its item holds a field that it can have. */
function inItemBefore(
  places: readonly Path[],
  { path, known }: UnknownField,
  root: unknown,
): Path | undefined {
  const index = path.at(-2);
  const name = path.at(-1);
  if (typeof index !== 'number' || index === 0 || name === undefined) return undefined;
  if (known.some((field) => hasField(valueAt(root, ...path.slice(0, -1)), field))) return undefined;
  const before = [...path.slice(0, -2), index - 1];
  const home = closest([...before, name], places, root);
  const parent = valueAt(root, ...home.slice(0, path.length));
  const isInside = home.length > path.length && home[path.length - 2] === index - 1;
  return isInside && (parent === null || (isJsonObject(parent) && !hasField(parent, String(name))))
    ? home
    : undefined;
}

/** The place with its open steps filled in where a list has one item, and that has room for the field. */
function inOnlyItems(home: Path, root: unknown): Path {
  const steps: (string | number)[] = [];
  for (const step of home) {
    const isOpen = step === '[]' && listAt(root, ...steps).length === 1;
    steps.push(isOpen ? 0 : step);
  }
  const item = valueAt(root, ...steps.slice(0, -1));
  // An ipBlock stands alone in its peer.
  const isApart = hasField(item, 'ipBlock') || (steps.at(-1) === 'ipBlock' && item !== undefined);
  return isApart || hasField(item, String(steps.at(-1))) ? home : steps;
}

/** The key that stands before this one in its mapping, or would if this one stood there. */
function neighbourInFront(path: Path, root: unknown): string | undefined {
  const siblings = valueAt(root, ...path.slice(0, -1));
  const keys = isJsonObject(siblings) ? Object.keys(siblings) : [];
  const at = keys.indexOf(String(path.at(-1)));
  return keys[(at === -1 ? keys.length : at) - 1];
}

/** Takes the indexes of a pattern from the path, as long as the two agree. */
function fill(place: Path, path: Path): Path {
  let agree = true;
  return place.map((step, index) => {
    const own = path[index];
    if (!agree) return step;
    if (step === '[]' && typeof own === 'number') return own;
    agree = step === own;
    return step;
  });
}

function sharedSteps(place: Path, path: Path): number {
  let shared = 0;
  while (shared < path.length - 1 && place[shared] === path[shared]) shared += 1;
  return shared;
}

/** Whether the field belongs one level deeper, under a neighbour that was left empty. */
function isBesideEmpty(place: Path, path: Path, root: unknown): boolean {
  if (place.length !== path.length + 1) return false;
  const neighbour = place.slice(0, -1);
  const siblings = valueAt(root, ...path.slice(0, -1));
  return (
    isJsonObject(siblings) &&
    Object.hasOwn(siblings, String(neighbour.at(-1))) &&
    valueAt(root, ...neighbour) === null
  );
}
