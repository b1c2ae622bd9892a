import { defineRule, type Draft } from '../lint/rule.ts';
import { count } from '../model/prose.ts';
import { listAt, valueAt } from '../model/json.ts';
import {
  type Direction,
  directions,
  type NetworkPolicy,
  peersField,
  policyTypeOf,
  rulesOf,
} from '../model/networkpolicy.ts';

/** NP106: rules of a direction that policyTypes leaves out (NetworkPolicySpec.policyTypes). */
export const rulesWithoutType = defineRule({
  code: 'NP106',
  name: 'rules-without-type',
  severity: 'error',
  confidence: 'certain',
  admission: 'deny',
  summary: 'Rules of a direction that policyTypes does not list: they are ignored.',
  needs: [],
  uses: ['policy', 'raw'],
  *check({ policy, raw }) {
    if (policy === undefined) yield* inTyped(valueAt(raw?.value, 'spec'));
    else yield* inPolicy(policy);
  },
});

function* inPolicy(policy: NetworkPolicy): Iterable<Draft> {
  for (const direction of directions) {
    const rules = rulesOf(policy, direction);
    if (rules.length === 0 || policy.isolates.includes(direction)) continue;
    yield idle(direction, rules.length, policy.isolates, advise(direction, policy));
  }
}

/** Whatever else is wrong with a policy, types that are well written leave out the others. */
function* inTyped(spec: unknown): Iterable<Draft> {
  const types = listAt(spec, 'policyTypes');
  const listed = directions.filter((direction) => types.includes(policyTypeOf[direction]));
  if (listed.length === 0 || listed.length < types.length) return;
  for (const direction of directions) {
    const rules = listAt(spec, direction);
    if (rules.length === 0 || listed.includes(direction)) continue;
    yield idle(direction, rules.length, listed, addOrDelete(direction));
  }
}

function idle(direction: Direction, rules: number, listed: readonly Direction[], help: string): Draft {
  const types = listed.map((one) => policyTypeOf[one]).join(', ');
  return {
    path: ['spec', direction],
    message: `${count(rules, `${direction} rule`)} without effect: policyTypes lists only ${types}`,
    help,
    fix: {
      safe: false,
      patch: [{ op: 'add', path: '/spec/policyTypes/-', value: policyTypeOf[direction] }],
    },
  };
}

/** Where the listed direction has no rule, it or the direction of the rules is likely the wrong word. */
function advise(direction: Direction, policy: NetworkPolicy): string {
  const [only] = policy.isolates;
  const hasPeers = rulesOf(policy, direction).some(({ peers }) => peers.length > 0);
  return only === undefined || rulesOf(policy, only).length > 0 || !hasPeers
    ? addOrDelete(direction)
    : `write policyTypes: [${policyTypeOf[direction]}], or [Ingress, Egress] to deny all ${only} as well, or move the rules to ${only}, with ${peersField(only)}`;
}

function addOrDelete(direction: Direction): string {
  return `add ${policyTypeOf[direction]} to policyTypes, or delete spec.${direction}`;
}
