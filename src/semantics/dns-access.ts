import type { Inventory } from '../model/inventory.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import { type DnsGuess, guessDns } from './dns-guess.ts';
import { type DnsReach, dnsReach } from './dns-reach.ts';

/** What is known about DNS for the pods of a policy: judged pod by pod, or for want of facts by the policies alone. */
export type DnsAccess = ({ readonly by: 'pods' } & DnsReach) | ({ readonly by: 'policies' } & DnsGuess);

/** The cluster facts at hand; only the policies must be there. */
export type DnsFacts = Pick<Inventory, 'policies'> & {
  readonly [Kind in 'pods' | 'namespaces' | 'services']: Inventory[Kind] | undefined;
};

/** Judges DNS for the pods that the policy selects, by the best evidence there is. */
export function dnsAccess(policy: NetworkPolicy, facts: DnsFacts): DnsAccess {
  const { pods, namespaces, services, policies } = facts;
  if (pods !== undefined && namespaces !== undefined && services !== undefined) {
    const reach = dnsReach(policy, { pods, namespaces, services, policies });
    if (reach !== undefined && reach.clients.length > 0) return { by: 'pods', ...reach };
  }
  return { by: 'policies', ...guessDns({ policy, policies, pods }) };
}
