import type { NetworkPolicy, PodPeer, PolicyRule, Protocol } from '../../model/networkpolicy.ts';
import { peerAdmits, portAdmits, upstream } from '../admitting.ts';
import { isParticular } from '../ports/destinations.ts';
import { allOf, anyOf, type Answer } from '../answer.ts';
import { type DnsFault, type DnsMiss, dnsEntryOf, dnsNumbersOf, type DnsPlace } from './miss.ts';
import { isElsewhere, isTold, otherServers } from './elsewhere.ts';
import { nodeCacheOf } from './node-cache.ts';
import { type DnsDestination, dnsDestinations } from './reach.ts';
import { type DnsPodFacts, type DnsServer, dnsPortsOf } from './servers.ts';
import { describeMismatch } from '../labels/describe-mismatch.ts';
import { explainMismatch } from '../labels/mismatch.ts';
import type { PortName } from '../ports/port-name.ts';
import { peerSelectsNamespace, peerSelectsPod } from '../selecting.ts';

/** Whether a rule of the policy lets DNS queries out to a DNS server of the cluster, over either protocol. */
export function reachesDns(policy: NetworkPolicy, facts: DnsPodFacts): Answer {
  if (!policy.isolates.includes('egress')) return 'no';
  const ends = endsOf(facts);
  return anyOf(policy.egress.map((rule) => ruleReaches(rule, policy, ends, facts)));
}

type End = DnsDestination & { readonly protocol: Protocol };

function endsOf({ servers, pods }: DnsPodFacts): readonly End[] {
  const cache = nodeCacheOf(servers, pods);
  return (['UDP', 'TCP'] as const).flatMap((protocol) =>
    [...dnsDestinations(servers, protocol, cache)].map((each) => ({ ...each, protocol })),
  );
}

function ruleReaches(
  rule: PolicyRule,
  policy: NetworkPolicy,
  ends: readonly End[],
  { namespaces }: DnsPodFacts,
): Answer {
  return anyOf(
    ends.map(({ destination, port, protocol, presence }) => {
      if (port === undefined) return rule.ports.length === 0 ? 'yes' : 'unknown';
      const isOpen = rule.ports.some((entry) => portAdmits(entry, { protocol, port }, destination));
      if (rule.ports.length > 0 && !isOpen) return 'no';
      if (rule.peers.length === 0) return presence;
      const context = { other: destination, family: undefined, namespaces, profile: upstream };
      return allOf([presence, anyOf(rule.peers.map((peer) => peerAdmits(peer, policy, context)))]);
    }),
  );
}

/**
 * The rules of a policy that were written for DNS and miss the DNS pods, given that none of its rules reaches them. Left
 * out are rules that list addresses, which may be those of other DNS servers, and those of which other rules speak.
 */
export function dnsMisses(policy: NetworkPolicy, facts: DnsPodFacts): readonly DnsMiss[] {
  const candidates = [...policy.egress.entries()].flatMap(([index, rule]) => {
    const entry = dnsEntryOf(rule);
    return entry === undefined ? [] : { index, rule, entry };
  });
  if (candidates.length === 0) return [];
  const others = otherServers(facts);
  const [first] = facts.servers;
  return candidates.flatMap(({ index, rule, entry }): DnsMiss | readonly DnsMiss[] => {
    if (rule.peers.length > 0 && rule.peers.every((peer) => isTold(peer, policy, facts))) {
      return {
        rule: index,
        entry,
        fault: { kind: 'told' },
        place: placeOf(facts.servers[0]),
        basis: 'facts' as const,
      };
    }
    if (rule.peers.some((peer) => isElsewhere(peer, policy, facts, others))) return [];
    const found = faultOf(rule, policy, facts);
    if (found === undefined) return [];
    const { fault, server = first } = found;
    return { rule: index, entry, fault, place: placeOf(server), basis: 'facts' as const };
  });
}

function placeOf(server: DnsServer): DnsPlace {
  const ports = server.pods.flatMap((pod) =>
    (['UDP', 'TCP'] as const).flatMap((protocol) => dnsPortsOf(server, pod, protocol)),
  );
  return {
    namespace: server.service.namespace,
    labels: [...server.service.selector].map(([key, value]) => `${key}=${value}`).join(','),
    ports: [...new Set(ports)],
  };
}

interface Found {
  readonly fault: DnsFault;
  readonly server?: DnsServer;
}

function faultOf(rule: PolicyRule, policy: NetworkPolicy, facts: DnsPodFacts): Found | undefined {
  const { servers, namespaces } = facts;
  const meets = servers.map((server) =>
    rule.peers.length === 0
      ? 'yes'
      : anyOf(
          rule.peers
            .filter((peer) => peer.kind === 'pods')
            .flatMap((peer) =>
              server.pods.map((pod) => peerSelectsPod(peer, policy.namespace, pod, namespaces)),
            ),
        ),
  );
  if (meets.includes('unknown')) return undefined;
  const met = servers[meets.indexOf('yes')];
  if (met === undefined) return peerFault(rule, policy, facts);
  const named = rule.ports.find((port) => port.kind === 'named' && port.name.includes('dns'));
  if (named?.kind === 'named') return nameFault(named, rule, met);
  const numbers = dnsNumbersOf(rule);
  return numbers.length === 0 ? undefined : { fault: { kind: 'port', numbers }, server: met };
}

/** Of a name that is looked up on pods of particular namespaces or labels another rule speaks. */
function nameFault(
  { name, protocol }: PortName,
  { peers }: PolicyRule,
  server: DnsServer,
): Found | undefined {
  const isOthers = peers.length > 0 && peers.every((peer) => peer.kind === 'pods' && isParticular(peer));
  // A template without ports may be a part of one.
  if (isOthers || server.pods.every(({ ports }) => ports.length === 0)) return undefined;
  return { fault: { kind: 'name', name, protocol }, server };
}

/** What keeps the most promising peer from meaning the DNS pods: its labels, then its namespace, then everything. */
function peerFault(rule: PolicyRule, policy: NetworkPolicy, facts: DnsPodFacts): Found {
  for (const isRight of [isInPlace, hasLabels]) {
    for (const [index, peer] of rule.peers.entries()) {
      const server = facts.servers.find((each) => peer.kind === 'pods' && isRight(peer, each, policy, facts));
      if (peer.kind !== 'pods' || server === undefined) continue;
      return isRight === hasLabels || peer.podSelector === undefined
        ? { fault: { kind: 'namespace', peer: index }, server }
        : { fault: { kind: 'labels', peer: index, instead: insteadOf(peer.podSelector, server) }, server };
    }
  }
  return { fault: { kind: 'others' } };
}

function insteadOf(selector: NonNullable<PodPeer['podSelector']>, server: DnsServer): string {
  const mismatch = describeMismatch(explainMismatch(selector, server.pods), selector);
  return mismatch === '' ? `; they have ${placeOf(server).labels}` : mismatch;
}

function isInPlace(
  { namespaceSelector }: PodPeer,
  { service }: DnsServer,
  policy: NetworkPolicy,
  { namespaces }: DnsPodFacts,
): boolean {
  return namespaceSelector === undefined
    ? policy.namespace === service.namespace
    : peerSelectsNamespace(namespaceSelector, service.namespace, namespaces) === 'yes';
}

/** Whether the peer asks for labels that the pods of the server have. */
function hasLabels({ podSelector }: PodPeer, { pods }: DnsServer): boolean {
  return podSelector?.isEmpty === false && pods.some((pod) => podSelector.matches(pod.labels));
}
