import { namespaceNameLabel } from '../../model/namespace.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { type Requirement, type Selector, valuesAskedFor } from '../../model/selector.ts';
import { nameLabelOf } from './name-labels.ts';
import { nameKeys } from './telling-labels.ts';

/**
 * Whether pods are asked for that are called like the one namespace that is, such as app=prometheus and namespace
 * prometheus, or app=nginx-controller and namespace nginx: they run there, and not where the policy is. Says nothing where
 * the namespace of the policy or its pods are called so, as the parts of one product are.
 */
export function areNamesakes(pods: Selector, namespaces: Selector, policy: NetworkPolicy): boolean {
  const place = namespaces.requirements.length === 1 ? nameIn(namespaces) : undefined;
  const name = pods.requirements.flatMap((each) =>
    nameKeys.has(each.key) ? (onlyValue(each) ?? []) : [],
  )[0];
  if (place === undefined || name === undefined || place === policy.namespace) return false;
  const [one, other] = [wordsOf(place), wordsOf(name)].sort((a, b) => a.length - b.length);
  if (one === undefined || !one.every((word) => other?.includes(word))) return false;
  if (place !== name && one.every((word) => commonWords.has(word))) return false;
  const own = [policy.namespace, ...policy.podSelector.requirements.flatMap(valuesOf)];
  const ownWords = own.flatMap(wordsOf);
  return !one.some((word) => ownWords.includes(word));
}

function nameIn({ requirements }: Selector): string | undefined {
  const named = requirements.find(({ key }) => key === namespaceNameLabel || nameLabelOf(key) !== undefined);
  return named === undefined ? undefined : onlyValue(named);
}

function onlyValue(requirement: Requirement): string | undefined {
  const [value, ...others] = valuesAskedFor(requirement);
  return others.length === 0 ? value : undefined;
}

function valuesOf(requirement: Requirement): readonly string[] {
  return 'values' in requirement ? requirement.values : [];
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[-_.]+/)
    .filter((word) => word !== '');
}

/** What parts of any product are called: two of them are not the same because of it. */
const commonWords: ReadonlySet<string> = new Set([
  'api',
  'app',
  'backend',
  'cache',
  'client',
  'database',
  'db',
  'dev',
  'frontend',
  'gateway',
  'kube',
  'prod',
  'proxy',
  'server',
  'service',
  'system',
  'web',
  'worker',
]);
