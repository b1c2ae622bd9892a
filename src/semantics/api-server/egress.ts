import type { NamespacedIndex } from '../../model/inventory.ts';
import { isJsonObject, valueAt } from '../../model/json.ts';
import type { NetworkPolicy, PolicyRule } from '../../model/networkpolicy.ts';
import type { Service } from '../../model/service.ts';
import { valuesAskedFor } from '../../model/selector.ts';
import { portRange } from '../sets/port-set.ts';
import { portTermsOf, shareAPort } from '../ports/port-terms.ts';

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

/** Whether an egress rule opens the TCP port towards addresses: those of some block, or everyone's. */
export function opensToAddresses({ ports, peers }: PolicyRule, port: number): boolean {
  if (peers.length > 0 && !peers.some(({ kind }) => kind === 'ipBlock')) return false;
  return shareAPort(portTermsOf(ports), { numbers: portRange('TCP', port, port), names: [] });
}

/** Whether a policy says that it is for the API server: by its name, the labels that it selects, or an annotation. */
export function speaksOfApiServer(policy: NetworkPolicy, typed: unknown): boolean {
  const labels = policy.podSelector.requirements.map(({ key }) => key);
  return [policy.name, ...labels, ...annotationsOf(typed)].some(isAboutApiServer);
}

/**
 * Whether a policy is for an operator, a controller or a webhook, by its name or the labels that it selects: nearly all of
 * them use the API.
 */
export function isForController({ name, podSelector }: NetworkPolicy): boolean {
  return [name, ...podSelector.requirements.flatMap(valuesAskedFor)].some((text) =>
    /(?:^|-)(?:operator|controller|webhook)(?:-|$)/.test(text),
  );
}

function annotationsOf(typed: unknown): readonly string[] {
  const annotations = valueAt(typed, 'metadata', 'annotations');
  if (!isJsonObject(annotations)) return [];
  return Object.entries(annotations).flatMap(([key, value]) =>
    typeof value === 'string' && !key.endsWith('/last-applied-configuration') ? value : [],
  );
}

/** Workloads called api-server are many, so that the bare word must be where connections go. */
function isAboutApiServer(text: string): boolean {
  const words = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ');
  return (
    /\b(kube|k8s|kubernetes) ?api ?(server)?\b(?! gateway)/.test(words) ||
    /\b(to|egress|allow) (the )?apiserver\b|\bto (the )?api server\b|\bapiserver (access|egress)\b/.test(
      words,
    )
  );
}
