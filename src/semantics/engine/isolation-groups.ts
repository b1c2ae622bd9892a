import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { noAddresses } from '../sets/address-set.ts';
import { byGroup } from './cells.ts';
import { comparePolicies, type EndpointGroup, endpointGroup } from './endpoint-group.ts';
import type { EngineState, NamespaceState, PolicyGroup } from './state.ts';

/** Pods of a namespace that the same policies isolate, in either direction; by none means open. */
export interface IsolationGroup {
  readonly pods: EndpointGroup;
  readonly ingress: readonly NetworkPolicy[];
  readonly egress: readonly NetworkPolicy[];
}

/** Divides the pods of a namespace by the policies that isolate them; host-network pods are in no group. */
export function isolationGroups(state: EngineState, namespace: NamespaceState): readonly IsolationGroup[] {
  const groups: IsolationGroup[] = [];
  for (const [ingress, classes] of byGroup(state, namespace.pods, 'ingress')) {
    for (const [egress, both] of byGroup(state, classes, 'egress')) {
      const pods = endpointGroup(state, { classes: both, addresses: noAddresses });
      groups.push({ pods, ingress: policiesOf(ingress), egress: policiesOf(egress) });
    }
  }
  return groups;
}

function policiesOf({ policies }: PolicyGroup): readonly NetworkPolicy[] {
  return policies.map(({ policy }) => policy).sort(comparePolicies);
}
