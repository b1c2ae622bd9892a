import type { Inventory } from '../model/inventory.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';

/** Which policies differ between two states. */
export interface PolicyChanges {
  readonly added: readonly PolicyName[];
  readonly removed: readonly PolicyName[];
  /** Those that are written differently after defaulting. */
  readonly changed: readonly PolicyName[];
}

/** What tells a policy apart. */
export type PolicyName = Pick<NetworkPolicy, 'namespace' | 'name'>;

/** Compares the policies of two states by name, then by what they say. */
export function policyChanges(before: Inventory, after: Inventory): PolicyChanges {
  const added: PolicyName[] = [];
  const changed: PolicyName[] = [];
  for (const policy of after.policies.all()) {
    const old = before.policies.get(policy.namespace, policy.name);
    if (old === undefined) added.push(nameOf(policy));
    else if (contentOf(old) !== contentOf(policy)) changed.push(nameOf(policy));
  }
  const removed = [...before.policies.all()]
    .filter(({ namespace, name }) => after.policies.get(namespace, name) === undefined)
    .map(nameOf);
  return { added, removed, changed };
}

function nameOf({ namespace, name }: NetworkPolicy): PolicyName {
  return { namespace, name };
}

/** Text that is equal for policies that are written alike after defaulting. */
function contentOf(policy: NetworkPolicy): string {
  return JSON.stringify(policy, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}
