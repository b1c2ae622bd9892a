import type { Inventory } from '../model/inventory.ts';
import { type Direction, type NetworkPolicy, rulesOf } from '../model/networkpolicy.ts';
import { peerAdmits, portAdmits, upstream } from '../semantics/admitting.ts';
import { type Answer, anyOf } from '../semantics/answer.ts';
import type { Connection } from '../semantics/connection.ts';
import type { Verdict } from '../semantics/verdict.ts';

/** One rule and how it bears on the connection; indexes count from 0. */
export interface RuleAccount {
  readonly policy: NetworkPolicy;
  readonly rule: number;
  /** `allows`, whether it does cannot be told, or what of the connection the rule does not cover. */
  readonly outcome: 'allows' | 'mayAllow' | 'otherPeer' | 'otherPort' | 'otherPeerAndPort';
  /** The peers that admit, or may; where none does, all. Empty for a rule without peers, which means everyone. */
  readonly peers: readonly number[];
  /** The port entries that admit; where none does, all. Empty for a rule without ports, which means every port. */
  readonly ports: readonly number[];
}

/** A verdict and the connection that it is about. */
export interface Judged {
  readonly connection: Connection;
  readonly verdict: Verdict;
}

/** What every rule of policies that deny the connections allows instead. */
export function nearMisses(
  judged: readonly Judged[],
  policies: readonly NetworkPolicy[],
  direction: Direction,
  inventory: Inventory,
): readonly RuleAccount[] {
  return rulesIn(policies, direction).map(([policy, rule]) => {
    const { peers, admits, hasPort, ports } = fitOf(judged, policy, rule, direction, inventory);
    const fitting = admits('yes');
    const hasPeer = peers.length === 0 || fitting.length > 0;
    const outcome = hasPeer ? 'otherPort' : hasPort ? 'otherPeer' : 'otherPeerAndPort';
    return { policy, rule, outcome, peers: hasPeer ? fitting : peers, ports };
  });
}

/** The rules of which it cannot be told whether they allow the connections. */
export function doubts(
  judged: readonly Judged[],
  policies: readonly NetworkPolicy[],
  direction: Direction,
  inventory: Inventory,
): readonly RuleAccount[] {
  return rulesIn(policies, direction).flatMap(([policy, rule]) => {
    const { admits, hasPort, ports } = fitOf(judged, policy, rule, direction, inventory);
    const peers = admits('unknown');
    return hasPort && peers.length > 0 ? [{ policy, rule, outcome: 'mayAllow', peers, ports }] : [];
  });
}

function rulesIn(
  policies: readonly NetworkPolicy[],
  direction: Direction,
): readonly (readonly [policy: NetworkPolicy, rule: number])[] {
  return policies.flatMap((policy) =>
    rulesOf(policy, direction).map((_, rule): [NetworkPolicy, number] => [policy, rule]),
  );
}

/** How the entries of a rule fit the connections, by index from 0. */
interface Fit {
  readonly peers: readonly number[];
  /** The peers that give this answer. */
  readonly admits: (answer: Answer) => readonly number[];
  readonly hasPort: boolean;
  /** The port entries that admit; where none does, all. */
  readonly ports: readonly number[];
}

function fitOf(
  judged: readonly Judged[],
  policy: NetworkPolicy,
  rule: number,
  direction: Direction,
  { namespaces }: Inventory,
): Fit {
  const { peers = [], ports = [] } = rulesOf(policy, direction)[rule] ?? {};
  const answers = peers.map((peer) =>
    anyOf(
      judged.map(({ connection }) => {
        const other = direction === 'egress' ? connection.destination : connection.source;
        return peerAdmits(peer, policy, { other, family: undefined, namespaces, profile: upstream });
      }),
    ),
  );
  const open = [...ports.entries()].flatMap(([index, port]) =>
    judged.some(({ connection }) => portAdmits(port, connection, connection.destination)) ? [index] : [],
  );
  const hasPort = ports.length === 0 || open.length > 0;
  return {
    peers: [...peers.keys()],
    admits: (answer) => answers.flatMap((each, index) => (each === answer ? [index] : [])),
    hasPort,
    ports: hasPort ? open : [...ports.keys()],
  };
}
