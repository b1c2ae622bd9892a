import {
  type Direction,
  directions,
  type NetworkPolicy,
  type Peer,
  peersField,
  type PolicyRule,
  rulesOf,
} from './networkpolicy.ts';
import type { Path } from './pointer.ts';

/** A rule and where it stands: `spec.ingress[0]`. */
export interface PlacedRule {
  readonly direction: Direction;
  readonly rule: PolicyRule;
  readonly path: Path;
}

/** A peer, the rule that it belongs to, and where it stands: `spec.ingress[0].from[1]`. */
export interface PlacedPeer extends PlacedRule {
  readonly peer: Peer;
}

/** Every rule of both directions, those that have no effect too. */
export function* eachRule(policy: NetworkPolicy): Generator<PlacedRule> {
  for (const direction of directions) {
    for (const [index, rule] of rulesOf(policy, direction).entries()) {
      yield { direction, rule, path: ['spec', direction, index] };
    }
  }
}

/** Every peer of every rule. */
export function* eachPeer(policy: NetworkPolicy): Generator<PlacedPeer> {
  for (const { direction, rule, path } of eachRule(policy)) {
    for (const [index, peer] of rule.peers.entries()) {
      yield { direction, rule, peer, path: [...path, peersField(direction), index] };
    }
  }
}
