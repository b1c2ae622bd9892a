import { valueAt } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';

const group = 'networking.k8s.io';

/**
 * Whether an object is, or is meant to be, a Kubernetes NetworkPolicy. Calico and others have a NetworkPolicy kind of
 * their own, in a group of their own, which is none of ours; a misspelt or missing group is, and in our group a misspelt
 * kind.
 */
export function isNetworkPolicy(value: unknown): boolean {
  const kind = valueAt(value, 'kind');
  const apiVersion = valueAt(value, 'apiVersion');
  if (kind === 'NetworkPolicy') return isOurGroup(apiVersion);
  return typeof kind === 'string' && String(apiVersion).startsWith(`${group}/`) && isSlip(kind);
}

function isSlip(kind: string): boolean {
  return !kind.endsWith('List') && nearest(kind, ['NetworkPolicy']) !== undefined;
}

function isOurGroup(apiVersion: unknown): boolean {
  if (typeof apiVersion !== 'string') return true;
  const name = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : apiVersion;
  return name === 'extensions' || !name.includes('.') || nearest(name, [group]) !== undefined;
}
