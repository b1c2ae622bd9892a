import type { Pod } from '../../model/pod.ts';
import { describeRequirement } from '../../model/selector.ts';
import { setByKubernetes } from '../surroundings/well-known.ts';

/** Keys that say what a thing is, in the order in which people like to hear them. */
const telling = [
  'app',
  'app.kubernetes.io/name',
  'k8s-app',
  'app.kubernetes.io/component',
  'component',
  'name',
  'role',
  'tier',
];

/** The keys under which a thing has its name. */
export const nameKeys: ReadonlySet<string> = new Set(['app', 'app.kubernetes.io/name', 'k8s-app', 'name']);

/**
 * A label by which a policy can select the pod and none of the others, as `app=web`: one that says what it is before any
 * other; several where no single one will do, and undefined for a pod without lasting labels.
 */
export function tellingLabels({ labels }: Pod, others: readonly Pod[]): string | undefined {
  const own = [...labels]
    .filter(([key]) => !setByKubernetes.has(key))
    .sort(([one], [other]) => tellingRank(one) - tellingRank(other));
  const single = own.find(([key, value]) => others.every((other) => other.labels.get(key) !== value));
  const chosen = single === undefined ? own.slice(0, 3) : [single];
  const words = chosen.map(([key, value]) => describeRequirement({ key, operator: 'In', values: [value] }));
  return words.length === 0 ? undefined : words.join(',');
}

/** The place of a key among those that say what a thing is; all others come last. */
export function tellingRank(key: string): number {
  const rank = telling.indexOf(key);
  return rank === -1 ? telling.length : rank;
}

/** Whether a label with the key says what a thing is. */
export function isTellingKey(key: string): boolean {
  return telling.includes(key);
}
