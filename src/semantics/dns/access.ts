import type { Inventory } from '../../model/inventory.ts';
import { hasLabels } from '../../model/labels.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import type { Selector } from '../../model/selector.ts';
import { anyOf } from '../answer.ts';
import { conventionalMisses } from './conventions.ts';
import { type DnsGuess, type DnsScope, guessDns, guessScope, mayShare } from './guess.ts';
import { type DnsMiss, dnsEntryOf } from './miss.ts';
import { dnsMisses, reachesDns } from './misses.ts';
import { type DnsInventory, type DnsReach, dnsReach } from './reach.ts';
import type { DnsServer } from './servers.ts';
import { usualDns, usualLabels } from './usual.ts';
import { matching, namespacesWith } from '../matching.ts';

/** What is known about DNS for the pods of a policy: judged pod by pod, or for want of facts by the policies alone. */
export type DnsAccess = (({ readonly by: 'pods' } & DnsReach) | ({ readonly by: 'policies' } & DnsGuess)) &
  RulesForDns & {
    readonly scope: DnsScope;
  };

/** What becomes of the rules of a policy that were written for DNS. */
export interface RulesForDns {
  /** Those that let no query through, where no other rule does either. */
  readonly misses: readonly DnsMiss[];
  /** Whether there are some of which it cannot be told. */
  readonly unclear: boolean;
}

/** The cluster facts at hand; only the policies must be there. */
export type DnsFacts = Pick<Inventory, 'policies'> & {
  readonly [Kind in 'pods' | 'namespaces' | 'services']: Inventory[Kind] | undefined;
};

/** Judges DNS for the pods that the policy selects, by the best evidence there is. */
export function dnsAccess(policy: NetworkPolicy, facts: DnsFacts): DnsAccess {
  const { pods, namespaces, services, policies } = facts;
  if (pods === undefined || namespaces === undefined || services === undefined) {
    return byPolicies(policy, facts, []);
  }
  const inventory = { pods, namespaces, services, policies };
  const reach = dnsReach(policy, inventory);
  return reach === undefined || reach.clients.length === 0
    ? byPolicies(policy, facts, reach?.servers ?? [])
    : {
        by: 'pods',
        ...reach,
        ...judgedByPods(policy, reach, inventory),
        scope: guessScope({ policy, policies, pods }),
      };
}

const nothing: RulesForDns = { misses: [], unclear: false };

function judgedByPods(
  policy: NetworkPolicy,
  { servers: [server, ...servers], clients }: DnsReach,
  inventory: DnsInventory,
): RulesForDns {
  if (server === undefined || !hasRuleForDns(policy)) return nothing;
  const isCut = clients.some(({ UDP, TCP }) => UDP === 'no' && TCP === 'no');
  return {
    misses: isCut ? dnsMisses(policy, { ...inventory, servers: [server, ...servers] }) : [],
    unclear: clients.some(({ UDP }) => UDP === 'unknown'),
  };
}

function byPolicies(policy: NetworkPolicy, facts: DnsFacts, servers: readonly DnsServer[]): DnsAccess {
  const evidence = { policy, policies: facts.policies, pods: facts.pods };
  const guess = guessDns(evidence);
  const access = { by: 'policies', ...guess, scope: guessScope(evidence) } as const;
  if (guess.clients === 'none' || !hasRuleForDns(policy)) return { ...access, ...nothing };
  const rules = servers.length === 0 ? judgedByText(policy, facts) : judgedByServers(policy, facts, servers);
  return { ...access, ...rules, unclear: rules.unclear || guess.UDP === 'unknown' };
}

function hasRuleForDns({ isolates, egress }: NetworkPolicy): boolean {
  return isolates.includes('egress') && egress.some((rule) => dnsEntryOf(rule) !== undefined);
}

function judgedByText(policy: NetworkPolicy, facts: DnsFacts): RulesForDns {
  const isKnown = (selector: Selector): boolean => {
    return facts.pods !== undefined && namespacesWith(selector, facts.pods).length > 0;
  };
  const inUsualPlace = facts.pods?.in(usualDns.namespace) ?? [];
  const knowsUsual = inUsualPlace.some(({ labels }) => hasLabels(labels, usualLabels));
  const misses = conventionalMisses({ policy, sharing: sharingWith(policy, facts), isKnown, knowsUsual });
  return { misses, unclear: false };
}

/** Pods that are known and do not ask the DNS of the cluster lose nothing. */
function judgedByServers(
  policy: NetworkPolicy,
  facts: DnsFacts,
  [server, ...servers]: readonly DnsServer[],
): RulesForDns {
  const { pods, namespaces } = facts;
  if (server === undefined || pods === undefined || namespaces === undefined) return nothing;
  if (selectedBy(policy, facts).length > 0) return nothing;
  const known = { pods, namespaces, servers: [server, ...servers] } as const;
  const reached = anyOf([policy, ...sharingWith(policy, facts)].map((each) => reachesDns(each, known)));
  return { misses: reached === 'no' ? dnsMisses(policy, known) : [], unclear: reached === 'unknown' };
}

function selectedBy({ namespace, podSelector }: NetworkPolicy, { pods }: DnsFacts): readonly Pod[] {
  return pods === undefined ? [] : matching(podSelector, pods.in(namespace));
}

function sharingWith(policy: NetworkPolicy, facts: DnsFacts): readonly NetworkPolicy[] {
  const selected = selectedBy(policy, facts);
  return facts.policies
    .in(policy.namespace)
    .filter((other) => other !== policy && mayShare(policy, other, selected));
}
