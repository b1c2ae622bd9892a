import { ascending } from '../model/ascending.ts';
import type { Labels } from '../model/labels.ts';
import { compileSelector, type Requirement } from '../model/selector.ts';
import { tellingRank } from '../semantics/labels/telling-labels.ts';

/** Something that labels tell apart. */
export interface Labelled {
  readonly labels: Labels;
}

/** Labels that a controller gives to each of its pods, or to each of its revisions, apart; nobody selects by them. */
const passing: ReadonlySet<string> = new Set([
  'apps.kruise.io/cloneset-instance-id',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'controller-revision-hash',
  'controller-uid',
  'pod-template-generation',
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
]);

/**
 * The shortest requirements that hold for exactly these of all the objects; undefined when there are none, or when they
 * would be long. Keys in `preferred`, those that policies ask for, win over others.
 */
export function expressionOf(
  members: readonly Labelled[],
  all: readonly Labelled[],
  preferred: ReadonlySet<string>,
): readonly Requirement[] | undefined {
  const keys = keysOf(all, preferred);
  const inside = new Set(members);
  const others = all.filter((object) => !inside.has(object));
  const single = keys
    .map((key) => requirementFor(key, members, all))
    .filter((each) => each !== undefined)
    .filter((each) => !matchAny([each], others))
    .sort((one, other) => sizeOf(one) - sizeOf(other))[0];
  if (single !== undefined) return sizeOf(single) <= longest ? [single] : undefined;
  let requirements = keys
    .map((key) => requirementFor(key, members, all))
    .filter((each) => each !== undefined);
  if (matchAny(requirements, others)) return undefined;
  for (const requirement of requirements.toReversed()) {
    const rest = requirements.filter((each) => each !== requirement);
    if (!matchAny(rest, others)) requirements = rest;
  }
  return requirements.reduce((sum, each) => sum + sizeOf(each), 0) <= longest ? requirements : undefined;
}

/** Values in an expression beyond which nobody reads it. */
const longest = 6;

function keysOf(all: readonly Labelled[], preferred: ReadonlySet<string>): readonly string[] {
  const keys = new Set(all.flatMap(({ labels }) => [...labels.keys()]));
  const rank = (key: string): number => (preferred.has(key) ? 0 : 100) + tellingRank(key);
  return [...keys]
    .filter((key) => preferred.has(key) || !passing.has(key))
    .sort((one, other) => rank(one) - rank(other) || ascending(one, other));
}

/** The narrowest requirement of the key that holds for all members; undefined when it would hold for everything. */
function requirementFor(
  key: string,
  members: readonly Labelled[],
  all: readonly Labelled[],
): Requirement | undefined {
  const inside = new Set(members.map(({ labels }) => labels.get(key)));
  const outside = new Set(all.map(({ labels }) => labels.get(key)).filter((value) => !inside.has(value)));
  if (outside.size === 0) return undefined;
  const isAbsentInside = inside.delete(undefined);
  const isAbsentOutside = outside.delete(undefined);
  const [values, others] = [sorted(inside), sorted(outside)];
  if (!isAbsentInside) {
    if (others.length === 0) return { key, operator: 'Exists' };
    if (isAbsentOutside || values.length <= others.length) return { key, operator: 'In', values };
    return { key, operator: 'NotIn', values: others };
  }
  return values.length === 0 ? { key, operator: 'DoesNotExist' } : { key, operator: 'NotIn', values: others };
}

function sorted(values: ReadonlySet<string | undefined>): readonly string[] {
  return [...values].filter((value) => value !== undefined).sort();
}

function matchAny(requirements: readonly Requirement[], objects: readonly Labelled[]): boolean {
  const selector = compileSelector(requirements);
  return objects.some(({ labels }) => selector.matches(labels));
}

function sizeOf(requirement: Requirement): number {
  return 'values' in requirement ? requirement.values.length : 1;
}
