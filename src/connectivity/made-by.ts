import type { Pod } from '../model/pod.ts';
import type { WorkloadKind } from '../model/workload.ts';

/**
 * The pods that a workload has made, told by the labels that its controller gives them and by the names that it makes up;
 * the owner references of pods are not kept.
 */
export function podsMadeBy(kind: WorkloadKind, name: string, pods: readonly Pod[]): readonly Pod[] {
  const isMine = marks[kind];
  return pods.filter(({ origin, name: own, labels }) => {
    const rest = own.startsWith(`${name}-`) ? own.slice(name.length + 1) : undefined;
    return origin === 'Pod' && isMine({ name, rest, labels, hash: labels.get('pod-template-hash') });
  });
}

interface Candidate {
  /** Of the workload. */
  readonly name: string;
  /** What follows the workload's name and a dash in the pod's; undefined when it does not begin so. */
  readonly rest: string | undefined;
  readonly labels: Pod['labels'];
  readonly hash: string | undefined;
}

/** How the pods of each kind are known. */
const marks: Readonly<Record<WorkloadKind, (candidate: Candidate) => boolean>> = {
  Deployment: ({ rest, hash }) =>
    hash === undefined ? isHashed(rest) : rest?.startsWith(`${hash}-`) === true,
  ReplicaSet: ({ name, rest, hash }) => hash !== undefined && name.endsWith(`-${hash}`) && isSuffix(rest),
  StatefulSet: ({ rest }) => rest !== undefined && /^\d+$/.test(rest),
  DaemonSet: ({ rest, labels }) => labels.has('controller-revision-hash') && isSuffix(rest),
  ReplicationController: ({ rest, labels, hash }) =>
    hash === undefined && !labels.has('controller-revision-hash') && isSuffix(rest),
  Job: ({ name, labels }) => jobOf(labels) === name,
  CronJob: ({ name, labels }) => isRunOf(name, jobOf(labels)),
  Rollout: ({ rest, labels }) => rest?.startsWith(`${labels.get('rollouts-pod-template-hash')}-`) === true,
  DeploymentConfig: ({ name, rest, labels }) => rest !== undefined && labels.get('deploymentconfig') === name,
  CloneSet: ({ rest, labels }) => labels.has('apps.kruise.io/cloneset-instance-id') && isSuffix(rest),
};

/** What the API server adds to a generated name: five characters. */
function isSuffix(rest: string | undefined): boolean {
  return rest !== undefined && /^[a-z0-9]{5}$/.test(rest);
}

/** The hash of a pod template, and a suffix. */
function isHashed(rest: string | undefined): boolean {
  return rest !== undefined && /^[a-z0-9]{8,10}-[a-z0-9]{5}$/.test(rest);
}

function jobOf(labels: Pod['labels']): string | undefined {
  return labels.get('batch.kubernetes.io/job-name') ?? labels.get('job-name');
}

/** The jobs of a CronJob are called after it and the minute of their schedule. */
function isRunOf(name: string, job: string | undefined): boolean {
  return job?.startsWith(`${name}-`) === true && /^\d+$/.test(job.slice(name.length + 1));
}
