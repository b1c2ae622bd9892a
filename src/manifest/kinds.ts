import { valueAt } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';

const group = 'networking.k8s.io';

/**
 * Whether an object is, or is meant to be, a Kubernetes NetworkPolicy. Calico and others have a NetworkPolicy kind of
 * their own, in a group of their own, which is none of ours; a misspelt or missing group is.
 */
export function isNetworkPolicy(value: unknown): boolean {
  return valueAt(value, 'kind') === 'NetworkPolicy' && isOurGroup(valueAt(value, 'apiVersion'));
}

function isOurGroup(apiVersion: unknown): boolean {
  if (typeof apiVersion !== 'string') return true;
  const name = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : apiVersion;
  return name === 'extensions' || !name.includes('.') || nearest(name, [group]) !== undefined;
}
