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
import { rememberedOf } from './remembered.ts';

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
export const eachRule: (policy: NetworkPolicy) => readonly PlacedRule[] = rememberedOf((policy) =>
  directions.flatMap((direction) =>
    rulesOf(policy, direction).map((rule, index) => ({
      direction,
      rule,
      path: ['spec', direction, index],
    })),
  ),
);

/** Every peer of every rule. */
export const eachPeer: (policy: NetworkPolicy) => readonly PlacedPeer[] = rememberedOf((policy) =>
  eachRule(policy).flatMap(({ direction, rule, path }) =>
    rule.peers.map((peer, index) => ({
      direction,
      rule,
      peer,
      path: [...path, peersField(direction), index],
    })),
  ),
);
