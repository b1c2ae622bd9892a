import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import {
  type IPBlock,
  type NetworkPolicy,
  onlyNumberOf,
  type PolicyPort,
  type PolicyRule,
} from '../model/networkpolicy.ts';
import { isForController, speaksOfApiServer } from '../semantics/api-server/clients.ts';
import { apiServerPort, apiServicePort, usualApiPort } from '../semantics/api-server/ports.ts';
import { mayShare } from '../semantics/dns/guess.ts';
import { hasPort } from '../semantics/sets/port-set.ts';
import { portTermsOf } from '../semantics/ports/port-terms.ts';
import { isDnsPort } from '../semantics/ports/usual-ports.ts';
import { worldsOf } from '../semantics/addresses/world.ts';

type Known = Facts<'policy', 'services' | 'policies' | 'raw'>;

/** NP311: clients ask the API server on 443, where its Service is, and policies see the port behind it. */
export const serverApiEgress = defineRule({
  code: 'NP311',
  name: 'server-api-egress',
  severity: 'info',
  confidence: 'likely',
  summary: 'Egress on 443, the port of the API server’s Service, where the API server listens on another.',
  needs: ['policy'],
  uses: ['services', 'policies', 'raw'],
  *check(facts) {
    const { policy, services } = facts;
    const known = apiServerPort(services);
    const port = known ?? usualApiPort;
    if (!policy.isolates.includes('egress') || port === apiServicePort) return;
    const aim = aimOf(facts, known);
    for (const [index, rule] of policy.egress.entries()) {
      const entry = entryFor(rule);
      if (entry === -1 || !isFor(aim, rule)) continue;
      if (isOpen(port, facts)) return;
      yield { path: ['spec', 'egress', index, 'ports', entry, 'port'], ...statement(port, known) };
      return;
    }
  },
});

/** Whether 443 is for the API server: the policy says so, or it is all that its pods need, or neither can be told. */
type Aim = 'said' | 'likely' | 'unknown';

function aimOf({ policy, raw }: Known, known: number | undefined): Aim {
  if (speaksOfApiServer(policy, raw?.value)) return 'said';
  const signs = [known !== undefined, isForController(policy), !opensOtherTcp(policy)];
  return signs.filter(Boolean).length > 1 ? 'likely' : 'unknown';
}

function isFor(aim: Aim, rule: PolicyRule): boolean {
  switch (aim) {
    case 'said':
      return mayMeanApiServer(rule);
    case 'likely':
      return meansEveryone(rule);
    case 'unknown':
      return false;
  }
}

/** Whether this policy, or another one of the same pods, lets connections out to the API server's port. */
function isOpen(port: number, { policy, policies }: Known): boolean {
  const isOpenIn = ({ isolates, egress }: NetworkPolicy): boolean =>
    isolates.includes('egress') && egress.some((rule) => opensToAddresses(rule, port));
  if (isOpenIn(policy)) return true;
  const others = policies?.in(policy.namespace) ?? [];
  return others.some((other) => other !== policy && isOpenIn(other) && mayShare(policy, other, []));
}

/** Whether an egress rule opens the TCP port towards addresses: those of some block, or everyone's. */
function opensToAddresses({ ports, peers }: PolicyRule, port: number): boolean {
  if (peers.length > 0 && !peers.some(({ kind }) => kind === 'ipBlock')) return false;
  return hasPort(portTermsOf(ports).numbers, 'TCP', port);
}

/** Who opens other services as well, or everything, has clients of the internet in mind. */
function opensOtherTcp({ egress }: NetworkPolicy): boolean {
  const isOther = (port: PolicyPort): boolean =>
    port.protocol === 'TCP' && onlyNumberOf(port) !== apiServicePort && !isDnsPort(port);
  return egress.some(({ ports }) => ports.length === 0 || ports.some(isOther));
}

function entryFor({ ports }: PolicyRule): number {
  return ports.findIndex((port) => port.protocol === 'TCP' && onlyNumberOf(port) === apiServicePort);
}

/** Of a network so small that it was written for one API server the author knows the port. */
function mayMeanApiServer({ peers }: PolicyRule): boolean {
  return peers.length === 0 || peers.some((peer) => peer.kind === 'ipBlock' && isWide(peer));
}

/** Wider than the networks of providers, whose API servers listen on 443. */
function isWide({ cidr: { family, first, last } }: IPBlock): boolean {
  return last - first >= 1n << (family === 4 ? 20n : 80n);
}

/** Who excepts some networks means the internet. */
function meansEveryone({ peers }: PolicyRule): boolean {
  return peers.length === 0 || worldsOf(peers).length > 0;
}

function statement(port: number, known: number | undefined): Pick<Draft, 'message' | 'help' | 'confidence'> {
  return known === undefined
    ? {
        confidence: 'possible',
        message: `opens 443 for the API server, which itself mostly listens on ${port}: policies see the port behind the Service`,
        help: `add TCP ${port}, or the port that is shown by kubectl get endpointslices -n default`,
      }
    : {
        message: `opens 443, where connections to the API server do not arrive: it listens on ${port} behind Service default/kubernetes`,
        help: `add TCP ${port} if these pods use the API server`,
      };
}
