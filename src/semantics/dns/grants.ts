import type { NetworkPolicy, Peer, PolicyPort, PolicyRule, Protocol } from '../../model/networkpolicy.ts';
import { type Requirement, type Selector, valuesAskedFor } from '../../model/selector.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { answerOf, anyOf, type Answer } from '../answer.ts';
import { isInternetOnly } from '../addresses/usual-networks.ts';
import { namedNamespaces } from '../words.ts';
import { isPublicResolver } from './public-resolvers.ts';

/** The ports on which DNS pods listen: 53, OpenShift's 5353, and 8053 of some add-ons. Policies see these, not the Service's. */
const dnsPorts: readonly number[] = [53, 5353, 8053];

/** Namespaces in which clusters run their DNS. */
const dnsNamespace = /^(kube-system|openshift-dns)$|dns/;

/**
 * Whether the policy's own egress rules let DNS queries of this protocol out, judged without any cluster facts:
 * `unknown` where a selector or an address range may or may not mean the DNS pods.
 */
export function grantsDns(policy: NetworkPolicy, protocol: 'UDP' | 'TCP'): Answer {
  return grantsOf(policy)[protocol];
}

/** The same over either protocol, but for what is let out to the internet alone, where the DNS of clusters mostly is not. */
export function grantsDnsInside(policy: NetworkPolicy): Answer {
  return insideOf(policy);
}

const insideOf = rememberedOf((policy: NetworkPolicy) => {
  const egress = policy.egress.flatMap((rule) => {
    const peers = rule.peers.filter((peer) => peer.kind !== 'ipBlock' || !isInternetOnly(peer));
    return rule.peers.length > 0 && peers.length === 0 ? [] : { ...rule, peers };
  });
  return anyOf([findGrant({ ...policy, egress }, 'UDP'), findGrant({ ...policy, egress }, 'TCP')]);
});

const grantsOf = rememberedOf((policy: NetworkPolicy) => ({
  UDP: findGrant(policy, 'UDP'),
  TCP: findGrant(policy, 'TCP'),
}));

function findGrant(policy: NetworkPolicy, protocol: Protocol): Answer {
  return anyOf(policy.egress.map((rule) => ruleGrantsDns(rule, protocol, policy.namespace)));
}

/** Whether a rule may let DNS queries out, over either protocol. */
export function mayOpenDns(rule: PolicyRule, namespace: string): boolean {
  return (['UDP', 'TCP'] as const).some((protocol) => ruleGrantsDns(rule, protocol, namespace) !== 'no');
}

function ruleGrantsDns(rule: PolicyRule, protocol: Protocol, namespace: string): Answer {
  if (rule.ports.length > 0 && !rule.ports.some((port) => coversDns(port, protocol))) return 'no';
  if (rule.peers.length === 0) return 'yes';
  return anyOf(rule.peers.map((peer) => meansDns(peer, namespace, rule.ports.length > 0)));
}

/** Whether a port entry opens a port that DNS pods listen on; a name counts when it speaks of DNS. */
export function coversDns(port: PolicyPort, protocol: Protocol): boolean {
  if (port.protocol !== protocol) return false;
  switch (port.kind) {
    case 'every':
      return true;
    case 'named':
      return port.name.includes('dns');
    case 'range':
      return dnsPorts.some((number) => port.first <= number && number <= port.last);
  }
}

/** An ipBlock on a DNS port was written for DNS; without ports it may hold the DNS pods by chance. */
function meansDns(peer: Peer, namespace: string, portIsDns: boolean): Answer {
  if (peer.kind === 'ipBlock') {
    if (isPublicResolver(peer)) return 'no';
    return portIsDns ? 'yes' : 'unknown';
  }
  if (peer.namespaceSelector === undefined) return answerOf(isDnsNamespace(namespace));
  return holdsDns(peer.namespaceSelector);
}

/** Whether the labels of a peer name DNS or its namespace, be it by a key that people have to set themselves. */
export function speaksOfDns({ peers }: PolicyRule): boolean {
  return peers.some((peer) => {
    if (peer.kind === 'ipBlock') return false;
    const { podSelector, namespaceSelector } = peer;
    return [podSelector, namespaceSelector].some((selector) => selector?.requirements.some(namesDns));
  });
}

function namesDns(requirement: Requirement): boolean {
  return [requirement.key, ...valuesAskedFor(requirement)].some((word) => dnsNamespace.test(word));
}

/** Whether a namespace of that name is one in which clusters run their DNS. */
export function isDnsNamespace(name: string): boolean {
  return dnsNamespace.test(name);
}

function holdsDns(selector: Selector): Answer {
  if (selector.isEmpty) return 'yes';
  const names = namedNamespaces(selector);
  if (names === undefined) return 'unknown';
  return answerOf(names.some(isDnsNamespace));
}
