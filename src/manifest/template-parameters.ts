import { isJsonObject, listAt, textAt, valueAt } from '../model/json.ts';
import { podsOf } from './pods-of.ts';

/** An object with parameters filled in, as far as that can be done. */
export interface Filled {
  readonly object: unknown;
  /** Why it is not yet the object that will be there; absent where it is, in all that says which pods there are. */
  readonly open?: string;
}

/**
 * The objects of an OpenShift Template as `oc process` makes them of the values that the Template itself gives
 * (openshift/library-go, templateprocessing): `${NAME}` within texts and keys, `${{NAME}}` for a value that is no text. A
 * parameter that need not have a value is empty without one; one that is open stays as it is written.
 */
export function fillParameters(template: unknown): readonly Filled[] {
  const parameters = listAt(template, 'parameters').map(
    (parameter) => [textAt(parameter, 'name') ?? '', valueOf(parameter)] as const,
  );
  const given: Given = { values: new Map(parameters), left: mostFilledIn };
  return listAt(template, 'objects').map((object) => {
    const filled = fillObject(object, given);
    const pods = filled.open === undefined ? undefined : podsOf(object);
    const reduced = pods === undefined ? filled : fillObject(pods, given);
    if (given.left < 0) return { object, open: 'its parameters multiply it to an absurd size' };
    return reduced.open === undefined ? reduced : filled;
  });
}

function fillObject(object: unknown, given: Given): Filled {
  const open = new Set<string>();
  const filled = fill(object, { given, open });
  const [first] = open;
  return first === undefined ? { object: filled } : { object: filled, open: `its parameter ${first}` };
}

interface Open {
  readonly open: string;
}

function valueOf(parameter: unknown): string | Open {
  const value = valueAt(parameter, 'value') ?? '';
  if (typeof value !== 'string') return { open: 'has a value that is no text' };
  if (value === '' && (textAt(parameter, 'generate') ?? '') !== '') return { open: 'is generated' };
  if (value === '' && valueAt(parameter, 'required') === true)
    return { open: 'is required and has no value' };
  return value;
}

/** Characters; a text of a request could ask for any number of them. */
const mostFilledIn = 1_000_000;

interface Given {
  readonly values: ReadonlyMap<string, string | Open>;
  /** How many characters may still be filled in. */
  left: number;
}

interface Filling {
  readonly given: Given;
  /** Parameters that are used and open, each with the reason. */
  readonly open: Set<string>;
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
  const value = name === undefined ? undefined : taken(name, filling);
  return value === undefined ? inText(text, filling) : asJson(value);
}

function inText(text: string, filling: Filling): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => taken(name, filling) ?? whole);
}

/** Undefined for what stays as it is written: no parameter, or an open one. */
function taken(name: string, { given, open }: Filling): string | undefined {
  const value = given.values.get(name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') {
    open.add(`${name} ${value.open}`);
    return undefined;
  }
  const text = given.left >= 0 ? value : '';
  given.left -= text.length;
  return text;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
