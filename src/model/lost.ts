import { type UnknownField, unknownFields } from './fields.ts';
import { valueAt } from './json.ts';
import { type Path, toPointer } from './pointer.ts';
import type { Problem } from './problem.ts';
import { rememberedOf } from './remembered.ts';
import { strayOf } from './stray.ts';

/** Whether a document as typed has a field for its spec that the API server drops, so that the rest is not what was meant. */
export function losesOfSpec(document: unknown): boolean {
  return (
    unknownFields(document).some(({ path }) => path[0] === 'spec') ||
    lostPlaces(document).some(([field]) => field === 'spec')
  );
}

/** Whether the API server drops a field of the peer or the port that a pointer leads to, or into. */
export function losesInEntry(document: unknown, pointer: string): boolean {
  if (typeof document !== 'object' || document === null) return false;
  return lossyEntries(document).has(pointer.split('/', entryDepth + 1).join('/'));
}

/** Of `spec.ingress[0].from[0]`. */
const entryDepth = 5;

const lossyEntries = rememberedOf((document: object): ReadonlySet<string> => {
  const inside = unknownFields(document).filter(({ path }) => path.length > entryDepth);
  return new Set(inside.map(({ path }) => toPointer(path.slice(0, entryDepth))));
});

/** Whether something that the API server drops was meant to stand at a place, or somewhere in it. */
export function isLostAt(document: unknown, path: Path): boolean {
  return lostPlaces(document).some((place) => path.every((step, index) => step === place[index]));
}

/** Whether something that the API server drops was meant to be just the field at a place. */
export function isWrittenElsewhere(document: unknown, place: Path): boolean {
  const pointer = toPointer(place);
  return lostPlaces(document).some((lost) => toPointer(lost) === pointer);
}

/**
 * Whether all that is wrong is that a field is missing where something stands that the API server drops: it was meant to
 * be the field, or nothing else stands there.
 */
export function isLossAlone(document: unknown, { type, path, value }: Problem): boolean {
  const isItem = typeof path.at(-1) === 'number';
  if (type === 'FieldValueRequired' && isItem)
    return straysIn(document, path).length > 0 || isLostAt(document, path);
  const port = [...path.slice(0, -1), 'port'];
  if (path.at(-1) === 'endPort' && valueAt(document, ...port) === undefined) return isLostAt(document, port);
  const isMissing = valueAt(document, ...path) === undefined && (value === undefined || value === '');
  if (!isMissing) return false;
  const parent = path.slice(0, -1);
  const isInMetadata = path[0] === 'metadata' && isWrittenElsewhere(document, ['metadata']);
  return isInMetadata || isLostAt(document, path) || hasStraysAlone(document, parent);
}

function hasStraysAlone(document: unknown, path: Path): boolean {
  const strays = straysIn(document, path).length;
  return strays > 0 && strays === Object.keys(valueAt(document, ...path) ?? {}).length;
}

/** The fields of a mapping that the API server drops. */
export function straysIn(document: unknown, path: Path): readonly UnknownField[] {
  return typeof document === 'object' && document !== null
    ? (straysByPlace(document).get(toPointer(path)) ?? [])
    : [];
}

const straysByPlace = rememberedOf((document: object) =>
  Map.groupBy(unknownFields(document), ({ path }) => toPointer(path.slice(0, -1))),
);

/** Where what the API server drops was meant to stand. */
function lostPlaces(document: unknown): readonly Path[] {
  return typeof document === 'object' && document !== null ? lostPlacesIn(document) : [];
}

const lostPlacesIn = rememberedOf((document: object): readonly Path[] =>
  unknownFields(document).map((field) => {
    const stray = strayOf(field, document);
    return stray.kind === 'unknown' ? [...field.path.slice(0, -1), stray.nearest ?? ''] : stray.belongs;
  }),
);
