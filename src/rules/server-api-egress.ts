import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import {
  type IPBlock,
  type NetworkPolicy,
  onlyNumberOf,
  type PolicyPort,
  type PolicyRule,
} from '../model/networkpolicy.ts';
import { isForOperator, mayBeForController, speaksOfApiServer } from '../semantics/api-server/clients.ts';
import { apiServerPort, apiServicePort, isApiNumber, usualApiPort } from '../semantics/api-server/ports.ts';
import { hasSelectorsOnly, soughtApiServer } from '../semantics/api-server/sought.ts';
import { mayShare } from '../semantics/dns/guess.ts';
import { hasPort } from '../semantics/sets/port-set.ts';
import { portTermsOf } from '../semantics/ports/port-terms.ts';
import { isDnsPort } from '../semantics/ports/usual-ports.ts';
import { worldsOf } from '../semantics/addresses/world.ts';

type Known = Facts<'policy', 'services' | 'policies' | 'raw' | 'pods'>;

/**
 * NP311: clients ask the API server on 443, where its Service is, and policies see the port behind it, on a host that no
 * selector means.
 */
export const serverApiEgress = defineRule({
  code: 'NP311',
  name: 'server-api-egress',
  severity: 'info',
  confidence: 'likely',
  summary: 'Egress that was written for the API server and does not reach it: by its port, or by selectors.',
  needs: ['policy'],
  uses: ['services', 'policies', 'raw', 'pods'],
  *check(facts) {
    if (!facts.policy.isolates.includes('egress')) return;
    const known = apiServerPort(facts.services);
    const byNumber = byPort(facts, known);
    if (byNumber.length > 0 && !isOpen(known ?? usualApiPort, facts)) yield* byNumber;
    const selected = bySelectors(facts);
    const mayServe = known === undefined ? [usualApiPort, apiServicePort] : [known];
    if (selected.length > 0 && !mayServe.some((port) => isOpen(port, facts))) yield* selected;
  },
});

/** On 443 where the API server listens on another port, or on 6443 where it listens on 443. */
function byPort(facts: Known, known: number | undefined): readonly Draft[] {
  const port = known ?? usualApiPort;
  const written = port === apiServicePort ? usualApiPort : apiServicePort;
  const aim = aimOf(facts, known);
  for (const [index, rule] of facts.policy.egress.entries()) {
    const entry = entryFor(rule, written);
    if (entry === -1 || !isFor(aim, rule)) continue;
    return [{ path: ['spec', 'egress', index, 'ports', entry, 'port'], ...statement(port, known) }];
  }
  return [];
}

/** By selectors, of which none means the API server. */
function bySelectors({ policy, raw, pods }: Known): readonly Draft[] {
  const signs = { ofDefault: pods?.in('default') ?? [], isSaid: speaksOfApiServer(policy, raw?.value) };
  return policy.egress.flatMap((rule, index) => {
    if (!hasSelectorsOnly(rule)) return [];
    return rule.peers.flatMap((peer, position): readonly Draft[] => {
      if (peer.kind !== 'pods') return [];
      const whom = soughtApiServer({ peer, rule, direction: 'egress' }, policy, signs);
      return whom === undefined ? [] : [notSelected(whom, index, position)];
    });
  });
}

function notSelected(whom: string, index: number, position: number): Draft {
  return {
    path: ['spec', 'egress', index, 'to', position],
    message: `to[${position}] means ${whom}: the API server is on its host's network, and no selector means it`,
    help: 'allow its addresses by an ipBlock, on the port that it listens on, mostly 6443: kubectl get endpointslices -n default',
  };
}

/** Whether 443 is for the API server: the policy says so, or it is all that its pods need, or neither can be told. */
type Aim = 'said' | 'likely' | 'unknown';

function aimOf({ policy, raw }: Known, known: number | undefined): Aim {
  if (speaksOfApiServer(policy, raw?.value)) return 'said';
  const isUsual = !opensOtherTcp(policy);
  if (known === undefined) return isForOperator(policy) && isUsual ? 'likely' : 'unknown';
  return mayBeForController(policy) || isUsual ? 'likely' : 'unknown';
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
    port.protocol === 'TCP' && !isApiNumber(onlyNumberOf(port)) && !isDnsPort(port);
  return egress.some(({ ports }) => ports.length === 0 || ports.some(isOther));
}

function entryFor({ ports }: PolicyRule, number: number): number {
  return ports.findIndex((port) => port.protocol === 'TCP' && onlyNumberOf(port) === number);
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
        message: `opens 443, and an API server mostly listens on ${port}: policies see the port behind its Service`,
        help: `if these pods use the API server, add TCP ${port}, or the port that is shown by kubectl get endpointslices -n default`,
      }
    : {
        message: `opens ${port === apiServicePort ? usualApiPort : apiServicePort}, where connections to the API server do not arrive: it listens on ${port} behind Service default/kubernetes`,
        help: `add TCP ${port} if these pods use the API server`,
      };
}
