import { defineRule, type Draft } from '../lint/rule.ts';
import { count, enumerate } from '../lint/text.ts';
import { qualifiedName } from '../model/identity.ts';
import type { Inventory } from '../model/inventory.ts';
import { type Direction, type NetworkPolicy, peersField, rulesOf } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import { describeGroup, describePods } from '../semantics/effect-words.ts';
import { comparePolicies } from '../semantics/engine/endpoint-group.ts';
import { isolating } from '../semantics/isolation.ts';
import { selectsPod } from '../semantics/selecting.ts';
import { describePorts } from '../semantics/sets/port-set.ts';
import { type VainGrant, vainGrants } from '../semantics/vain-grants.ts';

/** NP504: a connection needs the consent of both ends; here one end has it and the other does not. */
export const oneSidedAllow = defineRule({
  code: 'NP504',
  name: 'one-sided-allow',
  severity: 'warning',
  confidence: 'likely',
  assumes: 'noOtherPolicies',
  summary: 'A connection that this policy allows and the policies at the other end block.',
  needs: ['intact', 'policies', 'connectivity'],
  uses: ['namespaces'],
  *check({ intact: policy, policies, connectivity, namespaces }) {
    const grants = vainGrants(policy, connectivity.oneSided(policy), namespaces);
    for (const ofRule of Map.groupBy(grants, ({ direction, rule }) => `${direction}/${rule}`).values()) {
      const [widest, ...others] = ofRule.sort((one, other) => other.far.length - one.far.length);
      if (widest !== undefined) yield draft(widest, others.length, policies);
    }
  },
});

function draft(grant: VainGrant, others: number, policies: Inventory['policies']): Draft {
  const { direction, rule, ports, near, far } = grant;
  const opposite = direction === 'egress' ? 'ingress' : 'egress';
  const blocking = blockingAt(far, opposite, policies);
  const lack = `${blocking.length > 1 ? 'none of ' : ''}${enumerate(blocking.map(qualifiedName))} there has`;
  const more = others === 0 ? '' : `, and so with ${count(others, 'other group')} of pods`;
  return {
    path: ['spec', direction, rule, peersField(direction)],
    message: `allows ${describePorts(ports)} ${direction === 'egress' ? 'to' : 'from'} ${describePods(far)}, but ${lack} ${blocking.length > 1 ? 'an' : 'no'} ${opposite} rule for it${more}`,
    help: `add to ${placesFor(blocking, far, opposite)} an ${opposite} rule for ${describeGroup(near)}`,
  };
}

/** The policies there that admit somebody already, and that the rule could join; where none does, those that deny. */
function blockingAt(
  far: readonly Pod[],
  direction: Direction,
  policies: Inventory['policies'],
): readonly NetworkPolicy[] {
  const all = [...new Set(far.flatMap((pod) => isolating(pod, direction, { policies })))];
  const admitting = all.filter((policy) => rulesOf(policy, direction).length > 0);
  return (admitting.length > 0 ? admitting : all).sort(comparePolicies);
}

/** One of them will do where all select the same pods; a default deny can be left alone by a policy beside it. */
function placesFor(blocking: readonly NetworkPolicy[], far: readonly Pod[], direction: Direction): string {
  const names = blocking.map(qualifiedName);
  if (blocking.every((policy) => rulesOf(policy, direction).length === 0)) {
    return enumerate([...names.slice(0, 2), 'another policy of those pods'], 3, 'or');
  }
  const areShared = far.slice(0, 20).every((pod) => blocking.every((policy) => selectsPod(policy, pod)));
  return enumerate(names, 3, areShared ? 'or' : 'and');
}
