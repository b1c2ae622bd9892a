import { type Selector, valuesAskedFor } from '../../model/selector.ts';
import type { Pod } from '../../model/pod.ts';
import { nameOfPod } from '../population.ts';

/** A selector that asks by the name of a CronJob for its pods, which have the name of one of its Jobs. */
export interface JobNameSlip {
  /** Completes "matches nothing": `: each Job of CronJob backup has a name of its own, such as backup-29012345`. */
  readonly why: string;
  readonly help: string;
}

/** Whether a selector asks for the Job called like a CronJob, which calls its Jobs after itself and the minute. */
export function jobNameSlip({ requirements }: Selector, pods: readonly Pod[]): JobNameSlip | undefined {
  const names = requirements.flatMap((each) => (jobNameKeys.has(each.key) ? valuesAskedFor(each) : []));
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) return undefined;
  const called = pods.filter((pod) => pod.name === name);
  const cronJob = called.find(({ origin }) => origin === 'CronJob');
  if (cronJob === undefined || called.some(({ origin }) => origin === 'Job')) return undefined;
  const [label] = cronJob.labels;
  return {
    why: `: each Job of ${nameOfPod(cronJob)} has a name of its own, such as ${name}-29012345`,
    help:
      label === undefined
        ? 'label its pods under spec.jobTemplate.spec.template.metadata.labels, and select by that'
        : `select its pods by ${label[0]}: ${label[1]}`,
  };
}

const jobNameKeys: ReadonlySet<string> = new Set(['job-name', 'batch.kubernetes.io/job-name']);
