import { qualifiedName } from '../model/identity.ts';
import { enumerate } from '../model/prose.ts';
import type { SideExplanation } from './side.ts';
import type { Verdict } from './verdict.ts';

/**
 * The verdict as one line, the walk of the connection from end to end, rules counted from 1:
 * `egress: allowed by shop/api rule 2 → ingress: denied, isolated by shop/db`.
 */
export function describeVerdict({ egress, ingress }: Verdict): string {
  return `egress: ${describeSide(egress)} → ingress: ${describeSide(ingress)}`;
}

function describeSide(side: SideExplanation): string {
  switch (side.kind) {
    case 'notSubject':
      return side.because === 'address'
        ? 'allowed, outside the pod network'
        : 'allowed, policies do not apply on the host network';
    case 'self':
      return 'allowed, a pod always reaches itself';
    case 'ownNode':
      return 'allowed, a pod and its own node always reach each other';
    case 'notIsolated':
      return 'allowed, no policy isolates it';
    case 'allowed':
      return `allowed by ${describeAllowances(side)}`;
    case 'denied':
      return `denied, isolated by ${list(side.isolatedBy.map(qualifiedName))}`;
    case 'finished':
      return 'impossible, the pod has finished';
    case 'cannotTell':
      return `cannot tell, ${side.reasons.join(', ')}`;
  }
}

function describeAllowances({ allowedBy }: Extract<SideExplanation, { readonly kind: 'allowed' }>): string {
  const byPolicy = Map.groupBy(allowedBy, ({ policy }) => qualifiedName(policy));
  return list([...byPolicy].map(([name, of]) => `${name} ${describeRules(of.map(({ rule }) => rule))}`));
}

function describeRules(rules: readonly number[]): string {
  const numbers = [...new Set(rules)].sort((one, other) => one - other).map((rule) => String(rule + 1));
  return `${numbers.length === 1 ? 'rule' : 'rules'} ${enumerate(numbers, numbers.length)}`;
}

/** Each once, the first two by name. */
function list(items: readonly string[]): string {
  return enumerate([...new Set(items)], 2);
}
