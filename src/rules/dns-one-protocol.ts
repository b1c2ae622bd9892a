import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { enumerate } from '../lint/text.ts';
import type { NetworkPolicy, PolicyPort, Protocol } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { type DnsGuess, guessDns } from '../semantics/dns-guess.ts';
import { coversDns } from '../semantics/dns-grants.ts';
import { dnsReach } from '../semantics/dns-reach.ts';
import type { Answer } from '../semantics/answer.ts';

type Known = Facts<'policy' | 'policies', 'pods' | 'namespaces' | 'services'>;

/** NP302: DNS over UDP alone loses large answers, over TCP alone nearly every query. */
export const dnsOneProtocol = defineRule({
  code: 'NP302',
  name: 'dns-one-protocol',
  severity: 'warning',
  confidence: 'likely',
  summary: 'Egress to DNS is open for UDP only, or for TCP only because the protocol was left out.',
  needs: ['policy', 'policies'],
  uses: ['pods', 'namespaces', 'services'],
  *check(facts) {
    const { policy } = facts;
    if (!policy.isolates.includes('egress')) return;
    for (const [protocol, missing] of [
      ['UDP', 'TCP'],
      ['TCP', 'UDP'],
    ] as const) {
      const path = entryFor(policy, protocol);
      if (path === undefined) continue;
      const cut = podsWith(facts, protocol, missing);
      if (cut !== undefined) yield draft(path, missing, cut);
    }
  },
});

/** The first port entry that names a DNS port for this protocol; a rule that opens every port was not written for DNS. */
function entryFor(policy: NetworkPolicy, protocol: Protocol): Path | undefined {
  for (const [index, rule] of policy.egress.entries()) {
    const position = rule.ports.findIndex((port) => namesDnsPort(port, protocol));
    if (position !== -1) return ['spec', 'egress', index, 'ports', position];
  }
  return undefined;
}

function namesDnsPort(port: PolicyPort, protocol: Protocol): boolean {
  return (
    port.kind !== 'every' && coversDns(port, protocol) && !(port.kind === 'range' && port.last > port.first)
  );
}

/** The names of pods that have DNS over one protocol and not the other, empty when judged without pods. */
function podsWith(facts: Known, open: Protocol, missing: Protocol): readonly string[] | undefined {
  const { policy, pods, namespaces, services, policies } = facts;
  const reach =
    pods === undefined || namespaces === undefined || services === undefined
      ? undefined
      : dnsReach(policy, { pods, namespaces, services, policies });
  if (reach === undefined || reach.clients.length === 0)
    return lacks(guessDns(facts), open, missing) ? [] : undefined;
  const cut = reach.clients.filter((clients) => lacks(clients, open, missing));
  return cut.length === 0 ? undefined : cut.flatMap((clients) => clients.pods.map(({ name }) => name));
}

function lacks(
  reach: { readonly [each in 'UDP' | 'TCP']: Answer } | DnsGuess,
  open: Protocol,
  missing: Protocol,
): boolean {
  return answer(reach, open) === 'yes' && answer(reach, missing) === 'no';
}

function answer(reach: { readonly UDP: Answer; readonly TCP: Answer }, protocol: Protocol): Answer {
  return protocol === 'TCP' ? reach.TCP : reach.UDP;
}

function draft(path: Path, missing: Protocol, pods: readonly string[]): Draft {
  const whom = pods.length === 0 ? '' : ` for ${enumerate(pods, 2)}`;
  return missing === 'TCP'
    ? {
        path,
        message: `DNS is open for UDP only${whom}: answers too large for a packet are asked for again over TCP and lost`,
        help: 'add the same port with protocol: TCP',
      }
    : {
        path,
        message: `DNS is open for TCP only${whom}, the default protocol: nearly all queries use UDP and are dropped`,
        help: 'add the same port with protocol: UDP, and keep TCP for large answers',
      };
}
