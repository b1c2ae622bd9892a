import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import type { DnsMiss } from '../semantics/dns/miss.ts';

/** NP303: DNS pods may listen elsewhere than on the port of their Service, and policies see the port of the pod. */
export const dnsWrongPort = defineRule({
  code: 'NP303',
  name: 'dns-wrong-port',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A rule for DNS whose port is not the one that the DNS pods listen on.',
  needs: ['dns'],
  *check({ dns }) {
    for (const miss of dns.misses) {
      if (miss.fault.kind === 'port') yield draft(miss, miss.fault.numbers);
      if (miss.fault.kind === 'name') yield unknownName(miss, miss.fault);
    }
    if (dns.unclear)
      yield cannotTell('whether a rule for DNS means the DNS pods depends on facts that are not known');
  },
});

function draft({ rule, entry, place, basis }: DnsMiss, numbers: readonly number[]): Draft {
  const ports = enumerate(place.ports.map(String));
  const usually = basis === 'custom' ? 'usually ' : '';
  return {
    path: ['spec', 'egress', rule, 'ports', entry, 'port'],
    confidence: basis === 'custom' ? 'possible' : 'likely',
    message: `the DNS pods of ${place.namespace} ${usually}listen on ${ports}, not on ${enumerate(numbers.map(String))}: policies see the port of the pod`,
    help: `write port: ${ports} for UDP and TCP, beside the number that is there if other clusters need it`,
  };
}

function unknownName(
  { rule, entry, place }: DnsMiss,
  { name, protocol }: Extract<DnsMiss['fault'], { kind: 'name' }>,
): Draft {
  const ports = enumerate(place.ports.map(String));
  return {
    path: ['spec', 'egress', rule, 'ports', entry, 'port'],
    message: `no DNS pod of ${place.namespace} has a ${protocol} port called ${name}: they listen on ${ports}`,
    help: `write port: ${ports} for UDP and TCP`,
  };
}
