import { hasField, isJsonObject, listAt } from '../json.ts';
import { nearest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { cidrMeant } from './cidr-meant.ts';
import { type Repairs, withDashes } from './repairs.ts';

/** Repairs of the spec, its rules and their peers. */
export const specRepairs: Repairs = {
  apiVersion: () => 'write apiVersion: networking.k8s.io/v1',
  kind: () => 'write kind: NetworkPolicy',
  metadata: ({ value }) => glued(value) ?? `write a mapping${withoutDashes(value)}: metadata: {name: NAME}`,
  spec: ({ value }) => glued(value) ?? `write a mapping${withoutDashes(value)}: spec: {podSelector: {}}`,
  policyTypes: repairPolicyTypes,
  ingress: repairRules,
  egress: repairRules,
  from: repairPeers,
  to: repairPeers,
};

/** What to do about the first field of a mapping that YAML reads as one text, since no blank follows its colon. */
function glued(value: unknown): string | undefined {
  const [, field, text] = typeof value === 'string' ? (/^([a-zA-Z]{1,20}):(\S{1,60})/.exec(value) ?? []) : [];
  return field === undefined ? undefined : `write a blank after the colon: ${field}: ${text}`;
}

function withoutDashes(value: unknown): string {
  return Array.isArray(value) ? ' without dashes' : '';
}

function repairPolicyTypes({ value, path, detail }: Problem): string {
  if (detail.includes('more than two')) return 'write Ingress and Egress at most once each';
  const [text, other] = isJsonObject(value) ? Object.keys(value) : [value];
  const type = typeof text === 'string' ? typeMeant(text) : undefined;
  if (typeof path.at(-1) !== 'number') {
    const isOne = type !== undefined && other === undefined;
    return `write a list: policyTypes: [${isOne ? type : 'Ingress, Egress'}]${besideTypes(value)}`;
  }
  if (typeof text === 'string' && /^(both|all|any|\*|ingress\W{1,3}egress)$/i.test(text))
    return 'write policyTypes: [Ingress, Egress]';
  if (isJsonObject(value)) return typeAlone(type ?? 'Ingress', listAt(value, String(text)));
  return `write ${type ?? 'Ingress or Egress'}`;
}

/** Where rules go that stand under the types of a mapping. */
function besideTypes(value: unknown): string {
  const holdsRules = isJsonObject(value) && Object.keys(value).some((key) => listAt(value, key).length > 0);
  return holdsRules ? ', and the rules straight under spec' : '';
}

function typeAlone(type: string, rules: readonly unknown[]): string {
  return rules.length > 0
    ? `write - ${type}, and its rules under spec.${type.toLowerCase()}`
    : `write the type alone, without a colon: - ${type}`;
}

/** The policy type that a word is a slip for; `Engress` is as near to the one as to the other. */
export function typeMeant(word: string): string | undefined {
  const types = ['Ingress', 'Egress'];
  if (/^in(bound|coming)?$/i.test(word)) return 'Ingress';
  if (/^out(bound|going)?$/i.test(word)) return 'Egress';
  const type = nearest(word, types);
  return type === nearest(word, types.toReversed()) ? type : undefined;
}

function repairRules({ value, path }: Problem): string {
  const direction = path.find((step) => step === 'ingress' || step === 'egress');
  const peers = direction === 'egress' ? 'to' : 'from';
  if (typeof path.at(-1) === 'number')
    return listInItem(value) ?? `write a rule: - ${peers}: [PEER], or - {} for everyone`;
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    const isNamed = Object.values(value).some((rule) => hasField(rule, peers) || hasField(rule, 'ports'));
    return isNamed
      ? `write a dash instead of the name of each rule of ${direction}`
      : withDashes(value, `rule of ${direction}`);
  }
  return `write a list of rules: ${direction}: [{}] for everyone, ${direction}: [] for no one`;
}

function repairPeers({ type, value, path }: Problem): string {
  if (type === 'FieldValueForbidden') return 'make two peers of it: one with ipBlock, one with the selectors';
  if (type === 'FieldValueRequired') return blankPeer(value, path.at(-2));
  const cidr = cidrMeant(value);
  const isItem = typeof path.at(-1) === 'number';
  if (cidr !== undefined) return `write ${isItem ? '' : `${path.at(-1)}: `}- ipBlock: {cidr: ${cidr}}`;
  if (isItem)
    return listInItem(value) ?? 'write a podSelector, a namespaceSelector or an ipBlock as the item';
  if (isEveryone(value)) return `delete ${path.at(-1)}: a rule without it is for everyone`;
  return isJsonObject(value)
    ? withDashes(value, `peer of ${path.at(-1)}`)
    : `write a list of peers as ${path.at(-1)}`;
}

/** What people write for everyone, who is meant where no peers are listed. */
function isEveryone(value: unknown): boolean {
  return typeof value === 'string'
    ? /^(\*|all|any|everyone)$/i.test(value)
    : isJsonObject(value) && Object.keys(value).length === 0;
}

/** What stands behind a second dash. */
function listInItem(value: unknown): string | undefined {
  return Array.isArray(value) && value.length > 0
    ? 'delete one of the two dashes: an item is no list of its own'
    : undefined;
}

/** Of several fields without a value the one that says most. */
function blankPeer(value: unknown, field: unknown): string {
  if (hasField(value, 'ipBlock')) return 'write ipBlock: {cidr: CIDR}, or delete the item';
  const selector = ['namespaceSelector', 'podSelector'].find((field) => hasField(value, field));
  return selector === undefined
    ? `give it a podSelector, a namespaceSelector or an ipBlock, or delete ${field} if everyone is meant`
    : `write ${selector}: {} for all, write its labels, or delete the item`;
}
