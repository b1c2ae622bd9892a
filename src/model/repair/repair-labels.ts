import { dnsLabelFaults, labelValueFaults } from '../keywords/names.ts';
import { hasField } from '../json.ts';
import { namespaceNameLabel } from '../namespace.ts';
import { nearest } from '../nearest.ts';
import { toPlace } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import { homeOf } from '../stray.ts';
import { quote, shorten } from '../prose.ts';
import { inQuotes } from './in-quotes.ts';
import type { Repairs } from './repairs.ts';

/** Repairs of label selectors. */
export const selectorRepairs: Repairs = {
  podSelector: repairSelector,
  namespaceSelector: repairSelector,
  matchLabels: repairLabels,
  matchExpressions: ({ value, path }) => {
    if (isRequirement(value)) return 'put a dash before key';
    return `write ${typeof path.at(-1) === 'number' ? '' : 'a list: - '}${requirementMeant(value)}`;
  },
  key: () => `write a label key: ${keyForm}`,
  operator: ({ value }) => {
    const operator = operatorMeant(value);
    return operator === undefined ? 'write In, NotIn, Exists or DoesNotExist' : `write operator: ${operator}`;
  },
  values: repairValues,
};

const keyForm = 'NAME or PREFIX/NAME, the name at most 63 letters, digits, "-", "_" and "."';
const valueForm = 'at most 63 letters, digits, "-", "_" and ".", a letter or digit at both ends';

function repairSelector({ value, path }: Problem): string {
  const field = String(path.at(-1));
  const names = field === 'namespaceSelector' ? namesIn(value) : [];
  if (names.length > 0) return `write namespaceSelector: ${selectorOf(names)}`;
  if (value === 'all()' || (Array.isArray(value) && value.length === 0)) return `write ${field}: {}`;
  const labels = labelMeant(value) ?? 'KEY: VALUE';
  if (Array.isArray(value)) return `write a mapping without dashes: ${field}: {matchLabels: {${labels}}}`;
  return `write ${field}: {matchLabels: {${labels}}}, or {} for all`;
}

/** The names of namespaces that stand in the place of a selector; none where anything else stands in it. */
function namesIn(value: unknown): readonly string[] {
  const names = [value].flat().filter((name) => typeof name === 'string');
  const areNames = names.length === [value].flat().length && names.every(isNamespaceName);
  return areNames && names.length <= 8 ? names : [];
}

function isNamespaceName(name: string): boolean {
  return dnsLabelFaults(name).length === 0;
}

function selectorOf(names: readonly string[]): string {
  return names.length === 1
    ? `{matchLabels: {${namespaceNameLabel}: ${asYaml(names[0] ?? '')}}}`
    : `{matchExpressions: [{key: ${namespaceNameLabel}, operator: In, values: [${names.map(asYaml).join(', ')}]}]}`;
}

/** The repair of a map of labels or annotations, which the API server complains about as a whole. */
export function repairLabels({ type, value, subject, path }: Problem): string {
  if (type === 'Undecodable') return repairMap(value, path.at(-1));
  const text = quote(String(value));
  if (subject?.startsWith('value') === true) {
    const meant = path.at(-1) === 'matchLabels' ? valuesMeant(String(value), keyIn(subject)) : undefined;
    return meant ?? `change the value ${text}: it has ${valueForm}`;
  }
  const label = labelMeant(value);
  if (label !== undefined) return `write ${label}`;
  if (value === '') return 'write a key before the colon';
  return `rename ${subject?.startsWith('annotation') === true ? 'annotation' : 'label'} ${text}: a key is ${keyForm}`;
}

function repairMap(value: unknown, field: unknown): string {
  if (Array.isArray(value) && value.length === 0) return `write ${field}: {}`;
  if (field === 'matchLabels' && Array.isArray(value) && value.every(isRequirement))
    return 'write matchExpressions instead of matchLabels';
  const label = labelMeant(value);
  if (label !== undefined) return `write a mapping, with a blank after the colon: ${label}`;
  const labels = labelsMeant(value);
  if (labels !== undefined) return `write a blank after each colon: ${labels.join(', ')}`;
  return Array.isArray(value) ? 'write KEY: VALUE lines without dashes' : 'write KEY: VALUE lines';
}

function isRequirement(value: unknown): boolean {
  return hasField(value, 'key') && hasField(value, 'operator');
}

