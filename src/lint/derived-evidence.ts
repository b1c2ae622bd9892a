import { dnsAccess } from '../semantics/dns-access.ts';
import type { PolicyChange } from '../semantics/engine/delta.ts';
import type { Cluster } from './cluster.ts';
import { type Found, valueOf } from './evidence.ts';
import type { EvidenceKind } from './rule.ts';
import type { Target } from './target.ts';

/** How the selected pods reach DNS, by whatever of the cluster is known. */
export function deriveDns(find: (kind: EvidenceKind) => Found<EvidenceKind>): Found<'dns'> {
  const policy = find('policy') as Found<'policy'>;
  const policies = find('policies') as Found<'policies'>;
  if (!('value' in policy)) return policy;
  if (!('value' in policies)) return policies;
  const facts = {
    policies: policies.value,
    pods: valueOf(find('pods') as Found<'pods'>),
    namespaces: valueOf(find('namespaces') as Found<'namespaces'>),
    services: valueOf(find('services') as Found<'services'>),
  };
  return { value: dnsAccess(policy.value, facts) };
}

const kindsOfConnections = ['pods', 'namespaces', 'policies'] as const;

/** What the request does to connections; nothing for files, which nobody has asked to apply. */
export function deriveDelta(target: Target, cluster: Cluster): Found<'delta'> {
  const change = changeOf(target);
  if (change === undefined) return { notApplicable: true };
  for (const kind of kindsOfConnections) {
    const extent = cluster[kind].extent();
    if (extent.state === 'unknown') return { missing: extent.reason };
  }
  return cluster.engine === undefined
    ? { missing: 'connectivity is not computed here' }
    : { value: cluster.engine.delta([change]) };
}

function changeOf({ operation, reading, object }: Target): PolicyChange | undefined {
  if (operation === 'DELETE' && object?.namespace !== undefined) {
    return { kind: 'remove', namespace: object.namespace, name: object.name };
  }
  return operation !== 'lint' && 'policy' in reading ? { kind: 'put', policy: reading.policy } : undefined;
}
