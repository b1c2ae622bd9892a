import type { ObjectIdentity } from './identity.ts';
import type { Labels } from './labels.ts';
import type { Protocol } from './networkpolicy.ts';

/** A port of a Service and the pod port it leads to: a number or the name of a container port. */
export interface ServicePort {
  readonly name: string | undefined;
  readonly protocol: Protocol;
  readonly port: number;
  readonly targetPort: number | string;
  /** The port of every node that leads there; only for Services of type NodePort and LoadBalancer. */
  readonly nodePort?: number;
}

/** A Service: the address that clients use and the pods behind it. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly labels: Labels;
  /** Pods of the Service's namespace that carry all of these; empty means that the Service selects none itself. */
  readonly selector: Labels;
  readonly clusterIPs: readonly string[];
  /** Without an address of its own: its name leads to the pods, and clients use the ports of these. */
  readonly headless: boolean;
  /** Set where it must have addresses of both IP families, which only a cluster gives whose pods have both. */
  readonly dualStack?: true;
  readonly ports: readonly ServicePort[];
}

/** Which Service it is, for those who are told of it. */
export function identityOfService({ namespace, name }: Service): ObjectIdentity {
  return { apiVersion: 'v1', kind: 'Service', namespace, name };
}
