import { type Direction, type NetworkPolicy, type PolicyRule, rulesOf } from '../model/networkpolicy.ts';
import { areGrantsCovered, type Effort, newEffort } from './coverage.ts';
import { enclosing } from './enclosing.ts';
import { type Grant, grantsOf, isEmptyGrant } from './grant.ts';
import { peerTermOf, peerTermsOf } from './policy-terms.ts';
import { portTermsOf } from './port-terms.ts';
import { matchesEverything } from './selector-set.ts';

/** An entry of a list that the others make superfluous, whatever pods exist. */
export interface RedundantEntry {
  readonly index: number;
  /** The entries that cover it, none of which is itself called redundant; ascending. */
  readonly coveredBy: readonly number[];
}

/** The peers of a rule that another peer of it covers alone. Of equals the first stays; peers that match nothing stay. */
export function redundantPeers(rule: PolicyRule, namespace: string): readonly RedundantEntry[] {
  const ports = portTermsOf([]);
  return coveredByOne(
    rule.peers.map((peer) => grantsOf(matchesEverything, { peer: peerTermOf(peer, namespace), ports })),
  );
}

/** The port entries of a rule that another entry of it covers alone. Of equals the first stays. */
export function redundantPorts(rule: PolicyRule): readonly RedundantEntry[] {
  const peer = { kind: 'everyone', key: 'everyone' } as const;
  return coveredByOne(
    rule.ports.map((port) => grantsOf(matchesEverything, { peer, ports: portTermsOf([port]) })),
  );
}

/** The rules of a direction that the others cover together. Of equals the first stays; rules that grant nothing stay. */
export function redundantRules(policy: NetworkPolicy, direction: Direction): readonly RedundantEntry[] {
  const rules = rulesOf(policy, direction).map((rule) => {
    const ports = portTermsOf(rule.ports);
    return peerTermsOf(rule, policy.namespace).flatMap((peer) =>
      grantsOf(matchesEverything, { peer, ports }),
    );
  });
  const effort = newEffort();
  const kept = new Set(rules.keys());
  for (const index of [...rules.keys()].reverse()) {
    if (effort.left < 0) break;
    const others = [...kept].filter((other) => other !== index);
    if (isCoveredBy(rules, index, others, effort)) kept.delete(index);
  }
  return [...rules.keys()]
    .filter((index) => !kept.has(index))
    .map((index) => ({ index, coveredBy: fewest(rules, index, [...kept], effort) }));
}

function isCoveredBy(
  entries: readonly (readonly Grant[])[],
  index: number,
  others: readonly number[],
  effort: Effort,
): boolean {
  const grants = entries[index] ?? [];
  if (effort.left < 0 || grants.every(isEmptyGrant)) return false;
  return areGrantsCovered(
    grants,
    others.flatMap((other) => entries[other] ?? []),
    effort,
  );
}

/** Leaves out what is not needed, the last ones first. */
function fewest(
  entries: readonly (readonly Grant[])[],
  index: number,
  others: readonly number[],
  effort: Effort,
): readonly number[] {
  const alone = others.find((other) => isCoveredBy(entries, index, [other], effort));
  if (alone !== undefined) return [alone];
  return others.toReversed().reduce((needed, candidate) => {
    const rest = needed.filter((other) => other !== candidate);
    return isCoveredBy(entries, index, rest, effort) ? rest : needed;
  }, others);
}

function coveredByOne(entries: readonly (readonly Grant[])[]): readonly RedundantEntry[] {
  const effort = newEffort();
  const candidates = enclosing(entries);
  const covers = (index: number, other: number): boolean =>
    other !== index && kept.has(other) && isCoveredBy(entries, index, [other], effort);
  const kept = new Set(entries.keys());
  for (const index of [...entries.keys()].reverse()) {
    if (candidates[index]?.some((other) => covers(index, other)) === true) kept.delete(index);
  }
  return [...entries.keys()].flatMap((index): readonly RedundantEntry[] => {
    if (kept.has(index)) return [];
    const cover = candidates[index]?.find((other) => covers(index, other));
    return cover === undefined ? [] : [{ index, coveredBy: [cover] }];
  });
}
