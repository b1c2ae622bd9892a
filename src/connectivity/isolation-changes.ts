import type { Inventory } from '../model/inventory.ts';
import type { Direction } from '../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import { noAddresses } from '../semantics/sets/address-set.ts';
import { isolating } from '../semantics/isolation.ts';
import { compilePolicy } from '../semantics/policy-terms.ts';
import { alive, bothStates } from './both-states.ts';
import { namingOf } from './naming.ts';
import type { PodSet } from './pod-set.ts';
import { admittedTerms, representativesOf } from './representative.ts';
import { subjectsWhere } from './subjects-where.ts';

/** Pods by direction. */
export type PodsByDirection = Readonly<Record<Direction, readonly PodSet[]>>;

/** The pods that stay and that became isolated, and those that became open; of imaginary pods those that policies select. */
export function isolationChanges(
  before: Inventory,
  after: Inventory,
  isImaginary: boolean,
): { readonly newlyIsolated: PodsByDirection; readonly newlyOpen: PodsByDirection } {
  const switched = isImaginary ? imaginarySwitched(before, after) : podsSwitched(before, after);
  const both = (to: 'isolated' | 'open'): PodsByDirection => ({
    ingress: switched('ingress', to),
    egress: switched('egress', to),
  });
  return { newlyIsolated: both('isolated'), newlyOpen: both('open') };
}

type Switched = (direction: Direction, to: 'isolated' | 'open') => readonly PodSet[];

function podsSwitched(before: Inventory, after: Inventory): Switched {
  const naming = namingOf(bothStates(before, after));
  const kept: (readonly [Pod, Pod])[] = [];
  for (const pod of after.pods.all()) {
    const old = alive(before, pod);
    if (old !== undefined && !hasFinished(pod)) kept.push([old, pod]);
  }
  return (direction, to) => {
    const pods = kept.filter(([old, now]) => {
      const was = isolating(old, direction, before).length > 0;
      const is = isolating(now, direction, after).length > 0;
      return was !== is && is === (to === 'isolated');
    });
    return naming.name({ pods: pods.map(([, now]) => now), addresses: noAddresses }).pods;
  };
}

function imaginarySwitched(before: Inventory, after: Inventory): Switched {
  const [old, now] = [before, after].map(({ policies }) => [...policies.all()].map(compilePolicy));
  const pods = representativesOf([...(old ?? []), ...(now ?? [])]);
  return (direction, to) =>
    subjectsWhere(pods, (pod) => {
      const was = admittedTerms(pod, direction, old ?? []) !== undefined;
      const is = admittedTerms(pod, direction, now ?? []) !== undefined;
      return was !== is && is === (to === 'isolated');
    });
}
