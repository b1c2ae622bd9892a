import { isJsonObject, textAt, valueAt } from '../model/json.ts';
import { groupKind } from '../model/metadata.ts';
import { isNetworkPolicy } from './kinds.ts';
import type { TemplatePart } from './template.ts';

/**
 * Documents with the variables that a Flux Kustomization among them fills in after the build, as far as it says with what:
 * `${NAME}` and its forms with a default. A policy of which a variable is left is open. What is not here stays as it is.
 */
export function withFluxVariables(
  documents: readonly TemplatePart[],
): ReadonlyMap<TemplatePart, TemplatePart> {
  const substitutes = documents.map(({ value }) => substituteOf(value)).filter((each) => each !== undefined);
  const filled = new Map<TemplatePart, TemplatePart>();
  if (substitutes.length === 0) return filled;
  const values = valuesOf(substitutes);
  for (const document of documents) {
    if (document.open !== undefined || isExempt(document.value)) continue;
    const unknown = new Set<string>();
    const value = fill(document.value, values, unknown);
    const [first] = unknown;
    if (first !== undefined && isNetworkPolicy(document.value))
      filled.set(document, {
        ...document,
        value: {},
        open: { policy: document.value, reason: openBy(first) },
      });
    else if (value !== document.value) filled.set(document, { ...document, value });
  }
  return filled;
}

/** What a Kustomization of Flux substitutes; undefined where it substitutes nothing. */
function substituteOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (groupKind(value) !== 'kustomize.toolkit.fluxcd.io/Kustomization') return undefined;
  const postBuild = valueAt(value, 'spec', 'postBuild');
  if (!isJsonObject(postBuild)) return undefined;
  return isJsonObject(postBuild['substitute']) ? postBuild['substitute'] : {};
}

/** Values by variable; one that Kustomizations give different values is not known. */
function valuesOf(
  substitutes: readonly Readonly<Record<string, unknown>>[],
): ReadonlyMap<string, string | undefined> {
  const values = new Map<string, string | undefined>();
  for (const [name, value] of substitutes.flatMap((each) => Object.entries(each))) {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    values.set(name, values.has(name) && values.get(name) !== text ? undefined : text);
  }
  return values;
}

/** An object can be left as it is by a label or an annotation. */
function isExempt(value: unknown): boolean {
  return ['labels', 'annotations'].some(
    (field) => textAt(value, 'metadata', field, 'kustomize.toolkit.fluxcd.io/substitute') === 'disabled',
  );
}

type Values = ReturnType<typeof valuesOf>;

/** The same object where nothing is to be filled in. */
function fill(value: unknown, values: Values, unknown: Set<string>): unknown {
  if (typeof value === 'string') return value.includes('${') ? inText(value, values, unknown) : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => fill(item, values, unknown));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, fill(item, values, unknown)] as const);
  return entries.every(([key, item]) => item === value[key]) ? value : Object.fromEntries(entries);
}

/** As fluxcd/pkg/envsubst reads them; `$$` keeps a dollar sign. */
const variable = /\$\$|\$\{([A-Za-z_]\w{0,200})(?::?[-=]([^{}]{0,1000}))?\}/g;

function inText(text: string, values: Values, unknown: Set<string>): unknown {
  const filled = text.replaceAll(
    variable,
    (whole, name: string | undefined, otherwise: string | undefined) => {
      if (name === undefined) return '$';
      const value = values.get(name) ?? (values.has(name) ? undefined : otherwise);
      if (value === undefined) unknown.add(whole);
      return value ?? whole;
    },
  );
  return filled === text ? text : asScalar(filled);
}

/** The build is written as YAML before variables are filled in, so that numbers come out as numbers, quotes or not. */
function asScalar(text: string): unknown {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function openBy(first: string): string {
  return `Flux fills in ${first} after the build: lint what comes out of \`flux envsubst\`, with its variables`;
}
