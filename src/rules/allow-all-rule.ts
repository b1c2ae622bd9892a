import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { type Direction, type NetworkPolicy, peersField, rulesOf } from '../model/networkpolicy.ts';
import { isTypedEmpty } from '../model/typed-parts.ts';
import { namePromises, openedAgainstName } from '../semantics/name-promise.ts';
import { opensAll } from '../semantics/peers/opening.ts';
import { dataStoreBehind } from '../semantics/ports/data-stores.ts';
import { impliesSelector, selectorSetOf } from '../semantics/sets/selector-set.ts';

/**
 * NP204: a rule for everyone on every port. Of narrower rules beside it NP209 speaks, NP205 of lists that are written and
 * empty, and NP210 where the name promises a restriction: there only what becomes of other policies is left to say.
 */
export const allowAllRule = defineRule({
  code: 'NP204',
  name: 'allow-all-rule',
  severity: 'info',
  confidence: 'certain',
  summary: 'A rule with neither peers nor ports: it allows everything.',
  needs: ['intact'],
  uses: ['policies', 'pods', 'raw'],
  *check({ intact: policy, policies, pods, raw }) {
    const contradicted = openedAgainstName(policy);
    for (const direction of policy.isolates) {
      if (!opensAll(policy, direction)) continue;
      if (rulesOf(policy, direction).length > 1 || isTypedEmpty(raw?.value, direction, 0)) continue;
      const undone = undoneBy(policy, direction, policies);
      const isContradicted = contradicted.includes(direction);
      if (undone.length === 0 && (isContradicted || isPromised(policy, direction))) continue;
      if (undone.length > 0) yield undoes(direction, undone, isContradicted);
      else yield allows(direction, direction === 'ingress' ? storeBehind(policy, pods) : undefined);
    }
  },
});

function undoes(direction: Direction, undone: readonly string[], isContradicted: boolean): Draft {
  return {
    path: ['spec', direction, 0],
    message: `allows all ${direction}, so ${enumerate(undone)} ${conjugate('restricts', undone.length)} none: policies add up`,
    help: isContradicted
      ? `delete ${direction}[0], so that ${undone[0]} restricts ${direction} again`
      : adviseFor(direction),
  };
}

function allows(direction: Direction, store: string | undefined): Draft {
  const path = ['spec', direction, 0];
  const reason = `${direction}[0] has neither ${peersField(direction)} nor ports`;
  if (store === undefined)
    return { path, message: `allows all ${direction}: ${reason}`, help: adviseFor(direction) };
  return {
    path,
    severity: 'warning',
    message: `lets in everyone, inside and outside the cluster, to pods of ${store}: ${reason}`,
    help: 'write under from those who need the data',
  };
}

function adviseFor(direction: Direction): string {
  return `write under ${peersField(direction)} and ports what is meant, unless it is everything`;
}

function storeBehind(policy: NetworkPolicy, pods: Facts<never, 'pods'>['pods']): string | undefined {
  return pods === undefined ? undefined : dataStoreBehind(policy, pods);
}

/** A policy that is called allow-all-egress says what it does. */
function isPromised(policy: NetworkPolicy, direction: Direction): boolean {
  return namePromises(policy).some(
    ({ promises, directions, isWhole }) =>
      promises === 'open' && isWhole && directions?.includes(direction) !== false,
  );
}

/** The policies that would restrict pods in this direction if this one did not open all of them. */
function undoneBy(
  policy: NetworkPolicy,
  direction: Direction,
  policies: Facts<never, 'policies'>['policies'],
): readonly string[] {
  const opened = selectorSetOf(policy.podSelector);
  return (policies?.in(policy.namespace) ?? [])
    .filter((other) => other.isolates.includes(direction) && !opensAll(other, direction))
    .filter((other) => impliesSelector(selectorSetOf(other.podSelector), opened))
    .map(({ name }) => name);
}
