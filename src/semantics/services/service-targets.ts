import { hasLabels } from '../../model/labels.ts';
import { hasFinished, type Pod } from '../../model/pod.ts';
import { remembered, rememberedOf } from '../../model/remembered.ts';
import { compileSelector } from '../../model/selector.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import { matching } from '../matching.ts';

/** Whether the Service leads to the pod: its selector matches, in its own namespace. One without a selector leads to none. */
export function leadsTo({ namespace, type, selector }: Service, pod: Pod): boolean {
  if (pod.namespace !== namespace || type === 'ExternalName' || selector.size === 0) return false;
  return hasLabels(pod.labels, selector);
}

/** The pods of a namespace to which the Service leads, without finished ones. */
export function podsBehind(service: Service, pods: readonly Pod[]): readonly Pod[] {
  return pods.filter((pod) => !hasFinished(pod) && leadsTo(service, pod));
}

/** The same of all pods of the namespace, found by their labels: there can be thousands of Services. */
export function allPodsBehind(service: Service, pods: readonly Pod[]): readonly Pod[] {
  if (service.type === 'ExternalName' || service.selector.size === 0) return [];
  return matching(selectorOf(service), pods).filter((pod) => !hasFinished(pod));
}

/** The Services of a namespace by the pods to which they lead. */
export const servicesByPod = remembered(
  (services: readonly Service[], pods: readonly Pod[]): ReadonlyMap<Pod, readonly Service[]> => {
    const known = new Map<Pod, Service[]>();
    for (const service of services) {
      for (const pod of allPodsBehind(service, pods)) {
        const others = known.get(pod);
        if (others === undefined) known.set(pod, [service]);
        else others.push(service);
      }
    }
    return known;
  },
);

const selectorOf = rememberedOf(({ selector }: Service) =>
  compileSelector([...selector].map(([key, value]) => ({ key, operator: 'In', values: [value] }))),
);

/** The ports of the pod that a Service port leads to; none when the pod declares no port of that name and protocol. */
export function targetNumbers({ targetPort, protocol }: ServicePort, pod: Pod): readonly number[] {
  if (typeof targetPort === 'number') return [targetPort];
  return pod.ports
    .filter((each) => each.name === targetPort && each.protocol === protocol)
    .map(({ port }) => port);
}