/** The label that is meant by `key=value`, `key:value` or Calico's `key == 'value'`, as YAML. */
export function labelMeant(value: unknown): string | undefined {
  const text = Array.isArray(value) && value.length === 1 ? (value as readonly unknown[])[0] : value;
  const split =
    typeof text === 'string' ? /^([\w./-]{1,63})\s*(?:==?|:)\s*(['"]?)([\w.-]{0,63})\2$/.exec(text) : null;
  return split === null ? undefined : `${split[1]}: ${asYaml(split[3] ?? '')}`;
}

/** The labels that stand below each other in what YAML reads as one text, where a blank is missing after every colon. */
function labelsMeant(value: unknown): readonly string[] | undefined {
  const parts = typeof value === 'string' ? value.split(' ', 9) : [];
  const labels = parts.flatMap((part) => labelMeant(part) ?? []);
  return parts.length > 1 && parts.length < 9 && labels.length === parts.length ? labels : undefined;
}

/** In quotes where YAML would not read text without them. */
function asYaml(text: string): string {
  return /^[A-Za-z][\w.-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text)
    ? text
    : quote(text);
}

/** The repair of one entry of a map whose value is no text: YAML reads true and 5 as something else than text. */
export function repairEntry(map: 'matchLabels' | 'labels' | 'annotations', problem: Problem): string {
  const { path, value } = problem;
  const key = shorten(String(path.at(-1)));
  const quoted = inQuotes(problem, (text) => `put the value in quotes: ${key}: ${text}`);
  if (quoted !== undefined) return quoted;
  const home = map === 'matchLabels' ? homeOf(path, value) : undefined;
  if (home !== undefined) return `it belongs at ${toPlace(home)}: under matchLabels every key is a label`;
  if (map === 'matchLabels' && Array.isArray(value)) {
    const values = value
      .slice(0, 8)
      .map((each) => (typeof each === 'string' ? asYaml(shorten(each)) : 'VALUE'));
    return `write matchExpressions: - {key: ${key}, operator: In, values: [${values.join(', ')}]}`;
  }
  return `write text as the value of ${key}`;
}

/** The requirement that is meant by `app in (web, api)` or `app!=web`, as YAML. */
function requirementMeant(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  const [, key, sign = 'in', list] =
    /^([\w./-]{1,63})\s+(in|notin)\s+\(([^()]{1,200})\)$/i.exec(text) ??
    /^([\w./-]{1,63})\s*(=|!=)\s*([\w.-]{1,63})$/.exec(text) ??
    [];
  if (key === undefined || list === undefined) return '{key: KEY, operator: In, values: [VALUE]}';
  const values = (partsOf(list) ?? [shorten(list.trim())]).map(asYaml).join(', ');
  return `{key: ${key}, operator: ${operatorMeant(sign)}, values: [${values}]}`;
}

const operatorSigns: ReadonlyMap<unknown, string> = new Map([
  ['=', 'In'],
  ['==', 'In'],
  ['Equals', 'In'],
  ['Equal', 'In'],
  ['!=', 'NotIn'],
  ['NotEquals', 'NotIn'],
  ['!', 'DoesNotExist'],
  ['NotExists', 'DoesNotExist'],
]);

/** The operator that a word or a sign stands for. */
export function operatorMeant(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return operatorSigns.get(value) ?? nearest(value, ['In', 'NotIn', 'Exists', 'DoesNotExist']);
}

function repairValues(problem: Problem): string {
  const { type, value, path, detail } = problem;
  const isItem = typeof path.at(-1) === 'number';
  const quoted = inQuotes(problem, (text) =>
    isItem ? `put the value in quotes: ${text}` : `write a list: values: [${text}]`,
  );
  if (quoted !== undefined) return quoted;
  if (isItem) return repairValue(String(value));
  if (type === 'FieldValueForbidden')
    return `delete values, or write operator: ${detail.endsWith('DoesNotExist') ? 'NotIn' : 'In'}`;
  if (type === 'FieldValueRequired')
    return `write values: [VALUE], or operator: ${detail.endsWith('NotIn') ? 'DoesNotExist' : 'Exists'}`;
  return typeof value === 'string'
    ? `write a list: values: [${(partsOf(value) ?? [shorten(value)]).map(asYaml).join(', ')}]`
    : 'write a list: values: [VALUE]';
}

function repairValue(value: string): string {
  const inner = withoutTypographicQuotes(value);
  if (inner !== undefined) return `write ${asYaml(inner)}: ${noQuotes}`;
  const parts = partsOf(value);
  if (parts !== undefined) return `write values: [${parts.map(asYaml).join(', ')}]`;
  if (value === '*')
    return 'write operator: Exists for any value, or DoesNotExist for none, and delete values';
  return value.includes('*')
    ? 'write the values that are meant: there are no wildcards'
    : `change the value ${quote(value)}: it has ${valueForm}`;
}

/** The requirement that is meant by a value of matchLabels which cannot say it. */
function valuesMeant(value: string, key: string): string | undefined {
  const inner = withoutTypographicQuotes(value);
  if (inner !== undefined) return `write ${key}: ${asYaml(inner)}, as ${noQuotes}`;
  if (value === '*')
    return `write matchExpressions: - {key: ${key}, operator: Exists}: there are no wildcards`;
  const parts = partsOf(value);
  if (parts === undefined && !value.includes('*')) return undefined;
  const values = parts?.map(asYaml).join(', ') ?? 'VALUE, VALUE';
  const reason = parts === undefined ? ': there are no wildcards' : '';
  return `write matchExpressions: - {key: ${key}, operator: In, values: [${values}]}${reason}`;
}

const noQuotes = 'YAML knows no quotes but " and \'';

/** The label value between quotes as text processors write them. */
function withoutTypographicQuotes(text: string): string | undefined {
  const [, inner] = /^[“”„‘’‚«»]([\w.-]{1,63})[“”‘’«»]$/u.exec(text) ?? [];
  return inner;
}

/** The values in one text that ought to be several, separated by commas or bars; undefined for any other text. */
function partsOf(text: string): readonly string[] | undefined {
  const parts = text.split(/[,|]/, 9).map((part) => part.trim());
  const areValues = parts.every((part) => part !== '' && labelValueFaults(part).length === 0);
  return areValues && parts.length > 1 && parts.length < 9 ? parts : undefined;
}

/** The key that a problem of matchLabels is about. */
function keyIn(subject: string): string {
  return / of label "([\w./-]+)"$/.exec(subject)?.[1] ?? 'KEY';
}
