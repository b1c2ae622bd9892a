import { canonicalCidr, parseCidr } from './cidr.ts';
import { isJsonObject } from './json.ts';
import { nearest } from './nearest.ts';
import { protocols } from './networkpolicy.ts';
import type { Problem } from './problem.ts';

/** What to write instead of what the API server refuses: one imperative, with the value where it can be told. */
export function repairFor(problem: Problem): string {
  const { path, value } = problem;
  const map = path.at(-2);
  if (map === 'matchLabels' || map === 'labels' || map === 'annotations')
    return repairEntry(path.at(-1), value);
  const field = path.findLast((step) => typeof step === 'string');
  const repair = repairs.get(field ?? '');
  return (
    repair?.(problem) ?? (value === undefined ? `add ${field ?? 'it'}` : `correct ${field ?? 'the value'}`)
  );
}

type Repair = (problem: Problem) => string;

const repairs: ReadonlyMap<string, Repair> = new Map<string, Repair>([
  ['apiVersion', () => 'write apiVersion: networking.k8s.io/v1'],
  ['kind', () => 'write kind: NetworkPolicy'],
  ['protocol', repairProtocol],
  ['port', repairPort],
  ['endPort', () => 'write a number from port to 65535 beside a numeric port, or delete endPort'],
  ['policyTypes', repairPolicyTypes],
  ['from', repairPeer],
  ['to', repairPeer],
  ['cidr', ({ value }) => repairCidr(value)],
  ['except', repairExcept],
  ['podSelector', repairSelector],
  ['namespaceSelector', repairSelector],
  ['matchLabels', ({ value }) => repairLabels(value)],
  ['matchExpressions', () => 'write a list of {key, operator, values}'],
  ['operator', () => 'write In, NotIn, Exists or DoesNotExist'],
  ['values', () => 'In and NotIn need a list of values in quotes, Exists and DoesNotExist none'],
  ['name', () => 'write a name of lower-case letters, digits, "-" and "."'],
  ['namespace', () => 'write the name of a namespace: lower-case letters, digits and "-"'],
  ['ingress', repairList],
  ['egress', repairList],
  ['ports', repairList],
]);

function repairEntry(key: unknown, value: unknown): string {
  if (typeof value === 'boolean' || typeof value === 'number')
    return `put the value in quotes: ${String(key)}: "${value}"`;
  return 'a value has at most 63 letters, digits, "-", "_" and ".", and begins and ends with a letter or digit';
}

function repairProtocol({ value }: Problem): string {
  const text = String(value).toUpperCase();
  const exact = protocols.find((protocol) => protocol === text);
  if (exact !== undefined) return `write protocol: ${exact}`;
  const overTcp = /^(HTTPS?|GRPC|WS|WSS|TLS|SSH|HTTP2)$/.test(text);
  return overTcp ? `write protocol: TCP; ${text} runs over TCP` : 'write TCP, UDP or SCTP';
}

function repairPort({ value }: Problem): string {
  if (value === '') return 'write the port’s number or name, or delete the line for every port';
  if (typeof value === 'string' && /^\d+$/.test(value))
    return `write the number without quotes: port: ${value}`;
  if (typeof value === 'string' && /^\d+\s*[-:]\s*\d+$/.test(value))
    return 'write port: FIRST and endPort: LAST';
  if (typeof value === 'number') return 'write a number from 1 to 65535';
  return 'write a number, or a port name of at most 15 lower-case letters, digits and "-"';
}

function repairPolicyTypes({ value }: Problem): string {
  if (typeof value === 'string') {
    const type = nearest(value, ['Ingress', 'Egress']);
    return type === undefined
      ? 'write a list of Ingress and Egress'
      : `write ${type}, as an item of the list: [${type}]`;
  }
  if (isJsonObject(value)) {
    const type = nearest(Object.keys(value)[0] ?? '', ['Ingress', 'Egress']);
    return `write the type alone, without a colon: - ${type ?? 'Ingress'}`;
  }
  return 'write a list of Ingress, Egress or both';
}

function repairPeer({ type, value }: Problem): string {
  if (type === 'FieldValueForbidden') return 'make two items of it: one with ipBlock, one with the selectors';
  if (type === 'FieldValueRequired')
    return 'give it a podSelector, a namespaceSelector or an ipBlock, or delete the item';
  return isJsonObject(value) ? 'write a list of peers, each item with a dash' : 'write a list of peers';
}

function repairCidr(value: unknown): string {
  if (typeof value !== 'string' || value === '')
    return 'write a range such as 10.0.0.0/8, or delete the item';
  const read = parseCidr(value);
  if ('cidr' in read) return `write ${canonicalCidr(read.cidr)}`;
  for (const [suffix, pattern] of [
    ['/32', /^[\d.]+$/],
    ['/128', /^[\da-f:]+$/i],
  ] as const) {
    if (pattern.test(value) && 'cidr' in parseCidr(value + suffix))
      return `write ${value}${suffix} for the one address`;
  }
  return 'write an address, a slash and a prefix length, such as 10.0.0.0/8';
}

function repairExcept({ value, detail }: Problem): string {
  if (/subset/.test(detail))
    return 'except takes away from cidr only: give a smaller range inside cidr, or delete it';
  return Array.isArray(value) || typeof value === 'string'
    ? repairCidr(value)
    : 'write a list of ranges inside cidr';
}

function repairSelector({ value }: Problem): string {
  if (Array.isArray(value)) return 'write a mapping without dashes: matchLabels: {key: value}';
  return 'write matchLabels: {key: value}, matchExpressions, or {} for all';
}

function repairLabels(value: unknown): string {
  if (Array.isArray(value)) return 'write key: value lines without dashes';
  if (typeof value === 'string' && value.includes('='))
    return `write ${value.replace(/\s*=\s*/, ': ')} on a line of its own`;
  return 'write key: value lines; keys and values as labels allow them';
}

function repairList({ value, path }: Problem): string {
  const field = String(path.at(-1));
  if (isJsonObject(value)) return `write a list: put a dash before each item of ${field}`;
  return typeof path.at(-1) === 'number'
    ? 'write a mapping as the item'
    : `write a list of ${field === 'ports' ? 'ports' : 'rules'}`;
}
