import type { Inventory } from '../model/inventory.ts';
import { type Direction, type NetworkPolicy, rulesOf } from '../model/networkpolicy.ts';
import { peerAdmits, portAdmits } from '../semantics/admitting.ts';
import { type Answer, anyOf } from '../semantics/answer.ts';
import type { Connection } from '../semantics/connection.ts';
import type { SideExplanation } from '../semantics/side.ts';
import type { Verdict } from '../semantics/verdict.ts';

/** What one end of a connection has to say about it, with all that decides. */
export interface SideAccount {
  readonly kind: SideExplanation['kind'];
  readonly answer: Answer;
  /** The policies that isolate this end in this direction. */
  readonly isolatedBy: readonly NetworkPolicy[];
  /** What allows it; of a denied connection every rule of the policies that isolate, and what it allows instead. */
  readonly rules: readonly RuleAccount[];
  /** Each completes "cannot tell: …". */
  readonly reasons: readonly string[];
}

/** One rule and how it bears on the connection; indexes count from 0. */
export interface RuleAccount {
  readonly policy: NetworkPolicy;
  readonly rule: number;
  /** `allows`, or what of the connection the rule does not cover. */
  readonly outcome: 'allows' | 'otherPeer' | 'otherPort' | 'otherPeerAndPort';
  /** The peers that admit; where none does, all. Empty for a rule without peers, which means everyone. */
  readonly peers: readonly number[];
  /** The port entries that admit; where none does, all. Empty for a rule without ports, which means every port. */
  readonly ports: readonly number[];
}

/** A verdict and the connection that it is about. */
export interface Judged {
  readonly connection: Connection;
  readonly verdict: Verdict;
}

/** Text that is equal for verdicts that are reached in the same way: by the same policies, rules or reasons. */
export function verdictKey({ answer, egress, ingress }: Verdict): string {
  return JSON.stringify([answer, sideKey(egress), sideKey(ingress)]);
}

function sideKey(side: SideExplanation): readonly unknown[] {
  const nameOf = ({ namespace, name }: NetworkPolicy): string => `${namespace}/${name}`;
  switch (side.kind) {
    case 'allowed':
      return [side.kind, ...new Set(side.allowedBy.map(({ policy, rule }) => `${nameOf(policy)} ${rule}`))];
    case 'denied':
      return [side.kind, ...side.isolatedBy.map(nameOf)];
    case 'cannotTell':
      return [side.kind, ...side.reasons];
    case 'notSubject':
      return [side.kind, side.because];
    case 'self':
    case 'ownNode':
    case 'notIsolated':
    case 'finished':
      return [side.kind];
  }
}

/** What one end says, over all connections that it treats in the same way; there is at least one. */
export function account(judged: readonly Judged[], direction: Direction, inventory: Inventory): SideAccount {
  const sides = judged.map(({ verdict }) => verdict[direction]);
  const [first] = sides;
  if (first === undefined) throw new TypeError('nothing to account for');
  return {
    kind: first.kind,
    answer: first.answer,
    isolatedBy: 'isolatedBy' in first ? first.isolatedBy : [],
    rules:
      first.kind === 'denied'
        ? nearMisses(judged, first.isolatedBy, direction, inventory)
        : uniteAllowances(sides.flatMap((side) => (side.kind === 'allowed' ? side.allowedBy : []))),
    reasons: [...new Set(sides.flatMap((side) => (side.kind === 'cannotTell' ? side.reasons : [])))],
  };
}

type Allowance = Extract<SideExplanation, { readonly kind: 'allowed' }>['allowedBy'][number];

function uniteAllowances(allowances: readonly Allowance[]): readonly RuleAccount[] {
  const byRule = Map.groupBy(allowances, ({ policy, rule }) => `${policy.namespace}/${policy.name} ${rule}`);
  return [...byRule.values()].flatMap((group): readonly RuleAccount[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { policy, rule } = first;
    const peers = indexes(group.map(({ peer }) => peer));
    return [{ policy, rule, outcome: 'allows', peers, ports: indexes(group.map(({ port }) => port)) }];
  });
}

function indexes(found: readonly (number | undefined)[]): readonly number[] {
  return [...new Set(found.filter((index) => index !== undefined))].sort((one, other) => one - other);
}

function nearMisses(
  judged: readonly Judged[],
  policies: readonly NetworkPolicy[],
  direction: Direction,
  inventory: Inventory,
): readonly RuleAccount[] {
  return policies.flatMap((policy) =>
    rulesOf(policy, direction).map((_, rule) => nearMiss(judged, policy, rule, direction, inventory)),
  );
}

function nearMiss(
  judged: readonly Judged[],
  policy: NetworkPolicy,
  rule: number,
  direction: Direction,
  { namespaces }: Inventory,
): RuleAccount {
  const { peers = [], ports = [] } = rulesOf(policy, direction)[rule] ?? {};
  const admitsPeer = (index: number): boolean =>
    anyOf(
      judged.map(({ connection }) => {
        const other = direction === 'egress' ? connection.destination : connection.source;
        const context = { other, family: undefined, namespaces, profile };
        const peer = peers[index];
        return peer === undefined ? 'no' : peerAdmits(peer, policy, context);
      }),
    ) === 'yes';
  const admitsPort = (index: number): boolean =>
    judged.some(({ connection }) => {
      const port = ports[index];
      return port !== undefined && portAdmits(port, connection, connection.destination);
    });
  const [allPeers, allPorts] = [[...peers.keys()], [...ports.keys()]];
  const [fitting, open] = [allPeers.filter(admitsPeer), allPorts.filter(admitsPort)];
  const hasPeer = peers.length === 0 || fitting.length > 0;
  const hasPort = ports.length === 0 || open.length > 0;
  return {
    policy,
    rule,
    outcome: hasPeer ? 'otherPort' : hasPort ? 'otherPeer' : 'otherPeerAndPort',
    peers: hasPeer ? fitting : allPeers,
    ports: hasPort ? open : allPorts,
  };
}

const profile = { ipBlockMatchesPods: 'upstream' } as const;
