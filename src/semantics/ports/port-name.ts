import type { NamespacedIndex } from '../../model/inventory.ts';
import { nearest } from '../../model/nearest.ts';
import type { Protocol } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import { leadsTo } from '../services/service-targets.ts';

/** The name of a port, which each destination pod resolves for itself and for one protocol. */
export interface PortName {
  readonly protocol: Protocol;
  readonly name: string;
}

/** The numbers that the pod's containers give to a port name; none where it stands for nothing. */
export function numbersOf(pod: Pod, { protocol, name }: PortName): readonly number[] {
  return pod.ports.filter((each) => each.name === name && each.protocol === protocol).map(({ port }) => port);
}

/** Why no pod resolves a port name, in the order in which a person would want to hear it. */
export type Unresolved =
  /** The name is there for another protocol. */
  | { readonly kind: 'protocol'; readonly protocol: Protocol }
  /** A Service calls its own port so; `target` is what it leads to. */
  | { readonly kind: 'service'; readonly service: Service; readonly target: number | string }
  /** A name like it is there. */
  | { readonly kind: 'similar'; readonly name: string }
  /** The names that are there for the protocol. */
  | { readonly kind: 'others'; readonly names: readonly string[] };

/** Explains why none of the pods resolves the name. */
export function explainUnresolved(
  { protocol, name }: PortName,
  pods: readonly Pod[],
  services: NamespacedIndex<Service> | undefined,
): Unresolved {
  const ports = pods.flatMap((pod) => pod.ports);
  const elsewhere = ports.find((each) => each.name === name);
  if (elsewhere !== undefined) return { kind: 'protocol', protocol: elsewhere.protocol };
  for (const namespace of new Set(pods.map((pod) => pod.namespace))) {
    for (const service of services?.in(namespace) ?? []) {
      const port = service.ports.find((each) => each.name === name && each.protocol === protocol);
      if (port === undefined || !pods.some((pod) => leadsTo(service, pod))) continue;
      return { kind: 'service', service, target: port.targetPort };
    }
  }
  const names = new Set(
    ports.filter((port) => port.protocol === protocol).flatMap((port) => port.name ?? []),
  );
  const similar = nearest(name, names);
  return similar === undefined ? { kind: 'others', names: [...names] } : { kind: 'similar', name: similar };
}

/** What follows "no container has such a port": what is there instead. `, but https`, `; they have http and metrics`. */
export function describeUnresolved(why: Unresolved): string {
  switch (why.kind) {
    case 'protocol':
      return `; they call a ${why.protocol} port so`;
    case 'service':
      return `; it is Service ${why.service.name} that calls its own port so`;
    case 'similar':
      return `, but ${why.name}`;
    case 'others':
      return why.names.length === 0
        ? '; they name none'
        : `; they have ${[...why.names].slice(0, 3).join(', ')}`;
  }
}
