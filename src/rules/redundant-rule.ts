import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { type Direction, directions, type NetworkPolicy, rulesOf } from '../model/networkpolicy.ts';
import { hasExceptsUndoneBy } from '../semantics/addresses/undone-excepts.ts';
import { isForDnsOnly } from '../semantics/dns/miss.ts';
import { allowsEverything } from '../semantics/peers/opening.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { type RedundantEntry, redundantRules } from '../semantics/redundancy/redundant-entries.ts';
import { slippedRules } from '../semantics/slips/slips.ts';

type Known = Facts<'comparable', 'raw' | 'pods' | 'namespaces'>;

/** NP209: a rule that the other rules of its direction cover together, whatever pods exist. */
export const redundantRule = defineRule({
  code: 'NP209',
  name: 'redundant-rule',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A rule that the other rules of the policy cover, whatever pods exist.',
  needs: ['comparable', 'intact'],
  uses: ['raw', 'pods', 'namespaces'],
  *check(facts) {
    const { comparable: policy } = facts;
    for (const direction of directions) {
      if (!policy.isolates.includes(direction)) continue;
      const found = redundant(direction, facts);
      const opening = openingOf(found, policy, direction);
      if (opening === undefined) {
        const untold = found.filter((entry) => !isToldByExcepts(entry, policy, direction));
        yield* untold.map((entry) => addsNothing(entry, direction, policy));
      } else yield besideIt(opening, found, direction);
    }
  },
});

/** NP308 says of excepts that another rule undoes them, which is what becomes of the rest of the entry too. */
function isToldByExcepts(
  { index, coveredBy: [cover, ...others] }: RedundantEntry,
  policy: NetworkPolicy,
  direction: Direction,
): boolean {
  if (cover === undefined || others.length > 0) return false;
  const rule = rulesOf(policy, direction)[cover];
  if (rule === undefined || allowsEverything(rule)) return false;
  return hasExceptsUndoneBy(policy, direction, index, cover);
}

/** The rule that allows everything, where several others stand beside it. */
function openingOf(
  found: readonly RedundantEntry[],
  policy: NetworkPolicy,
  direction: Direction,
): number | undefined {
  const [cover] = found.length > 1 ? (found[0]?.coveredBy ?? []) : [];
  const rule = cover === undefined ? undefined : rulesOf(policy, direction)[cover];
  return rule !== undefined && allowsEverything(rule) ? cover : undefined;
}

function besideIt(opening: number, found: readonly RedundantEntry[], direction: Direction): Draft {
  const covered = enumerate(found.map(({ index }) => `${direction}[${index}]`));
  return {
    path: ['spec', direction, opening],
    message: `${direction}[${opening}] allows everything, so that ${covered} add nothing`,
    help: `delete ${direction}[${opening}], or the others if everything is meant`,
    related: found.map(({ index }) => ({ message: 'adds nothing', path: ['spec', direction, index] })),
  };
}

function addsNothing(entry: RedundantEntry, direction: Direction, policy: NetworkPolicy): Draft {
  const { index, coveredBy } = entry;
  const covers = enumerate(coveredBy.map((other) => `${direction}[${other}]`));
  return {
    path: ['spec', direction, index],
    ...(staysForDns(entry, direction, policy) ? { severity: 'info' as const } : {}),
    message: `${direction}[${index}] adds nothing: ${covers} ${conjugate('allows', coveredBy.length)} all that it allows`,
    help: `delete ${direction}[${index}], or narrow ${covers} if it allows more than is meant`,
    related: coveredBy.map((other) => ({ message: 'allows it already', path: ['spec', direction, other] })),
  };
}

/** A rule for DNS says what pods cannot do without, also when the rules for something else are narrowed. */
function staysForDns(
  { index, coveredBy }: RedundantEntry,
  direction: Direction,
  policy: NetworkPolicy,
): boolean {
  const [rule, ...covers] = [index, ...coveredBy].map((each) => rulesOf(policy, direction)[each]);
  if (direction !== 'egress' || rule === undefined || !isForDnsOnly(rule)) return false;
  return covers.every((cover) => cover !== undefined && !isForDnsOnly(cover) && !allowsEverything(cover));
}

/** What NP113 and NP201 take for a slip covers a rule only until it is repaired. */
function redundant(direction: Direction, facts: Known): readonly RedundantEntry[] {
  const { comparable: policy } = facts;
  if (redundantRules(policy, direction).length === 0) return [];
  return redundantRules(policy, direction, slippedRules(policy, direction, facts));
}
