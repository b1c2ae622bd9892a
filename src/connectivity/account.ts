import { qualifiedName } from '../model/identity.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Direction, NetworkPolicy } from '../model/networkpolicy.ts';
import type { Answer } from '../semantics/answer.ts';
import { isolating } from '../semantics/isolation.ts';
import type { SideExplanation } from '../semantics/side.ts';
import type { Verdict } from '../semantics/verdict.ts';
import { doubts, type Judged, nearMisses, type RuleAccount } from './rule-account.ts';

/** What one end of a connection has to say about it, with all that decides. */
export interface SideAccount {
  readonly kind: SideExplanation['kind'];
  readonly answer: Answer;
  /** The policies that isolate this end in this direction. */
  readonly isolatedBy: readonly NetworkPolicy[];
  /**
   * What allows it, or may; of a denied connection every rule of the policies that isolate, and what it allows instead.
   */
  readonly rules: readonly RuleAccount[];
  /** Each completes "cannot tell: …". */
  readonly reasons: readonly string[];
}

/** Text that is equal for verdicts that are reached in the same way: by the same policies, rules or reasons. */
export function verdictKey({ answer, egress, ingress }: Verdict): string {
  return JSON.stringify([answer, sideKey(egress), sideKey(ingress)]);
}

function sideKey(side: SideExplanation): readonly unknown[] {
  switch (side.kind) {
    case 'allowed':
      return [
        side.kind,
        ...new Set(side.allowedBy.map(({ policy, rule }) => `${qualifiedName(policy)} ${rule}`)),
      ];
    case 'denied':
      return [side.kind, ...side.isolatedBy.map(qualifiedName)];
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
    rules: rulesFor(first, judged, direction, inventory),
    reasons: [...new Set(sides.flatMap((side) => (side.kind === 'cannotTell' ? side.reasons : [])))],
  };
}

function rulesFor(
  first: SideExplanation,
  judged: readonly Judged[],
  direction: Direction,
  inventory: Inventory,
): readonly RuleAccount[] {
  switch (first.kind) {
    case 'denied':
      return nearMisses(judged, first.isolatedBy, direction, inventory);
    case 'cannotTell':
      return doubts(judged, isolatingAny(judged, direction, inventory), direction, inventory);
    case 'allowed':
      return uniteAllowances(
        judged.flatMap(({ verdict }) => {
          const side = verdict[direction];
          return side.kind === 'allowed' ? side.allowedBy : [];
        }),
      );
    case 'notSubject':
    case 'self':
    case 'ownNode':
    case 'notIsolated':
    case 'finished':
      return [];
  }
}

function isolatingAny(
  judged: readonly Judged[],
  direction: Direction,
  inventory: Inventory,
): readonly NetworkPolicy[] {
  const policies = judged.flatMap(({ connection }) => {
    const end = direction === 'egress' ? connection.source : connection.destination;
    return end.kind === 'pod' ? isolating(end.pod, direction, inventory) : [];
  });
  return [...new Set(policies)];
}

type Allowance = Extract<SideExplanation, { readonly kind: 'allowed' }>['allowedBy'][number];

function uniteAllowances(allowances: readonly Allowance[]): readonly RuleAccount[] {
  const byRule = Map.groupBy(allowances, ({ policy, rule }) => `${qualifiedName(policy)} ${rule}`);
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
