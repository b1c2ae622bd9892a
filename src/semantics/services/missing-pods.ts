import type { Inventory } from '../../model/inventory.ts';
import { holds, type Selector } from '../../model/selector.ts';
import type { Service } from '../../model/service.ts';
import type { PortNumbers } from '../ports/port-use.ts';
import { allPodsBehind } from './service-targets.ts';

/**
 * Whether a Service of the namespace speaks of one of the ports whose pods are not known, though one of the selectors may
 * select them: these may be meant, and only be missing from the files.
 */
export function mayBeOfMissingPods(
  numbers: PortNumbers,
  namespace: string,
  selectors: readonly Selector[],
  { pods, services }: Pick<Inventory, 'pods'> & { readonly services: Inventory['services'] | undefined },
): boolean {
  return (services?.in(namespace) ?? []).some(
    (service) =>
      speaksOf(service, numbers) &&
      selectors.some((selector) => mayMeet(selector, service)) &&
      allPodsBehind(service, pods.in(namespace)).length === 0,
  );
}

function speaksOf({ ports }: Service, { protocol, first, last }: PortNumbers): boolean {
  const isOne = (number: number | string): boolean =>
    typeof number === 'number' && first <= number && number <= last;
  return ports.some((each) => each.protocol === protocol && (isOne(each.port) || isOne(each.targetPort)));
}

/** Whether there can be a pod with the labels of the Service's selector that the selector selects. */
function mayMeet({ requirements }: Selector, { selector }: Service): boolean {
  return requirements.every((each) => !selector.has(each.key) || holds(each, selector));
}
