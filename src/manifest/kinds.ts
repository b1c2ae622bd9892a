import { hasField, isJsonObject, valueAt } from '../model/json.ts';
import { distance, nearest } from '../model/nearest.ts';
import { misnamed, objectFields, type TypeField } from '../model/type-fields.ts';

const group = 'networking.k8s.io';

/**
 * Whether an object is, or is meant to be, a Kubernetes NetworkPolicy. Calico and others have a NetworkPolicy kind of
 * their own, in a group of their own, which is none of ours; a misspelt or missing group is. So is a misspelt kind, and
 * another or a missing one, if the object has what only a NetworkPolicy has.
 */
export function isNetworkPolicy(value: unknown): boolean {
  const kind = valueAt(value, 'kind') ?? '';
  const apiVersion = said(value, 'apiVersion');
  if (kind === 'NetworkPolicy') return isOurGroup(apiVersion);
  if (kind === '') return isMeantWithoutKind(value, apiVersion);
  if (typeof kind !== 'string' || kind.endsWith('List')) return false;
  return String(apiVersion).startsWith(`${group}/`)
    ? isSlip(kind) || hasPolicySpec(value)
    : isOurGroup(apiVersion) && isNearSlip(kind);
}

/** What a field says, or the key that is written in its place. */
function said(value: unknown, field: TypeField): unknown {
  return valueAt(value, misnamed(value, field) ?? field);
}

function isMeantWithoutKind(value: unknown, apiVersion: unknown): boolean {
  if (apiVersion === `${group}/v1` && hasField(valueAt(value, 'spec'), 'podSelector')) return true;
  if (!isOurGroup(apiVersion) || !isJsonObject(valueAt(value, 'metadata'))) return false;
  const kind = said(value, 'kind');
  return typeof kind === 'string' ? isNearSlip(kind) : hasPolicySpec(value) && hasObjectFieldsOnly(value);
}

/** A selector of pods beside rules: no other kind of ours has both, and hardly a file of settings. */
function hasPolicySpec(value: unknown): boolean {
  return (
    isJsonObject(valueAt(value, 'spec', 'podSelector')) &&
    ['policyTypes', 'ingress', 'egress'].some((field) => Array.isArray(valueAt(value, 'spec', field)))
  );
}

function hasObjectFieldsOnly(value: unknown): boolean {
  return isJsonObject(value) && Object.keys(value).every((key) => objectFields.has(key));
}

function isSlip(kind: string): boolean {
  return nearest(kind, ['NetworkPolicy']) !== undefined;
}

/** Outside our group the kinds of others are close as well: AdminNetworkPolicy, MultiNetworkPolicy. */
function isNearSlip(kind: string): boolean {
  return distance(kind.toLowerCase(), 'networkpolicy') <= 3;
}

function isOurGroup(apiVersion: unknown): boolean {
  if (typeof apiVersion !== 'string') return true;
  const name = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : apiVersion;
  return earlier.has(name) || !name.includes('.') || nearest(name, [group]) !== undefined;
}

/** Groups that had a NetworkPolicy, or were to have one, before Kubernetes 1.7, and the domain of them all. */
const earlier: ReadonlySet<string> = new Set([
  'extensions',
  'net.alpha.kubernetes.io',
  'net.beta.kubernetes.io',
  'k8s.io',
]);
