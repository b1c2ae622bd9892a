import type { Callback, ServiceReference } from '../../model/callback.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { rememberedOf } from '../../model/remembered.ts';
import type { Service } from '../../model/service.ts';
import { podsBehind } from '../dns/servers.ts';
import { matching } from '../matching.ts';
import { targetNumbers } from '../service-targets.ts';

/** What must be known to tell which pods the API server calls. */
export interface CallFacts {
  readonly callbacks: Inventory['callbacks'] | undefined;
  readonly services: Inventory['services'] | undefined;
  readonly pods: Inventory['pods'] | undefined;
}

/** A TCP port on which the API server calls pods that a policy selects. */
export interface CalledPort {
  readonly port: number;
  /** The Service by which it comes. */
  readonly service: Service;
  /** The pods with this port, one of those with the same labels, without those on the host network. */
  readonly pods: readonly Pod[];
  readonly by: readonly Callback[];
}

/** The called ports, and of what else it cannot be told why: evidence that is missing, or a reason. */
export interface CalledPorts {
  readonly ports: readonly CalledPort[];
  readonly gaps: readonly (string | { readonly without: 'services' | 'pods' })[];
}

const none: CalledPorts = { ports: [], gaps: [] };

/** The ports on which the API server calls pods that the policy selects, each once. */
export function calledPorts(policy: NetworkPolicy, facts: CallFacts): CalledPorts {
  const calls = facts.callbacks && callsByNamespace(facts.callbacks.all()).get(policy.namespace);
  if (calls === undefined) return none;
  const found = calls.map((call) => portsOf(call, policy, facts));
  return { ports: merged(found.flatMap(({ ports }) => ports)), gaps: found.flatMap(({ gaps }) => gaps) };
}

interface Call {
  readonly reference: ServiceReference;
  readonly by: Callback;
}

const callsByNamespace = rememberedOf((callbacks: readonly Callback[]) =>
  Map.groupBy(
    callbacks.flatMap((by) => by.services.map((reference): Call => ({ reference, by }))),
    ({ reference }) => reference.namespace,
  ),
);

function portsOf({ reference, by }: Call, policy: NetworkPolicy, { services, pods }: CallFacts): CalledPorts {
  if (services === undefined) return { ports: [], gaps: [{ without: 'services' }] };
  const { namespace, name } = reference;
  const service = services.get(namespace, name);
  if (service === undefined) {
    const isKnown = services.extent(namespace).state === 'complete';
    return isKnown
      ? none
      : { ports: [], gaps: [`Service ${name}, which the API server calls, is not known`] };
  }
  const called = service.ports.find(({ port, protocol }) => port === reference.port && protocol === 'TCP');
  if (called === undefined) return none;
  if (pods === undefined) return { ports: [], gaps: [{ without: 'pods' }] };
  const behind = podsBehind(service, matching(policy.podSelector, pods.in(namespace)));
  const extent = pods.extent(namespace);
  if (behind.length === 0 && extent.state === 'unknown') return { ports: [], gaps: [extent.reason] };
  const answering = alike(behind).map((pod) => ({ pod, numbers: targetNumbers(called, pod) }));
  return {
    ports: [...new Set(answering.flatMap(({ numbers }) => numbers))].map((port) => ({
      port,
      service,
      pods: answering.filter(({ numbers }) => numbers.includes(port)).map(({ pod }) => pod),
      by: [by],
    })),
    gaps: [],
  };
}

/** One of the pods with the same labels, which share their policies: replicas of a workload. */
function alike(pods: readonly Pod[]): readonly Pod[] {
  return [...new Map(pods.filter((pod) => !pod.hostNetwork).map((pod) => [pod.labels, pod])).values()];
}

/** A port that several objects have the API server call is one. */
function merged(ports: readonly CalledPort[]): readonly CalledPort[] {
  const same = Map.groupBy(ports, ({ port, service }) => `${port} ${service.name}`);
  return [...same.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : { ...first, by: [...new Set([first, ...others].flatMap(({ by }) => by))] },
  );
}
