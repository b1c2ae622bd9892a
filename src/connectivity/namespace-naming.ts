import { podKey, type Pod } from '../model/pod.ts';
import type { Requirement } from '../model/selector.ts';
import { expressionOf } from './label-expression.ts';
import type { PodSet } from './pod-set.ts';
import { inOrder, type Share } from './shares.ts';

/** Finds names for the pods of one namespace, all on the pod network. */
export interface NamespaceNaming {
  /** Names for the pods of the shares; and for all the others, if there are any. */
  inside(shares: readonly Share[]): readonly PodSet[];
  outside(shares: readonly Share[]): readonly PodSet[];
}

/** Names in the terms of the namespace, all of whose pods these are; the same shares are named once. */
export function namespaceNaming(
  namespace: string,
  all: readonly Pod[],
  preferred: ReadonlySet<string>,
): NamespaceNaming {
  const name = (members: readonly Pod[]): readonly PodSet[] =>
    members.length === all.length && all.length > 1
      ? [{ kind: 'namespaces', namespaces: [namespace] }]
      : nameWithin(namespace, members, all, preferred);
  return {
    inside: rememberedByShares((members) => name(inOrder(members))),
    outside: rememberedByShares((members) => {
      const taken = new Set(members);
      return name(all.filter((pod) => !taken.has(pod)));
    }),
  };
}

function rememberedByShares(
  name: (members: readonly Pod[]) => readonly PodSet[],
): (shares: readonly Share[]) => readonly PodSet[] {
  const known = new Map<string, readonly PodSet[]>();
  return (shares) => {
    const key = shares.map(({ id }) => id).join();
    let names = known.get(key);
    if (names === undefined) known.set(key, (names = name(shares.flatMap(({ pods }) => pods))));
    return names;
  };
}

function nameWithin(
  namespace: string,
  members: readonly Pod[],
  all: readonly Pod[],
  preferred: ReadonlySet<string>,
): readonly PodSet[] {
  const [first, second] = members;
  if (first === undefined) return [];
  const isWorkload = members.every(({ origin }) => origin !== 'Pod');
  if (second === undefined && (isWorkload || all.length === 1)) return [onePod(first)];
  const requirements = expressionOf(members, all, preferred);
  const isShort = requirements?.length === 1 && !(isWorkload && listsValues(requirements));
  if (requirements !== undefined && (isShort || members.length > fewNames))
    return [{ kind: 'labels', namespaces: [namespace], requirements }];
  return members.length <= fewNames ? members.map(onePod) : byValues(namespace, members, all, preferred);
}

/** The values of one key that are wholly inside; what is left is named by itself. */
function byValues(
  namespace: string,
  members: readonly Pod[],
  all: readonly Pod[],
  preferred: ReadonlySet<string>,
): readonly PodSet[] {
  for (const key of [...preferred, 'app', 'app.kubernetes.io/name']) {
    const among = Map.groupBy(all, ({ labels }) => labels.get(key));
    const whole = [...Map.groupBy(members, ({ labels }) => labels.get(key))].filter(
      ([value, own]) => value !== undefined && own.length === among.get(value)?.length,
    );
    const inside = new Set(whole.flatMap(([, own]) => own));
    if (inside.size < 2) continue;
    const values = whole.flatMap(([value]) => value ?? []).sort();
    const requirements: readonly Requirement[] = [{ key, operator: 'In', values }];
    const rest = members.filter((pod) => !inside.has(pod));
    return [
      { kind: 'labels', namespaces: [namespace], requirements },
      ...nameWithin(namespace, rest, all, preferred),
    ];
  }
  return members.map(onePod);
}

/** Up to so many pods that no one label means are listed by name. */
const fewNames = 3;

/** The pod, or the workload, by its name. */
export function onePod(pod: Pod): PodSet {
  return { kind: 'one', namespace: pod.namespace, name: podKey(pod), hostNetwork: pod.hostNetwork };
}

function listsValues(requirements: readonly Requirement[]): boolean {
  return requirements.some((each) => 'values' in each && each.values.length > 1);
}
