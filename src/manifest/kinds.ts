import { hasField, valueAt } from '../model/json.ts';
import { distance, nearest } from '../model/nearest.ts';

const group = 'networking.k8s.io';

/**
 * Whether an object is, or is meant to be, a Kubernetes NetworkPolicy. Calico and others have a NetworkPolicy kind of
 * their own, in a group of their own, which is none of ours; a misspelt or missing group is. So is a misspelt kind, and
 * in our very version a missing one, if the object has what among its kinds only a NetworkPolicy has.
 */
export function isNetworkPolicy(value: unknown): boolean {
  const kind = valueAt(value, 'kind') ?? '';
  const apiVersion = valueAt(value, 'apiVersion');
  if (kind === 'NetworkPolicy') return isOurGroup(apiVersion);
  if (kind === '') return apiVersion === `${group}/v1` && hasField(valueAt(value, 'spec'), 'podSelector');
  if (typeof kind !== 'string' || kind.endsWith('List')) return false;
  return String(apiVersion).startsWith(`${group}/`)
    ? isSlip(kind)
    : isOurGroup(apiVersion) && isNearSlip(kind);
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
  return name === 'extensions' || !name.includes('.') || nearest(name, [group]) !== undefined;
}
