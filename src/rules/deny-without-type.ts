import { defineRule } from '../lint/rule.ts';
import { isEmptyList, listAt, valueAt } from '../model/json.ts';
import { type Direction, directions, oppositeOf, policyTypeOf } from '../model/networkpolicy.ts';

/** NP107: an empty list of rules denies where its type counts, and does not add it (NetworkPolicySpec.policyTypes). */
export const denyWithoutType = defineRule({
  code: 'NP107',
  name: 'deny-without-type',
  severity: 'warning',
  confidence: 'certain',
  summary: 'An empty list of rules of a direction that the policy types leave out: it denies nothing.',
  needs: ['raw', 'policy'],
  uses: ['policies'],
  *check({ raw, policy, policies }) {
    for (const direction of directions) {
      const list = valueAt(raw.value, 'spec', direction);
      if (!isEmptyList(list) || policy.isolates.includes(direction)) continue;
      const others = policies?.in(policy.namespace) ?? [];
      const isDenied = others.some(
        ({ podSelector, isolates }) => podSelector.isEmpty && isolates.includes(direction),
      );
      const isTyped = listAt(raw.value, 'spec', 'policyTypes').length > 0;
      const line = show(direction, list);
      yield {
        path: ['spec', direction],
        // Who lists the types and leaves a blank beside them has said what counts.
        ...(isDenied || (isTyped && list === null) ? { severity: 'info' } : {}),
        ...(isTyped ? besideTypes(direction, line) : withoutTypes(raw.value, line)),
      };
    }
  },
});

function show(direction: Direction, list: unknown): string {
  return list === null ? `${direction} without a value` : `${direction}: []`;
}

interface Words {
  readonly message: string;
  readonly help: string;
}

function besideTypes(direction: Direction, line: string): Words {
  return {
    message: `${line} denies nothing: policyTypes lists only ${policyTypeOf[oppositeOf(direction)]}`,
    help: `add ${policyTypeOf[direction]} to policyTypes to deny all ${direction}, or delete spec.${direction}`,
  };
}

/** Without policyTypes Ingress always counts, so it is always egress that is left out. */
function withoutTypes(document: unknown, line: string): Words {
  const isAlone = valueAt(document, 'spec', 'ingress') === undefined;
  return isAlone
    ? {
        message: `${line} denies nothing: with policyTypes left out all ingress is denied instead`,
        help: 'write policyTypes: [Egress] to deny all egress, or [Ingress, Egress] to deny both',
      }
    : {
        message: `${line} denies nothing: with policyTypes left out only Ingress counts`,
        help: 'write policyTypes: [Ingress, Egress] to deny all egress as well, or delete spec.egress',
      };
}
