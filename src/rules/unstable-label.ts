import { defineRule, type Draft } from '../lint/rule.ts';
import type { Confidence } from '../lint/severity.ts';
import { enumerate } from '../lint/text.ts';
import { describeRequirement, type Requirement } from '../model/selector.ts';
import { eachRequirement, eachSelector, type PlacedSelector } from '../model/selector-parts.ts';
import { isOnPodsOnly } from '../semantics/labels/label-bearers.ts';

/** NP114: a selector pins a value that is new with every rollout or release, after which it matches nothing. */
export const unstableLabel = defineRule({
  code: 'NP114',
  name: 'unstable-label',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A selector on the value of a label that changes by itself, with a rollout or a release.',
  needs: ['policy'],
  *check({ policy }) {
    for (const placed of eachSelector(policy)) yield* pinned(placed);
  },
});

interface UnstableLabel {
  /** Completes "changes with every …". */
  readonly every: string;
  /** Which values change; without it all. */
  readonly values?: RegExp;
  /** Where a value like that is often meant to stay. */
  readonly confidence?: Confidence;
}

const byRollout: UnstableLabel = { every: 'rollout' };
const byJob: UnstableLabel = { every: 'new Job' };
/** The chart's name and version (Helm, Labels and Annotations); the name alone stays. */
const byChart: UnstableLabel = { every: 'version of the chart', values: /-v?\d+\.\d+/ };

/** By key. Labels that are fixed for a pod of that name, such as statefulset.kubernetes.io/pod-name, are not among them. */
const unstableLabels: ReadonlyMap<string, UnstableLabel> = new Map([
  ['pod-template-hash', byRollout],
  ['rollouts-pod-template-hash', byRollout],
  ['controller-revision-hash', byRollout],
  ['pod-template-generation', byRollout],
  ['controller-uid', byJob],
  ['batch.kubernetes.io/controller-uid', byJob],
  ['helm.sh/chart', byChart],
  ['chart', byChart],
  [
    'app.kubernetes.io/version',
    // `v1` or `canary` tell variants apart that run side by side; numbers of a release and commits do not.
    { every: 'version of the application', values: /\d+\.\d+|^(?=.*\d)[0-9a-f]{7,40}$/ },
  ],
  ['version', { every: 'version of the application', values: /\d+\.\d+\.\d+/, confidence: 'possible' }],
]);

function* pinned(placed: PlacedSelector): Iterable<Draft> {
  for (const { requirement, path } of eachRequirement(placed)) {
    const label = unstableOf(requirement);
    // Namespaces have no such label, and NP212 says so.
    if (label === undefined || (placed.among === 'namespaces' && isOnPodsOnly(requirement))) continue;
    yield {
      path,
      ...(label.confidence === undefined ? {} : { confidence: label.confidence }),
      message: `${describeRequirement(requirement)} changes with every ${label.every}: this then matches nothing`,
      help: adviceFor(placed),
    };
  }
}

/** What a selector pins is a value; that the label is there does not change. */
function unstableOf(requirement: Requirement): UnstableLabel | undefined {
  if (requirement.operator !== 'In') return undefined;
  const label = unstableLabels.get(requirement.key);
  const { values } = label ?? {};
  return values === undefined || requirement.values.some((value) => values.test(value)) ? label : undefined;
}

function adviceFor({ selector, among }: PlacedSelector): string {
  const stable = selector.requirements.filter((each) => unstableOf(each) === undefined);
  if (stable.length > 0) return `leave it out and keep ${enumerate(stable.map(describeRequirement))}`;
  return among === 'pods'
    ? 'select by a label of the pod template that stays, such as app or app.kubernetes.io/name'
    : 'select by kubernetes.io/metadata.name, which stays';
}
