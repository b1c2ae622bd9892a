import type { NamespacedIndex } from '../model/inventory.ts';
import type { PolicyPort, Protocol } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import type { Service, ServicePort } from '../model/service.ts';
import { leadsTo, targetNumbers } from './service-targets.ts';

/** One port number of one protocol. */
export interface OnePort {
  readonly protocol: Protocol;
  readonly port: number;
}

/** The number of an entry that opens exactly one. */
export function onePortOf(entry: PolicyPort): OnePort | undefined {
  return entry.kind === 'range' && entry.first === entry.last
    ? { protocol: entry.protocol, port: entry.first }
    : undefined;
}

/** What the containers of some pods and the Services in front of them say about a port of theirs. */
export type PortUse =
  /** A container declares it, or a Service leads to it. */
  | { readonly kind: 'served' }
  /** It is the port of Services that lead to other ports of the pods: policies never see it. */
  | { readonly kind: 'translated'; readonly by: readonly Translation[] }
  /** Nothing speaks of it, which proves nothing: containers may listen on ports that they do not declare. */
  | { readonly kind: 'unmentioned' };

/** A Service whose port clients use, and the ports of its pods that policies see instead. */
export interface Translation {
  readonly service: Service;
  readonly targets: readonly number[];
  /** The pods, of those asked about, that the Service leads to; never none. */
  readonly behind: readonly [Pod, ...Pod[]];
}

/** How a port is used on these pods, as far as containers and Services tell. */
export function portUse(
  port: OnePort,
  pods: readonly Pod[],
  services: NamespacedIndex<Service> | undefined,
): PortUse {
  if (pods.some((pod) => declares(pod, port))) return { kind: 'served' };
  const by: Translation[] = [];
  for (const { service, servicePort } of portsWith(port, pods, services)) {
    const [first, ...others] = pods.filter((pod) => leadsTo(service, pod));
    if (first === undefined) continue;
    if (servicePort.targetPort === port.port) return { kind: 'served' };
    const behind = [first, ...others] as const;
    const targets = [...new Set(behind.flatMap((pod) => targetNumbers(servicePort, pod)))];
    // A headless Service only names its pods: clients use the ports of these, whatever the Service says.
    if (!service.headless && targets.length > 0) by.push({ service, targets, behind: [...behind] });
  }
  return by.length === 0 ? { kind: 'unmentioned' } : { kind: 'translated', by };
}

/** Whether a container of the pod declares the port. */
function declares(pod: Pod, { protocol, port }: OnePort): boolean {
  return pod.ports.some((each) => each.port === port && each.protocol === protocol);
}

/** The Service ports of the pods' namespaces that have this number on one of their sides. */
function* portsWith(
  { protocol, port }: OnePort,
  pods: readonly Pod[],
  services: NamespacedIndex<Service> | undefined,
): Generator<{ readonly service: Service; readonly servicePort: ServicePort }> {
  if (services === undefined) return;
  for (const namespace of new Set(pods.map((pod) => pod.namespace))) {
    for (const service of services.in(namespace)) {
      for (const servicePort of service.ports) {
        if (servicePort.protocol !== protocol) continue;
        if (servicePort.port === port || servicePort.targetPort === port) yield { service, servicePort };
      }
    }
  }
}
