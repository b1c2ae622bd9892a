import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import type { NetworkPolicy, Peer } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import type { DnsMiss } from '../semantics/dns/miss.ts';
import { describePeer } from '../semantics/words.ts';

/** NP304: a rule for DNS that means pods which serve no DNS. Silent where NP403 or NP404 speaks of the same peer. */
export const dnsWrongPeer = defineRule({
  code: 'NP304',
  name: 'dns-wrong-peer',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A rule for DNS whose peers are not the DNS pods.',
  needs: ['policy', 'dns'],
  *check({ policy, dns }) {
    for (const miss of dns.misses) {
      const statement = describe(miss, policy);
      if (statement === undefined) continue;
      yield { ...statement, confidence: miss.basis === 'custom' ? 'possible' : 'likely' };
    }
    if (dns.unclear)
      yield cannotTell('whether a rule for DNS means the DNS pods depends on facts that are not known');
  },
});

function describe(miss: DnsMiss, policy: NetworkPolicy): Draft | undefined {
  switch (miss.fault.kind) {
    case 'port':
    case 'name':
    case 'told':
      return undefined;
    case 'labels':
      return wrongLabels(miss, miss.fault, policy);
    case 'namespace':
      return wrongNamespace(miss, miss.fault.peer, policy);
    case 'others':
      return others(miss, policy);
  }
}

function peerAt({ egress }: NetworkPolicy, rule: number, peer: number): Peer | undefined {
  return egress[rule]?.peers[peer];
}

function wrongLabels(
  { rule, place, basis }: DnsMiss,
  { peer, instead }: Extract<DnsMiss['fault'], { kind: 'labels' }>,
  policy: NetworkPolicy,
): Draft {
  const found = peerAt(policy, rule, peer);
  const selector = found?.kind === 'pods' ? found.podSelector : undefined;
  return {
    path: [...pathOf(rule), peer, 'podSelector'],
    message:
      basis === 'custom'
        ? `on most clusters the DNS pods of ${place.namespace} have ${place.labels}, not ${selector?.toString()}`
        : `${selector?.toString()} matches no DNS pod of ${place.namespace}${instead}`,
    help: `select the DNS pods by ${place.labels}`,
  };
}

function wrongNamespace({ rule, place, basis }: DnsMiss, peer: number, policy: NetworkPolicy): Draft {
  const usually = basis === 'custom' ? 'usually ' : '';
  const found = peerAt(policy, rule, peer);
  const hasPlace = found?.kind === 'pods' && found.namespaceSelector !== undefined;
  return {
    path: [...pathOf(rule), peer, hasPlace ? 'namespaceSelector' : 'podSelector'],
    message: `means ${describePeer(found, policy.namespace)}, but the DNS pods are ${usually}in ${place.namespace}`,
    help: `${hasPlace ? 'write' : 'add to the same item'} namespaceSelector: {matchLabels: {${namespaceNameLabel}: ${place.namespace}}}`,
  };
}

function others({ rule, entry, place, basis }: DnsMiss, policy: NetworkPolicy): Draft {
  const peers = policy.egress[rule]?.peers.map((peer) => describePeer(peer, policy.namespace)) ?? [];
  return {
    path: ['spec', 'egress', rule, 'ports', entry, 'port'],
    message:
      basis === 'custom'
        ? `opens DNS to ${enumerate(peers, 2)} only, and DNS pods are usually in ${place.namespace}`
        : `opens DNS to ${enumerate(peers, 2)} only, none of which is a DNS pod`,
    help: `allow DNS by a rule of its own: to namespace ${place.namespace}, pods ${place.labels}, on ${enumerate(place.ports.map(String))}`,
  };
}

function pathOf(rule: number): Path {
  return ['spec', 'egress', rule, 'to'];
}
