import { isJsonObject } from './json.ts';
import { type FieldSchema, networkPolicySchema } from './networkpolicy.schema.ts';
import type { Path } from './pointer.ts';
import { rememberedOf } from './remembered.ts';

/** A mapping key that the API type does not have at that place. */
export interface UnknownField {
  readonly path: Path;
  /** The fields that there are at that place. */
  readonly known: readonly string[];
}

/**
 * Every field of an object that NetworkPolicy does not have where it stands, outermost first, in the order written; the
 * first thousand, since their count is the author's choice.
 */
export function unknownFields(value: unknown): readonly UnknownField[] {
  return typeof value === 'object' && value !== null ? unknownFieldsOf(value) : [];
}

const unknownFieldsOf = rememberedOf((value: object): readonly UnknownField[] => {
  const found: UnknownField[] = [];
  collect(value, networkPolicySchema, [], found);
  return found;
});

const mostFound = 1000;

/** Deeper than any field of the type; guards against values that contain themselves. */
const deepest = 12;

function collect(value: unknown, schema: FieldSchema, path: Path, found: UnknownField[]): void {
  if (path.length > deepest || found.length >= mostFound) return;
  if (Array.isArray(value) && schema.items !== undefined) {
    for (const [index, item] of value.entries()) collect(item, schema.items, [...path, index], found);
  }
  const { properties } = schema;
  if (!isJsonObject(value) || properties === undefined) return;
  const known = Object.keys(properties);
  for (const [name, field] of Object.entries(value)) {
    if (Object.hasOwn(properties, name)) collect(field, properties[name] ?? {}, [...path, name], found);
    else if (found.length < mostFound) found.push({ path: [...path, name], known });
  }
}

/** Whether the field at a place takes values of this shape: a list, a mapping, text, a number or true and false. */
export function fitsField(path: Path, value: unknown): boolean {
  let schema: FieldSchema | undefined = networkPolicySchema;
  for (const step of path) schema = typeof step === 'number' ? schema?.items : schema?.properties?.[step];
  return schema?.type?.some((type) => type === shapeOf(value)) ?? true;
}

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? 'integer' : typeof value;
}

/** The places where a field of this name belongs, the steps into a list written `[]`; none for an unknown name. */
export function placesOf(name: string): readonly Path[] {
  return places.get(name) ?? [];
}

const places: ReadonlyMap<string, readonly Path[]> = allPlaces(networkPolicySchema);

function allPlaces(root: FieldSchema): ReadonlyMap<string, readonly Path[]> {
  const map = new Map<string, Path[]>();
  const visit = (schema: FieldSchema, path: Path): void => {
    if (schema.items !== undefined) visit(schema.items, [...path, '[]']);
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      map.set(name, [...(map.get(name) ?? []), [...path, name]]);
      visit(field, [...path, name]);
    }
  };
  visit(root, []);
  return map;
}
