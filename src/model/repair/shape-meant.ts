import { parseCidr } from '../cidr.ts';
import { isJsonObject } from '../json.ts';
import { labelValueFaults, portNameFaults } from '../keywords/names.ts';
import type { Path } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import { typeMeant } from './repair-spec.ts';

/**
 * The list or the mapping that can only be meant where one is needed and something else stands: made of that, with nothing
 * added but the names of fields. Undefined where a person has to say.
 */
export function shapeMeant({ type, path, value }: Problem): unknown {
  if (type !== 'Undecodable' || path[0] !== 'spec') return undefined;
  const last = path.at(-1);
  const table = typeof last === 'number' ? items : fields;
  const field = String(typeof last === 'number' ? path.at(-2) : last);
  return Object.hasOwn(table, field) ? table[field]?.(value, path) : undefined;
}

type Shape = (value: unknown, path: Path) => unknown;

/** What an item of a list is made of. */
const items: Readonly<Record<string, Shape>> = {
  ports: portAlone,
  from: (value) => wrapped(rangeAlone(value), 'ipBlock'),
  to: (value) => wrapped(rangeAlone(value), 'ipBlock'),
};

const fields: Readonly<Record<string, Shape>> = {
  policyTypes: (value) => listOf(typeof value === 'string' ? typeMeant(value) : undefined),
  ingress: (value) => listOf(ofFields(value, ['from', 'ports'])),
  egress: (value) => listOf(ofFields(value, ['to', 'ports'])),
  from: (value) => listOf(onlyPeer(value)),
  to: (value) => listOf(onlyPeer(value)),
  ports: (value) => listOf(ofFields(value, ['port', 'protocol', 'endPort']) ?? portAlone(value)),
  matchExpressions: (value) => listOf(ofFields(value, ['key', 'operator', 'values'])),
  values: (value) => listOf(isLabelValue(value) ? value : undefined),
  except: (value) => listOf(isRange(value) ? value : undefined),
  ipBlock: rangeAlone,
  podSelector: withoutDash,
  namespaceSelector: withoutDash,
  matchLabels: labelsOf,
};

function listOf(item: unknown): unknown {
  return item === undefined ? undefined : [item];
}

function wrapped(value: unknown, field: string): unknown {
  return value === undefined ? undefined : { [field]: value };
}

/** A mapping with some of these fields and no others. */
function ofFields(value: unknown, known: readonly string[]): unknown {
  const names = isJsonObject(value) ? Object.keys(value) : [];
  return names.length > 0 && names.every((name) => known.includes(name)) ? value : undefined;
}

/** Of several selectors it cannot be told whether they are one peer or two. */
function onlyPeer(value: unknown): unknown {
  const peer = ofFields(value, ['podSelector', 'namespaceSelector', 'ipBlock']);
  return isJsonObject(peer) && Object.keys(peer).length === 1 ? peer : undefined;
}

function portAlone(value: unknown): unknown {
  const isNumber = typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
  return isNumber || (typeof value === 'string' && portNameFaults(value).length === 0)
    ? { port: value }
    : undefined;
}

function isRange(value: unknown): boolean {
  const read = typeof value === 'string' ? parseCidr(value) : undefined;
  return read !== undefined && 'cidr' in read;
}

function rangeAlone(value: unknown): unknown {
  return isRange(value) ? { cidr: value } : undefined;
}

function isLabelValue(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && labelValueFaults(value).length === 0;
}

/** The only item of a list that ought to be a selector. */
function withoutDash(value: unknown): unknown {
  const [item, other] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return other === undefined ? ofFields(item, ['matchLabels', 'matchExpressions']) : undefined;
}

/** Labels behind a dash each. */
function labelsOf(value: unknown): unknown {
  const labels: readonly unknown[] = Array.isArray(value) ? value : [];
  const found = new Map<string, unknown>();
  for (const label of labels)
    for (const [name, text] of isJsonObject(label) ? Object.entries(label) : [['', undefined] as const]) {
      if (typeof text !== 'string' || found.has(name)) return undefined;
      found.set(name, text);
    }
  return found.size === 0 ? undefined : Object.fromEntries(found);
}
