import type { InventoryKind } from '../model/inventory.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import { dnsAccess } from '../semantics/dns/access.ts';
import type { PolicyChange } from '../semantics/engine/delta.ts';
import type { Cluster } from './cluster.ts';
import { type Found, valueOf } from './evidence.ts';
import { lossOf } from './loss.ts';
import type { EvidenceKind } from './rule.ts';
import { isAbsent, type Target } from './target.ts';

/** How the selected pods reach DNS, by whatever of the cluster is known; of no interest where egress is not restricted. */
export function deriveDns(find: (kind: EvidenceKind) => Found<EvidenceKind>): Found<'dns'> {
  const policy = find('policy') as Found<'policy'>;
  const policies = find('policies') as Found<'policies'>;
  if (!('value' in policy)) return policy;
  if (!policy.value.isolates.includes('egress')) return { notApplicable: true };
  if (!('value' in policies)) return policies;
  const facts = {
    policies: policies.value,
    pods: valueOf(find('pods') as Found<'pods'>),
    namespaces: valueOf(find('namespaces') as Found<'namespaces'>),
    services: valueOf(find('services') as Found<'services'>),
  };
  return { value: dnsAccess(policy.value, facts) };
}

/** What the request does to connections; nothing for files, which nobody has asked to apply. */
export function deriveDelta(target: Target, cluster: Cluster): Found<'delta'> {
  const change = changeOf(target);
  if (change === undefined) return { notApplicable: true };
  const engine = engineOf(cluster, target, ['pods', 'namespaces', 'policies']);
  return 'missing' in engine ? engine : { value: engine.delta([change]) };
}

/**
 * The engine, where pods and policies are known. Of a namespace that is not known it takes only the name for certain, which
 * is all that most policies ask for; a rule to which more matters has to ask whether it is known.
 */
export function deriveConnectivity(target: Target, cluster: Cluster): Found<'connectivity'> {
  if (target.unreadable !== undefined) return { notApplicable: true };
  const engine = engineOf(cluster, target, ['pods', 'policies']);
  return 'missing' in engine ? engine : { value: engine };
}

/** Policies that people write have tens of entries. One with thousands could keep everybody else waiting for seconds. */
const mostEntries = 1000;

/** Why rules that compare entries say nothing of a larger policy. */
export const tooManyEntries = `the policy has more than ${mostEntries} combinations of peers and ports`;

/** The policy, if its entries are few enough to be compared with each other or with the whole cluster. */
export function deriveComparable(find: (kind: EvidenceKind) => Found<EvidenceKind>): Found<'comparable'> {
  const policy = find('policy') as Found<'policy'>;
  if (!('value' in policy) || entriesOf(policy.value) <= mostEntries) return policy;
  return { missing: tooManyEntries };
}

/** The policy, if it is all that was typed; of a request what will be in force, since it may be refused for that. */
export function deriveIntact(
  target: Target,
  find: (kind: EvidenceKind) => Found<EvidenceKind>,
): Found<'intact'> {
  const policy = find('policy') as Found<'policy'>;
  const loss = 'value' in policy && target.operation === 'lint' ? lossOf(target) : undefined;
  return loss === undefined ? policy : { missing: loss };
}

function engineOf(
  cluster: Cluster,
  { reading }: Target,
  kinds: readonly InventoryKind[],
): NonNullable<Cluster['engine']> | { readonly missing: string } {
  const policy = isAbsent(reading) ? undefined : reading.policy;
  if (policy !== undefined && entriesOf(policy) > mostEntries) {
    return { missing: tooManyEntries };
  }
  for (const kind of kinds) {
    const extent = cluster[kind].extent();
    if (extent.state === 'unknown') return { missing: extent.reason };
  }
  return cluster.engine ?? { missing: 'connectivity is not computed here' };
}

/** Excepts count like peers. */
function entriesOf({ ingress, egress }: NetworkPolicy): number {
  return [...ingress, ...egress].reduce((sum, { peers, ports }) => {
    const excepts = peers.reduce(
      (count, peer) => count + (peer.kind === 'ipBlock' ? peer.except.length : 0),
      0,
    );
    return sum + Math.max(peers.length + excepts, 1) * Math.max(ports.length, 1);
  }, 0);
}

function changeOf({ operation, reading, object }: Target): PolicyChange | undefined {
  if (operation === 'DELETE' && object?.namespace !== undefined) {
    return { kind: 'remove', namespace: object.namespace, name: object.name };
  }
  const policy = isAbsent(reading) ? undefined : reading.policy;
  return operation !== 'lint' && policy !== undefined ? { kind: 'put', policy } : undefined;
}
