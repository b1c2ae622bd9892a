import type { Target } from '../lint/target.ts';
import { textAt, valueAt } from '../model/json.ts';
import type { Document } from '../source/document.ts';

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

/** Marks the targets whose pods such policies may concern as well: those of their namespace, or all. */
export function withForeignPolicies(
  documents: readonly Document[],
  defaultNamespace: string,
): (targets: readonly Target[]) => readonly Target[] {
  const byNamespace = new Map<string, string>();
  for (const { value } of documents) {
    const policy = foreignPolicyOf(value);
    if (policy !== undefined) byNamespace.set(namespaceOf(value, defaultNamespace), policy);
  }
  if (byNamespace.size === 0) return (targets) => targets;
  return (targets) =>
    targets.map((target) => {
      const otherPolicies = byNamespace.get(everywhere) ?? byNamespace.get(target.object?.namespace ?? '');
      return otherPolicies === undefined ? target : { ...target, otherPolicies };
    });
}

const everywhere = '';

/** Kinds of a namespace; the others are for the whole cluster. */
const ofNamespace = /^(?:Cilium)?NetworkPolicy$|^EgressFirewall$/;

function namespaceOf(value: unknown, defaultNamespace: string): string {
  return ofNamespace.test(textAt(value, 'kind') ?? '')
    ? (textAt(value, 'metadata', 'namespace') ?? defaultNamespace)
    : everywhere;
}
