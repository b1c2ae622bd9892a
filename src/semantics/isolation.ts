import type { Inventory } from '../model/inventory.ts';
import type { Direction, NetworkPolicy } from '../model/networkpolicy.ts';
import type { Labels } from '../model/labels.ts';
import type { Pod } from '../model/pod.ts';
import { remembered } from '../model/remembered.ts';

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
  return selecting(policies.in(pod.namespace), pod.labels)[direction];
}

/** An inventory hands out the same list until a policy changes, and pods that are alike share their labels. */
const selecting = remembered((policies: readonly NetworkPolicy[], labels: Labels) => {
  const all = policies.filter(({ podSelector }) => podSelector.matches(labels));
  const inDirection = (direction: Direction): readonly NetworkPolicy[] =>
    all.filter(({ isolates }) => isolates.includes(direction));
  return { ingress: inDirection('ingress'), egress: inDirection('egress') };
});
