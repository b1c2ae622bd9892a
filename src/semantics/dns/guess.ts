import type { NamespacedIndex } from '../../model/inventory.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { valuesAskedFor } from '../../model/selector.ts';
import { anyOf, type Answer } from '../answer.ts';
import { grantsDns, grantsDnsInside } from './grants.ts';
import { matching } from '../matching.ts';
import { dnsServers } from '../surroundings/well-known.ts';

interface Evidence {
  readonly policy: NetworkPolicy;
  readonly policies: NamespacedIndex<NetworkPolicy>;
  readonly pods: NamespacedIndex<Pod> | undefined;
}

/** What the policies alone say about DNS for the pods that one of them selects. */
export interface DnsGuess {
  readonly UDP: Answer;
  readonly TCP: Answer;
  /** `seen` when a known pod asks the cluster's DNS, `none` when pods are known and none of them does. */
  readonly clients: 'seen' | 'supposed' | 'none';
  /** The known pods that ask the cluster's DNS, and that no policy lets out while it does others that this one selects. */
  readonly forgotten: readonly Pod[];
}

/** Judges DNS without knowing the DNS pods, on every policy of the namespace that may select some of the same pods. */
export function guessDns({ policy, policies, pods }: Evidence): DnsGuess {
  const selected = pods === undefined ? [] : matching(policy.podSelector, pods.in(policy.namespace));
  const grant = (protocol: 'UDP' | 'TCP'): Answer => {
    const own = grantIn(policy, protocol);
    if (own === 'yes') return own;
    const granting = grantingIn(policies.in(policy.namespace))[protocol];
    const sharing = granting.filter((other) => other !== policy && mayShare(policy, other, selected));
    return anyOf([own, ...sharing.map((other) => grantIn(other, protocol))]);
  };
  const answers = { UDP: grant('UDP'), TCP: grant('TCP') };
  const left = leftIn(selected, policy, policies);
  const forgotten = answers.UDP === 'no' && answers.TCP === 'no' ? [] : left;
  return { ...answers, clients: clientsAmong(selected, policy), forgotten };
}

/** Those of the pods that neither the policy nor any other of its namespace may let out to DNS. */
function leftIn(
  selected: readonly Pod[],
  policy: NetworkPolicy,
  policies: NamespacedIndex<NetworkPolicy>,
): readonly Pod[] {
  const { UDP, TCP } = grantingIn(policies.in(policy.namespace));
  const granting = new Set([...UDP, ...TCP]);
  if (!policy.isolates.includes('egress') || granting.has(policy)) return [];
  return [...Map.groupBy(selected.filter(asksCluster), ({ labels }) => labels)].flatMap(([labels, pods]) =>
    [...granting].some(({ podSelector }) => podSelector.matches(labels)) ? [] : pods,
  );
}

/** Where queries may be let out to, as far as policies that do not name DNS say so. */
export type DnsScope = 'internet' | 'unclear';

/**
 * `internet` where the policy may let queries out to addresses of the internet alone, and no other policy of the
 * namespace lets some of the same pods out to more.
 */
export function guessScope({ policy, policies, pods }: Evidence): DnsScope {
  if (grantsDns(policy, 'UDP') !== 'unknown' || grantsDnsInside(policy) !== 'no') return 'unclear';
  const selected = pods === undefined ? [] : matching(policy.podSelector, pods.in(policy.namespace));
  const { UDP, TCP } = grantingIn(policies.in(policy.namespace));
  const sharing = [...UDP, ...TCP].filter((other) => other !== policy && mayShare(policy, other, selected));
  return sharing.every((other) => grantsDnsInside(other) === 'no') ? 'internet' : 'unclear';
}

/** The policies of a namespace that do, or may, let DNS queries out. */
const grantingIn = rememberedOf((policies: readonly NetworkPolicy[]) => ({
  UDP: policies.filter((policy) => grantIn(policy, 'UDP') !== 'no'),
  TCP: policies.filter((policy) => grantIn(policy, 'TCP') !== 'no'),
}));

function grantIn(policy: NetworkPolicy, protocol: 'UDP' | 'TCP'): Answer {
  return policy.isolates.includes('egress') ? grantsDns(policy, protocol) : 'no';
}

function clientsAmong(selected: readonly Pod[], policy: NetworkPolicy): DnsGuess['clients'] {
  if (selected.length === 0) return servesDns(policy) ? 'none' : 'supposed';
  return selected.some(asksCluster) ? 'seen' : 'none';
}

function asksCluster(pod: Pod): boolean {
  const asksElsewhere = pod.hostNetwork || pod.dnsPolicy === 'None' || pod.dnsPolicy === 'Default';
  return !asksElsewhere && !pod.ports.some(({ protocol, port }) => protocol === 'UDP' && port === 53);
}

/** The DNS servers themselves ask upstream, outside the cluster. */
function servesDns({ podSelector }: NetworkPolicy): boolean {
  return podSelector.requirements.flatMap(valuesAskedFor).some((value) => dnsServers.has(value));
}

/** Whether the two can select a pod in common: among the known pods, or for want of any by their labels. */
export function mayShare(policy: NetworkPolicy, other: NetworkPolicy, selected: readonly Pod[]): boolean {
  if (selected.length > 0) return selected.some((pod) => other.podSelector.matches(pod.labels));
  return !disjoint(policy, other);
}

/** Whether some key is asked to have values of which none is common to both. */
function disjoint(policy: NetworkPolicy, other: NetworkPolicy): boolean {
  return policy.podSelector.requirements.some((mine) => {
    if (mine.operator !== 'In') return false;
    return other.podSelector.requirements.some(
      (theirs) =>
        theirs.key === mine.key &&
        theirs.operator === 'In' &&
        !theirs.values.some((value) => mine.values.includes(value)),
    );
  });
}
