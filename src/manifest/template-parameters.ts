import { isJsonObject, listAt, textAt, valueAt } from '../model/json.ts';

/** Objects with parameters filled in, or why that cannot be done. */
export type Filled = { readonly objects: readonly unknown[] } | { readonly open: string };

/**
 * The objects of an OpenShift Template as `oc process` makes them of the values that the Template itself gives
 * (openshift/library-go, templateprocessing): `${NAME}` within texts and keys, `${{NAME}}` for a value that is no text.
 */
export function fillParameters(template: unknown): Filled {
  const parameters = listAt(template, 'parameters').map(
    (parameter) => [textAt(parameter, 'name') ?? '', valueAt(parameter, 'value')] as const,
  );
  const filling: Filling = { values: new Map(parameters), open: new Set(), left: mostFilledIn };
  const objects = listAt(template, 'objects').map((object) => fill(object, filling));
  if (filling.left < 0) return { open: 'its parameters multiply it to an absurd size' };
  const [open] = filling.open;
  return open === undefined ? { objects } : { open: `its parameter ${open} has no value` };
}

/** Characters; a text of a request could ask for any number of them. */
const mostFilledIn = 1_000_000;

interface Filling {
  readonly values: ReadonlyMap<string, unknown>;
  /** Parameters that are used and have no value. */
  readonly open: Set<string>;
  /** How many characters may still be filled in. */
  left: number;
}

function fill(value: unknown, filling: Filling): unknown {
  if (typeof value === 'string') return fillText(value, filling);
  if (Array.isArray(value)) return value.map((item) => fill(item, filling));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, item]) => [inText(key, filling), fill(item, filling)]));
}

function fillText(text: string, filling: Filling): unknown {
  const [, name] = /^\$\{\{(\w+)\}\}$/.exec(text) ?? [];
  if (name === undefined || !filling.values.has(name)) return inText(text, filling);
  return asJson(given(name, filling));
}

function inText(text: string, filling: Filling): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) =>
    filling.values.has(name) ? given(name, filling) : whole,
  );
}

function given(name: string, filling: Filling): string {
  const value = filling.values.get(name);
  if (typeof value !== 'string') filling.open.add(name);
  const text = typeof value === 'string' && filling.left >= 0 ? value : '';
  filling.left -= text.length;
  return text;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
