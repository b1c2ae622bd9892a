import { qualifiedName } from '../model/identity.ts';
import type { Inventory } from '../model/inventory.ts';
import { hasFinished } from '../model/pod.ts';
import { enumerate } from '../model/prose.ts';
import { selectsPod } from '../semantics/selecting.ts';
import { policyChanges } from './policy-changes.ts';

/**
 * That policies differ which select no pod that either state knows, so that nothing can be told of what they do: a sentence,
 * or none. None where a state knows all pods.
 */
export function unseenChanges(before: Inventory, after: Inventory): readonly string[] {
  if ([before, after].some(({ pods }) => pods.extent().state === 'complete')) return [];
  const known = [...before.pods.all(), ...after.pods.all()].filter((pod) => !hasFinished(pod));
  const { added, removed, changed } = policyChanges(before, after);
  const unseen = [...added, ...changed, ...removed].filter(({ namespace, name }) => {
    const versions = [before, after].flatMap(({ policies }) => policies.get(namespace, name) ?? []);
    return !known.some((pod) => !pod.hostNetwork && versions.some((policy) => selectsPod(policy, pod)));
  });
  const names = unseen.map(qualifiedName);
  const [only, another] = names;
  if (only === undefined) return [];
  if (another === undefined) return [`what policy ${only} does, which selects no pod that is known`];
  return [`what policies ${enumerate(names)} do, which select no pod that is known`];
}
