import type { Inventory } from '../model/inventory.ts';
import type { Direction, NetworkPolicy } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import { selectsPod } from './selecting.ts';

/**
 * The policies that isolate the pod in a direction: those that select it and list the direction in policyTypes. A pod
 * that none isolates allows everything there. None isolates a host-network pod, which policies do not see as a pod.
 */
export function isolating(
  pod: Pod,
  direction: Direction,
  { policies }: Pick<Inventory, 'policies'>,
): readonly NetworkPolicy[] {
  if (pod.hostNetwork) return [];
  return policies
    .in(pod.namespace)
    .filter((policy) => policy.isolates.includes(direction) && selectsPod(policy, pod));
}
