import type { NetworkPolicy } from '../model/networkpolicy.ts';
import type { Allowance } from './allowance.ts';

/** What one end of a connection has to say about it, and why. `isolatedBy` and `allowedBy` are never empty. */
export type SideExplanation =
  /** No policy applies to this end: it is outside the pod network. */
  | { readonly kind: 'notSubject'; readonly answer: 'yes'; readonly because: 'address' | 'hostNetwork' }
  /** A pod reaches itself whatever policies say. */
  | { readonly kind: 'self'; readonly answer: 'yes' }
  /** A pod and its own node reach each other whatever policies say. */
  | { readonly kind: 'ownNode'; readonly answer: 'yes' }
  /** No policy isolates this end in this direction. */
  | { readonly kind: 'notIsolated'; readonly answer: 'yes' }
  | {
      readonly kind: 'allowed';
      readonly answer: 'yes';
      readonly isolatedBy: readonly NetworkPolicy[];
      readonly allowedBy: readonly Allowance[];
    }
  | { readonly kind: 'denied'; readonly answer: 'no'; readonly isolatedBy: readonly NetworkPolicy[] }
  /** One of the two pods has finished: there is nothing to connect. */
  | { readonly kind: 'finished'; readonly answer: 'no' }
  /** Each reason completes "cannot tell: …". */
  | { readonly kind: 'cannotTell'; readonly answer: 'unknown'; readonly reasons: readonly string[] };

/** One explanation for a connection that can use several IP versions, given one of each version. */
export function acrossFamilies(sides: readonly SideExplanation[]): SideExplanation {
  const [first, ...others] = sides;
  if (first === undefined) throw new TypeError('no side to explain');
  if (others.some((side) => side.answer !== first.answer)) {
    return { kind: 'cannotTell', answer: 'unknown', reasons: ['it depends on the IP version'] };
  }
  return others.reduce(both, first);
}

function both(one: SideExplanation, other: SideExplanation): SideExplanation {
  if (one.kind === 'allowed' && other.kind === 'allowed') {
    const added = other.allowedBy.filter(
      (each) => !one.allowedBy.some((known) => sameAllowance(known, each)),
    );
    return { ...one, allowedBy: [...one.allowedBy, ...added] };
  }
  if (one.kind === 'cannotTell' && other.kind === 'cannotTell') {
    return { ...one, reasons: [...new Set([...one.reasons, ...other.reasons])] };
  }
  return one;
}

function sameAllowance(one: Allowance, other: Allowance): boolean {
  return (
    one.policy === other.policy &&
    one.rule === other.rule &&
    one.peer === other.peer &&
    one.port === other.port
  );
}
