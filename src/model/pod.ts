import type { Address } from './address.ts';
import type { CalledHost } from './called-host.ts';
import type { Labels } from './labels.ts';
import type { Protocol } from './networkpolicy.ts';
import type { WorkloadKind } from './workload.ts';

/** A container port that a pod declares; sidecar init containers count, other init containers do not. */
export interface ContainerPort {
  readonly name: string | undefined;
  readonly protocol: Protocol;
  readonly port: number;
}

/** `Succeeded` and `Failed` have no address in use; `Pending` has none yet. */
export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

/** What a policy can tell about a pod, or about the pods that a workload's template will make. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  /** Of a workload those of the object itself, which its pods do not get; where it has any. */
  readonly workloadLabels?: Labels;
  /** Those of a service mesh and of monitoring, where there are any. */
  readonly annotations?: Labels;
  /** Absent where there are none. */
  readonly calledHosts?: readonly CalledHost[];
  readonly addresses: readonly Address[];
  readonly ports: readonly ContainerPort[];
  /** On the host network a pod has its node's addresses and policies do not apply to it. */
  readonly hostNetwork: boolean;
  /** The names of its containers, kept of pods on the host network only: they tell the agents of the nodes apart. */
  readonly containers?: readonly string[];
  readonly dnsPolicy: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  readonly phase: PodPhase;
  readonly node: string | undefined;
  /** `Pod` for a pod; the workload's kind for pods that do not exist yet, in which case `name` is the workload's. */
  readonly origin: PodOrigin;
  /** How many pods a workload asks for, where it says. */
  readonly replicas?: number;
}

/** The kinds whose objects are pods or hold a pod template. */
export type PodOrigin = 'Pod' | WorkloadKind;

/** How a pod is told apart in its namespace: by its name, a workload by kind and name, `Deployment/web`. */
export function podKey(pod: Pod): string {
  return pod.origin === 'Pod' ? pod.name : `${pod.origin}/${pod.name}`;
}

/** Whether the pod has ended: it has no address any more, nobody can reach it, and it reaches nobody. */
export function hasFinished(pod: Pod): boolean {
  return pod.phase === 'Succeeded' || pod.phase === 'Failed';
}
