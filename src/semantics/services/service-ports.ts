import type { Inventory } from '../../model/inventory.ts';
import type { NetworkPolicy, Protocol } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import { matching } from '../matching.ts';
import { podsBehind, targetNumbers } from './service-targets.ts';

/** A port of pods to which a Service leads. */
export interface PodPort {
  readonly protocol: Protocol;
  readonly port: number;
  readonly service: Service;
  /** One of those with the same labels, without those on the host network; never none. */
  readonly pods: readonly Pod[];
  /** All of them. */
  readonly replicas: readonly Pod[];
}

/** Ports of pods, and why there may be more of them: evidence that is missing, or a reason. */
export interface PodPorts {
  readonly ports: readonly PodPort[];
  readonly gaps: readonly (string | { readonly without: 'services' | 'pods' })[];
}

/** The facts that lead from a Service to pods. */
export interface ServiceFacts {
  readonly services: Inventory['services'] | undefined;
  readonly pods: Inventory['pods'] | undefined;
}

/** What refers to a port of a Service: by number or name, by the number of the port of its pods, or to any of them. */
export interface ServicePortReference {
  readonly namespace: string;
  readonly name: string;
  readonly port?: number | string;
  readonly targetPort?: number;
  /** Who refers to it, in words: `Ingress web`. */
  readonly by: string;
}

const none: PodPorts = { ports: [], gaps: [] };

/** The ports of pods that the policy selects to which the TCP port of a Service leads. */
export function podPortsBehind(
  reference: ServicePortReference,
  policy: NetworkPolicy,
  facts: ServiceFacts,
): PodPorts {
  const { services } = facts;
  const { namespace, name, by } = reference;
  if (services === undefined) return { ports: [], gaps: [{ without: 'services' }] };
  const service = services.get(namespace, name);
  if (service === undefined) {
    const isKnown = services.extent(namespace).state === 'complete';
    return isKnown ? none : { ports: [], gaps: [`Service ${name} of ${by} is not known`] };
  }
  return podPortsOf(service, portsMeant(service, reference), policy, facts);
}

function portsMeant({ ports }: Service, { port, targetPort }: ServicePortReference): readonly ServicePort[] {
  const ofTcp = ports.filter(({ protocol }) => protocol === 'TCP');
  if (targetPort !== undefined)
    return ofTcp.filter((each) => [each.targetPort, each.port].includes(targetPort));
  if (port === undefined) return ofTcp;
  return ofTcp.filter((each) => each.port === port || each.name === port).slice(0, 1);
}

/** The ports of pods that the policy selects to which ports of the Service lead. */
export function podPortsOf(
  service: Service,
  servicePorts: readonly ServicePort[],
  policy: NetworkPolicy,
  { pods }: ServiceFacts,
): PodPorts {
  if (pods === undefined) return { ports: [], gaps: [{ without: 'pods' }] };
  const { namespace } = service;
  const behind = podsBehind(service, matching(policy.podSelector, pods.in(namespace)));
  const extent = pods.extent(namespace);
  if (behind.length === 0 && extent.state === 'unknown') return { ports: [], gaps: [extent.reason] };
  const ports = servicePorts.flatMap((each) => targetsOf(each, service, behind));
  return { ports, gaps: [] };
}

function targetsOf(servicePort: ServicePort, service: Service, behind: readonly Pod[]): readonly PodPort[] {
  const pods = behind.filter(({ hostNetwork }) => !hostNetwork);
  const answering = alike(pods).map((pod) => ({ pod, numbers: targetNumbers(servicePort, pod) }));
  const numbers = new Set(answering.flatMap((each) => each.numbers));
  return [...numbers].map((port) => ({
    protocol: servicePort.protocol,
    port,
    service,
    pods: answering.filter((each) => each.numbers.includes(port)).map(({ pod }) => pod),
    replicas: pods.filter((pod) => targetNumbers(servicePort, pod).includes(port)),
  }));
}

/** One of the pods with the same labels, which share their policies: replicas of a workload. */
function alike(pods: readonly Pod[]): readonly Pod[] {
  return [...new Map(pods.map((pod) => [pod.labels, pod])).values()];
}
