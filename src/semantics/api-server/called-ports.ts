import type { Callback, ServiceReference } from '../../model/callback.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { type PodPort, podPortsBehind, type PodPorts, type ServiceFacts } from '../services/service-ports.ts';

/** What must be known to tell which pods the API server calls. */
export interface CallFacts extends ServiceFacts {
  readonly callbacks: Inventory['callbacks'] | undefined;
}

/** A TCP port on which the API server calls pods that a policy selects, and the objects for which it does. */
export interface CalledPort extends PodPort {
  readonly by: readonly Callback[];
}

/** The ports on which the API server calls pods that the policy selects, each once. */
export function calledPorts(
  policy: NetworkPolicy,
  facts: CallFacts,
): { readonly ports: readonly CalledPort[]; readonly gaps: PodPorts['gaps'] } {
  const calls = facts.callbacks && callsByNamespace(facts.callbacks.all()).get(policy.namespace);
  if (calls === undefined) return { ports: [], gaps: [] };
  const found = calls.map(({ reference, by }) => ({
    by,
    ...podPortsBehind({ ...reference, by: `${by.kind} ${by.name}` }, policy, facts),
  }));
  return {
    ports: merged(found.flatMap(({ by, ports }) => ports.map((port) => ({ ...port, by: [by] })))),
    gaps: found.flatMap(({ gaps }) => gaps),
  };
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

/** A port that several objects have the API server call is one. */
function merged(ports: readonly CalledPort[]): readonly CalledPort[] {
  const same = Map.groupBy(ports, ({ port, service }) => `${port} ${service.name}`);
  return [...same.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : { ...first, by: [...new Set([first, ...others].flatMap(({ by }) => by))] },
  );
}
