import type { Inventory } from '../../model/inventory.ts';
import type { NetworkPolicy, Protocol } from '../../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../../model/pod.ts';
import { allOf, type Answer } from '../answer.ts';
import { type NodeCache, nodeCacheOf } from './node-cache.ts';
import { type DnsServer, dnsPortsOf, findDnsServers } from './servers.ts';
import type { Endpoint } from '../connection.ts';
import { isolating } from '../isolation.ts';
import { verdict } from '../verdict.ts';
import { matching } from '../matching.ts';

/** The facts that decide about DNS. */
export type DnsInventory = Pick<Inventory, 'pods' | 'namespaces' | 'services' | 'policies'>;

/** Pods with the same labels, which the same policies select, and whether they can send DNS queries. */
export interface DnsClients {
  readonly pods: readonly Pod[];
  /** Whether egress rules let their queries out to some DNS server, by the transport that the queries use. */
  readonly UDP: Answer;
  readonly TCP: Answer;
  /** Whether they are let out to the cache of the node, by UDP; `unknown` as well where none is known. */
  readonly cache: Answer;
}

/** What the cluster shows about DNS for the pods of one policy. */
export interface DnsReach {
  readonly servers: readonly DnsServer[];
  readonly cache: NodeCache;
  readonly clients: readonly DnsClients[];
}

/**
 * How the pods that `policy` selects reach the DNS servers of the cluster, on the union of all policies of
 * `inventory`; undefined when the inventory shows no DNS server. Left out are pods that ask elsewhere (dnsPolicy None
 * or Default), pods on the host network, to which no policy applies, and the DNS servers themselves.
 */
export function dnsReach(policy: NetworkPolicy, inventory: DnsInventory): DnsReach | undefined {
  const servers = findDnsServers(inventory.services, inventory.pods);
  if (servers.length === 0) return undefined;
  const serving = new Set(servers.flatMap((server) => server.pods));
  const groups = Map.groupBy(
    matching(policy.podSelector, inventory.pods.in(policy.namespace)).filter(
      (pod) => asksClusterDns(pod) && !serving.has(pod),
    ),
    (pod) => pod.labels,
  );
  const cache = nodeCacheOf(servers, inventory.pods);
  const ends = {
    UDP: [...dnsDestinations(servers, 'UDP', cache)],
    TCP: [...dnsDestinations(servers, 'TCP', cache)],
    cache: [...cacheDestinations(cache)],
  };
  const known = new Map<string, Omit<DnsClients, 'pods'>>();
  const clients = [...groups.values()].map((pods) => {
    const key = limitsOf(pods, inventory);
    const answers = known.get(key) ?? {
      UDP: answerFor(pods, 'UDP', ends.UDP, inventory),
      TCP: answerFor(pods, 'TCP', ends.TCP, inventory),
      cache: cache.presence === 'yes' ? answerFor(pods, 'UDP', ends.cache, inventory) : 'unknown',
    };
    known.set(key, answers);
    return { pods, ...answers };
  });
  return { servers, cache, clients };
}

/** All that decides about the way out of a pod: equal for pods that the same policies isolate, however they are labelled. */
function limitsOf([pod]: readonly Pod[], inventory: DnsInventory): string {
  if (pod === undefined) return '';
  const policies = isolating(pod, 'egress', inventory).map(({ name }) => name);
  const families = pod.addresses.map(({ family }) => family);
  return JSON.stringify([policies, pod.node, families]);
}

function asksClusterDns(pod: Pod): boolean {
  if (pod.hostNetwork || hasFinished(pod)) return false;
  return pod.dnsPolicy === 'ClusterFirst' || pod.dnsPolicy === 'ClusterFirstWithHostNet';
}

function answerFor(
  [pod]: readonly Pod[],
  protocol: Protocol,
  ends: readonly DnsDestination[],
  inventory: DnsInventory,
): Answer {
  if (pod === undefined) return 'unknown';
  let best: Answer = 'no';
  for (const { destination, port, presence } of ends) {
    const connection = { source: { kind: 'pod', pod }, destination, protocol, port } as const;
    const answer =
      port === undefined
        ? 'unknown'
        : // An ipBlock that holds the addresses of DNS pods was written for them, whatever the network plugin makes of it.
          allOf([presence, verdict({ ...connection, port }, inventory).egress.answer]);
    if (answer === 'yes') return 'yes';
    if (answer === 'unknown') best = 'unknown';
  }
  return best;
}

/** Where queries can go. */
export interface DnsDestination {
  readonly destination: Endpoint;
  /** Undefined when the port that queries end up on cannot be told. */
  readonly port: number | undefined;
  /** Whether anything is there. */
  readonly presence: Answer;
}

/** Where queries of a protocol can go: the pods of each server, then the cache of the node. */
export function* dnsDestinations(
  servers: readonly DnsServer[],
  protocol: Protocol,
  cache: NodeCache,
): Generator<DnsDestination> {
  for (const server of servers) {
    for (const pod of server.pods) {
      const ports = dnsPortsOf(server, pod, protocol);
      for (const port of ports) yield { destination: { kind: 'pod', pod }, port, presence: 'yes' };
      if (ports.length === 0 && protocol === 'UDP')
        yield { destination: { kind: 'pod', pod }, port: undefined, presence: 'yes' };
    }
  }
  yield* cacheDestinations(cache);
}

function* cacheDestinations({ addresses, presence }: NodeCache): Generator<DnsDestination> {
  if (presence === 'no') return;
  for (const address of addresses) yield { destination: { kind: 'address', address }, port: 53, presence };
}
