import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { hasField, valueAt } from '../model/json.ts';
import {
  type Direction,
  type NetworkPolicy,
  peersField,
  policyTypeOf,
  rulesOf,
} from '../model/networkpolicy.ts';
import { isTypedEmpty } from '../model/typed-parts.ts';
import { type NamePromise, namePromises, openedAgainstName } from '../semantics/name-promise.ts';
import { allowsEverything } from '../semantics/peers/opening.ts';

type Known = Facts<'intact', 'raw'>;

/** NP210: who reads deny-all-egress in a list does not look into the policy. */
export const nameContradictsRules = defineRule({
  code: 'NP210',
  name: 'name-contradicts-rules',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A name that says deny where everything is allowed, or allow where nothing is.',
  needs: ['intact'],
  uses: ['raw'],
  *check(facts) {
    const { intact: policy } = facts;
    yield* opened(facts);
    for (const promise of namePromises(policy)) {
      yield* promise.promises === 'closed' ? notIsolated(promise, facts) : nothingAllowed(promise, policy);
    }
  },
});

/** Where the lists were written and left empty NP205 says so. */
function* opened({ intact: policy, raw }: Known): Iterable<Draft> {
  for (const direction of openedAgainstName(policy)) {
    const index = rulesOf(policy, direction).findIndex(allowsEverything);
    if (isTypedEmpty(raw?.value, direction, index)) continue;
    yield {
      path: ['spec', direction, index],
      message: `named ${policy.name}, but allows all ${direction}: ${direction}[${index}] has neither ${peersField(direction)} nor ports`,
      help: `delete ${direction}[${index}], or rename the policy`,
    };
  }
}

/** A direction that the name closes and policyTypes leaves out. Rules of it, or an empty list, are for NP106 and NP107. */
function* notIsolated(promise: NamePromise, { intact: policy, raw }: Known): Iterable<Draft> {
  for (const direction of promise.directions ?? []) {
    if (policy.isolates.includes(direction) || rulesOf(policy, direction).length > 0) continue;
    if (hasField(valueAt(raw?.value, 'spec'), direction)) continue;
    yield {
      path: ['spec', 'policyTypes'],
      message: `named ${policy.name}, but restricts no ${direction}: it is for ${policy.isolates.join(' and ')} only`,
      help: `add ${policyTypeOf[direction]} to policyTypes, or rename the policy`,
    };
  }
}

/** Every direction that the name opens; of a name that limits what it opens, only a policy without any rule. */
function* nothingAllowed(
  { directions: named, isWhole }: NamePromise,
  policy: NetworkPolicy,
): Iterable<Draft> {
  const closed = policy.isolates.filter((direction) => rulesOf(policy, direction).length === 0);
  if (named === undefined && closed.length === policy.isolates.length) {
    yield closedDraft(policy, 'nothing', closed);
    return;
  }
  for (const direction of closed) {
    if (named?.includes(direction) ?? isWhole) yield closedDraft(policy, `no ${direction}`, [direction]);
  }
}

function closedDraft({ name }: NetworkPolicy, what: string, closed: readonly Direction[]): Draft {
  return {
    path: ['spec', 'policyTypes'],
    message: `named ${name}, but allows ${what}: it isolates pods for ${closed.join(' and ')}, and has no rule for it`,
    help: `write ${closed.map((direction) => `${direction}: [{}]`).join(' and ')} to allow all, or the rules that are meant`,
  };
}
