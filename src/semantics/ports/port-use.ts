import type { NamespacedIndex } from '../../model/inventory.ts';
import {
  type NetworkPolicy,
  onlyNumberOf,
  type PolicyPort,
  type PolicyRule,
  type Protocol,
} from '../../model/networkpolicy.ts';
import type { PlacedRule } from '../../model/policy-parts.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { leadsTo, targetNumbers } from '../services/service-targets.ts';

/** One port number of one protocol. */
export interface OnePort {
  readonly protocol: Protocol;
  readonly port: number;
}

/** Equal for equal ports and no others. */
export function portKey({ protocol, port }: OnePort): string {
  return `${protocol}/${port}`;
}

/** The number of an entry that opens exactly one. */
function onePortOf(entry: PolicyPort): OnePort | undefined {
  const port = onlyNumberOf(entry);
  return port === undefined ? undefined : { protocol: entry.protocol, port };
}

/** Whether the rule is in force and has numbers for ports of pods: beside addresses one may be meant for what is there. */
export function hasPodNumbers({ isolates }: NetworkPolicy, { direction, rule }: PlacedRule): boolean {
  if (!isolates.includes(direction) || !rule.ports.some(({ kind }) => kind === 'range')) return false;
  return direction === 'ingress' || rule.peers.every(({ kind }) => kind === 'pods');
}

/** What the Services in front of some pods say about a port that none of them declares. */
export type PortUse =
  /** A Service leads to it. */
  | { readonly kind: 'served' }
  /** It is the port or nodePort of Services that lead to other ports of the pods: policies never see it. */
  | { readonly kind: 'translated'; readonly by: readonly Translation[] }
  /** Nothing speaks of it, which proves nothing: containers may listen on ports that they do not declare. */
  | { readonly kind: 'unmentioned' };

/** A Service whose port, or whose port of the nodes, clients use, and the ports of its pods that policies see instead. */
export interface Translation {
  readonly service: Service;
  readonly field: 'port' | 'nodePort';
  readonly targets: readonly number[];
  /** The pods, of those asked about, that the Service leads to; never none. */
  readonly behind: readonly [Pod, ...Pod[]];
}

/** A port of a rule that no container declares, and its position. */
export interface UndeclaredPort {
  readonly index: number;
  readonly port: OnePort;
}

/** The numbers of a rule that no container of the pods declares. */
export function undeclaredPorts({ ports }: PolicyRule, pods: readonly Pod[]): readonly UndeclaredPort[] {
  const declared = declaredBy(pods);
  return [...ports.entries()].flatMap(([index, entry]) => {
    const port = onePortOf(entry);
    return port === undefined || declared.has(portKey(port)) ? [] : { index, port };
  });
}

/** Port numbers of one protocol; of a single one `first` is `last`. */
export interface PortNumbers {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** Numbers of a rule none of which a container declares, and their position. */
export interface UndeclaredRange {
  readonly index: number;
  readonly numbers: PortNumbers;
}

/** The numbers and ranges of a rule in which no container of the pods declares a port. */
export function undeclaredRanges({ ports }: PolicyRule, pods: readonly Pod[]): readonly UndeclaredRange[] {
  return [...ports.entries()].flatMap(([index, entry]) =>
    entry.kind !== 'range' || declaresIn(entry, pods) ? [] : { index, numbers: entry },
  );
}

function declaresIn({ protocol, first, last }: PortNumbers, pods: readonly Pod[]): boolean {
  const declared = declaredBy(pods);
  if (first === last) return declared.has(portKey({ protocol, port: first }));
  return pods.some(({ ports }) =>
    ports.some((each) => each.protocol === protocol && first <= each.port && each.port <= last),
  );
}

const declaredBy = rememberedOf(
  (pods: readonly Pod[]): ReadonlySet<string> => new Set(pods.flatMap((pod) => pod.ports.map(portKey))),
);

/** What the Services in front of the pods say about a port that no container declares. */
export function portUse(
  port: OnePort,
  pods: readonly Pod[],
  services: NamespacedIndex<Service> | undefined,
): PortUse {
  const by: Translation[] = [];
  for (const { service, servicePort } of portsWith(port, pods, services)) {
    const [first, ...others] = allBehind(service, pods);
    if (first === undefined) continue;
    if (servicePort.targetPort === port.port) return { kind: 'served' };
    const behind = [first, ...others] as const;
    const field = servicePort.port === port.port ? 'port' : 'nodePort';
    const targets = [...new Set(behind.flatMap((pod) => targetNumbers(servicePort, pod)))];
    // A headless Service only names its pods: clients use the ports of these, whatever the Service says.
    if (!service.headless && targets.length > 0) by.push({ service, field, targets, behind: [...behind] });
  }
  return by.length === 0 ? { kind: 'unmentioned' } : { kind: 'translated', by };
}

/** Those of the pods, in several namespaces as well, to which the Service leads. */
function allBehind(service: Service, pods: readonly Pod[]): readonly Pod[] {
  return alike(pods).flatMap((same) => {
    const [pod] = same;
    return pod !== undefined && leadsTo(service, pod) ? same : [];
  });
}

/** Pods of a namespace with the same labels; the replicas of a workload share them, so that one answers for all. */
const alike = rememberedOf((pods: readonly Pod[]): readonly (readonly Pod[])[] =>
  [...Map.groupBy(pods, ({ namespace }) => namespace).values()].flatMap((ofNamespace) => [
    ...Map.groupBy(ofNamespace, ({ labels }) => labels).values(),
  ]),
);

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
        const { targetPort, nodePort } = servicePort;
        if ([servicePort.port, targetPort, nodePort].includes(port)) yield { service, servicePort };
      }
    }
  }
}
