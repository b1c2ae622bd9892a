import { hasFinished, type Pod } from '../../model/pod.ts';
import type { Service, ServicePort } from '../../model/service.ts';

/** Whether the Service leads to the pod: its selector matches, in its own namespace. One without a selector leads to none. */
export function leadsTo({ namespace, type, selector }: Service, pod: Pod): boolean {
  if (pod.namespace !== namespace || type === 'ExternalName' || selector.size === 0) return false;
  for (const [key, value] of selector) if (pod.labels.get(key) !== value) return false;
  return true;
}

/** The pods of a namespace to which the Service leads, without finished ones. */
export function podsBehind(service: Service, pods: readonly Pod[]): readonly Pod[] {
  return pods.filter((pod) => !hasFinished(pod) && leadsTo(service, pod));
}

/** The ports of the pod that a Service port leads to; none when the pod declares no port of that name and protocol. */
export function targetNumbers({ targetPort, protocol }: ServicePort, pod: Pod): readonly number[] {
  if (typeof targetPort === 'number') return [targetPort];
  return pod.ports
    .filter((each) => each.name === targetPort && each.protocol === protocol)
    .map(({ port }) => port);
}
