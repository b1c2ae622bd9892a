import { type Direction, peersField, type PolicyPort, rulesOf } from '../model/networkpolicy.ts';
import { portTermsOf } from '../semantics/ports/port-terms.ts';
import { describePeer } from '../semantics/words.ts';
import type { RuleAccount } from './rule-account.ts';
import { describePortTerms } from './words.ts';

/** A part of a policy: what it says, and where it stands as an RFC 6901 pointer. */
export interface RulePart {
  readonly text: string;
  readonly pointer: string;
}

/** The rule itself, what it does to the connection: `rule 2 allows it`. */
export function rulePart(
  { rule, outcome, policy, peers, ports }: RuleAccount,
  direction: Direction,
): RulePart {
  const pointer = `/spec/${direction}/${rule}`;
  const name = `rule ${rule + 1}`;
  const all = rulesOf(policy, direction)[rule];
  const whom = describePeers(
    peers.map((index) => all?.peers[index]),
    policy.namespace,
  );
  const what = describeEntries(ports.flatMap((index) => all?.ports[index] ?? []));
  const toOrFrom = peersField(direction);
  switch (outcome) {
    case 'allows':
      return { text: `${name} allows it`, pointer };
    case 'mayAllow':
      return { text: `${name} may allow it`, pointer };
    case 'otherPort':
      return { text: `${name} allows this ${otherEnd(direction)}, but on ${what}`, pointer };
    case 'otherPeer':
    case 'otherPeerAndPort':
      return { text: `${name} allows ${what} ${toOrFrom} ${whom}`, pointer };
  }
}

/** Of a rule that allows, or may, the peers and the port entries by which it does. */
export function admittingParts(
  { rule, policy, peers, ports }: RuleAccount,
  direction: Direction,
): readonly RulePart[] {
  const all = rulesOf(policy, direction)[rule];
  const pointer = `/spec/${direction}/${rule}`;
  const field = peersField(direction);
  const whom = peers.map((index) => ({
    text: `${field} ${describePeer(all?.peers[index], policy.namespace)}`,
    pointer: `${pointer}/${field}/${index}`,
  }));
  const what = ports.map((index) => ({
    text: `on ${describeEntries([all?.ports[index]].filter((each) => each !== undefined))}`,
    pointer: `${pointer}/ports/${index}`,
  }));
  return [
    ...(whom.length === 0 ? [{ text: `${field} everyone`, pointer }] : whom),
    ...(what.length === 0 ? [{ text: 'on every port', pointer }] : what),
  ];
}

function otherEnd(direction: Direction): string {
  return direction === 'egress' ? 'destination' : 'source';
}

type Peers = readonly Parameters<typeof describePeer>[0][];

/** More are counted. */
const mostPeers = 3;

function describePeers(peers: Peers, namespace: string): string {
  const each = peers.map((peer) => describePeer(peer, namespace));
  const shown = each.slice(0, mostPeers);
  const more = each.length > mostPeers ? `, or ${each.length - mostPeers} other peers` : '';
  return `${shown.join(', or ')}${more}`;
}

function describeEntries(entries: readonly PolicyPort[]): string {
  const { numbers, names } = portTermsOf(entries);
  return entries.length === 0 ? 'every port' : describePortTerms(numbers, names);
}
