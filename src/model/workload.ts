/** The kinds whose objects hold a pod template, and the API groups that serve them or once did. */
const groups = {
  // `extensions` is where the first workloads were served from until 1.16; old files say so.
  Deployment: ['apps', 'extensions'],
  StatefulSet: ['apps'],
  DaemonSet: ['apps', 'extensions'],
  ReplicaSet: ['apps', 'extensions'],
  ReplicationController: [''],
  Job: ['batch'],
  CronJob: ['batch'],
  // Of Argo.
  Rollout: ['argoproj.io'],
  // Of OpenShift, which served it without a group at first.
  DeploymentConfig: ['apps.openshift.io', ''],
  // Of Kruise.
  CloneSet: ['apps.kruise.io'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A kind whose objects hold a pod template. */
export type WorkloadKind = keyof typeof groups;

/** Every kind whose objects hold a pod template, whatever its group. */
export const workloadKinds = Object.keys(groups) as readonly WorkloadKind[];

const groupKinds: ReadonlySet<string> = new Set(
  Object.entries(groups).flatMap(([kind, served]) =>
    served.map((group) => (group === '' ? kind : `${group}/${kind}`)),
  ),
);

/** Whether objects of this group and kind, such as `apps/Deployment`, hold a pod template. */
export function isWorkload(groupKind: string): boolean {
  return groupKinds.has(groupKind);
}
