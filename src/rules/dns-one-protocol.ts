import { defineRule, type Draft } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import { isOnePort, type NetworkPolicy, onlyNumberOf } from '../model/networkpolicy.ts';
import { type Path, toPointer } from '../model/pointer.ts';
import type { DnsAccess } from '../semantics/dns/access.ts';
import { coversDns, speaksOfDns } from '../semantics/dns/grants.ts';

type Transport = 'UDP' | 'TCP';

/** NP302: DNS over UDP alone loses large answers, over TCP alone nearly every query. */
export const dnsOneProtocol = defineRule({
  code: 'NP302',
  name: 'dns-one-protocol',
  severity: 'warning',
  confidence: 'likely',
  summary: 'Egress to DNS is open for UDP only, or for TCP only because the protocol was left out.',
  needs: ['intact', 'dns'],
  *check({ intact: policy, dns }) {
    for (const [open, missing] of [
      ['UDP', 'TCP'],
      ['TCP', 'UDP'],
    ] as const) {
      const cut = podsWithout(missing, open, dns);
      if (cut === undefined) continue;
      const path = entryFor(policy, open, dns.by === 'policies' && dns[open] === 'unknown');
      if (path !== undefined) yield { ...draft(path, missing, cut), ...adding(path, missing, policy) };
    }
  },
});

/**
 * The first port entry that names a DNS port for this protocol; an entry that opens more was not written for DNS, and
 * where it cannot be told whom a peer means, its labels must say that it was.
 */
function entryFor(policy: NetworkPolicy, protocol: Transport, byWords: boolean): Path | undefined {
  for (const [index, rule] of policy.egress.entries()) {
    if (byWords && !speaksOfDns(rule)) continue;
    const position = rule.ports.findIndex((port) => coversDns(port, protocol) && isOnePort(port));
    if (position !== -1) return ['spec', 'egress', index, 'ports', position];
  }
  return undefined;
}

/** The names of the pods that have DNS over one protocol alone; none of them known when judged by the policies. */
function podsWithout(missing: Transport, open: Transport, dns: DnsAccess): readonly string[] | undefined {
  if (dns.by === 'policies') return dns[open] !== 'no' && dns[missing] === 'no' ? [] : undefined;
  const cut = dns.clients.filter((reach) => reach[open] === 'yes' && reach[missing] === 'no');
  return cut.length === 0 ? undefined : cut.flatMap(({ pods }) => pods.map(({ name }) => name));
}

/** The same port once more, at the end of the list. */
function adding(path: Path, protocol: Transport, { egress }: NetworkPolicy): Pick<Draft, 'fix'> {
  const [, , rule, , position] = path;
  const open = egress[Number(rule)]?.ports[Number(position)];
  const port = open?.kind === 'named' ? open.name : open && onlyNumberOf(open);
  if (port === undefined) return {};
  const list = toPointer([...path.slice(0, -1), '-']);
  return { fix: { safe: false, patch: [{ op: 'add', path: list, value: { port, protocol } }] } };
}

function draft(path: Path, missing: Transport, pods: readonly string[]): Draft {
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
