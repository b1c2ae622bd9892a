import type { NamespacedIndex } from '../../model/inventory.ts';
import { onlyNumberOf, type PolicyPort, type PolicyRule } from '../../model/networkpolicy.ts';
import type { Service } from '../../model/service.ts';

/** The port of the API server's Service, default/kubernetes. */
export const apiServicePort = 443;

/** Where the API server itself listens, unless its makers choose 443 as EKS, GKE and AKS do. */
export const usualApiPort = 6443;

/**
 * The port on which the API server listens; undefined where it is not known. kube-apiserver makes Service
 * default/kubernetes and its endpoints with one and the same target port, so that the Service tells.
 */
export function apiServerPort(services: NamespacedIndex<Service> | undefined): number | undefined {
  const service = services?.get('default', 'kubernetes');
  const target = service?.ports.find(({ port }) => port === apiServicePort)?.targetPort;
  return typeof target === 'number' ? target : undefined;
}

/** Whether the rule names ports, and all of them are usual ones of the API server or its Service. */
export function opensOnlyApi({ ports }: PolicyRule): boolean {
  return ports.length > 0 && ports.every(isApiPort);
}

function isApiPort(port: PolicyPort): boolean {
  return isApiNumber(onlyNumberOf(port));
}

/** Whether it is a usual port of the API server or its Service. */
export function isApiNumber(port: number | undefined): boolean {
  return port === apiServicePort || port === usualApiPort;
}
