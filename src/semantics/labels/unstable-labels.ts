import { compileSelector, type Requirement, type Selector } from '../../model/selector.ts';

/** A label whose value is new with every rollout or release. */
export interface UnstableLabel {
  /** Completes "changes with every …". */
  readonly every: string;
  /** Which values change; without it all. */
  readonly values?: RegExp;
  /** Where a value like that is often meant to stay. */
  readonly isPattern?: true;
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
  ['version', { every: 'version of the application', values: /\d+\.\d+\.\d+/, isPattern: true }],
]);

/** What a requirement pins that changes: a value; that the label is there does not change. */
export function unstableOf(requirement: Requirement): UnstableLabel | undefined {
  if (requirement.operator !== 'In') return undefined;
  const label = unstableLabels.get(requirement.key);
  const { values } = label ?? {};
  return values === undefined || requirement.values.some((value) => values.test(value)) ? label : undefined;
}

/** The selector without what surely changes by itself; undefined where there is nothing of that, or nothing else. */
export function stablePartOf({ requirements }: Selector): Selector | undefined {
  const stable = requirements.filter((each) => !isSurelyUnstable(each));
  return stable.length === 0 || stable.length === requirements.length ? undefined : compileSelector(stable);
}

function isSurelyUnstable(requirement: Requirement): boolean {
  const label = unstableOf(requirement);
  return label !== undefined && label.isPattern !== true;
}
