import { valueAt } from '../model/json.ts';

/** Kinds that decide about connections of pods beside NetworkPolicy, by API group. */
const foreignKinds: ReadonlyMap<string, readonly string[]> = new Map([
  ['policy.networking.k8s.io', ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy']],
  ['cilium.io', ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy']],
  ['projectcalico.org', ['NetworkPolicy', 'GlobalNetworkPolicy']],
  ['crd.projectcalico.org', ['NetworkPolicy', 'GlobalNetworkPolicy']],
  ['crd.antrea.io', ['NetworkPolicy', 'ClusterNetworkPolicy']],
  ['k8s.ovn.org', ['EgressFirewall']],
]);

/** The kind with its group, `CiliumNetworkPolicy of cilium.io`, if the object is a policy that is not read here. */
export function foreignPolicyOf(value: unknown): string | undefined {
  const apiVersion = valueAt(value, 'apiVersion');
  const kind = valueAt(value, 'kind');
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
  return foreignKinds.get(group)?.includes(kind) === true ? `${kind} of ${group}` : undefined;
}

/** Whether a policy that is not read here is one of a namespace, and not of the whole cluster. */
export function isOfNamespace(value: unknown): boolean {
  return /^(?:Cilium)?NetworkPolicy$|^EgressFirewall$/.test(String(valueAt(value, 'kind')));
}
