import type { AddressRange } from '../../model/address.ts';
import {
  type Direction,
  directions,
  type IPBlock,
  type NetworkPolicy,
  type PolicyRule,
  rulesOf,
} from '../../model/networkpolicy.ts';
import { addressesOfRange } from '../sets/address-set.ts';
import { areGrantsCovered, type Effort, newEffort } from '../redundancy/coverage.ts';
import { type Grant, grantsOf } from '../redundancy/grant.ts';
import { peerTermsOf } from '../policy-terms.ts';
import { portTermsOf } from '../ports/port-terms.ts';
import { selectorSetOf } from '../sets/selector-set.ts';

/** An except that takes nothing away, because something else allows the same addresses to the same pods. */
export interface UndoneExcept {
  readonly direction: Direction;
  readonly rule: number;
  readonly peer: number;
  readonly except: number;
  /** What allows them, by itself: another rule of the policy, or another policy. */
  readonly by: { readonly rule: number } | { readonly policy: NetworkPolicy } | 'several';
}

/**
 * The excepts of a policy whose whole range is allowed again on the same ports, whatever pods exist; `policies` are those
 * of its namespace.
 */
export function undoneExcepts(
  policy: NetworkPolicy,
  policies: readonly NetworkPolicy[],
): readonly UndoneExcept[] {
  const undone: UndoneExcept[] = [];
  const effort = newEffort();
  for (const direction of directions) {
    if (!policy.isolates.includes(direction)) continue;
    for (const [rule, { peers, ports }] of rulesOf(policy, direction).entries()) {
      for (const [peer, block] of peers.entries()) {
        if (block.kind !== 'ipBlock') continue;
        for (const [except, range] of block.except.entries()) {
          const place = { direction, rule, peer, except, effort };
          if (effort.left < 0) return undone;
          const wanted = (): readonly Grant[] => grantOfRange(range, policy, portTermsOf(ports));
          const by = undoing(wanted, range, place, policy, policies);
          if (by !== undefined) undone.push({ direction, rule, peer, except, by });
        }
      }
    }
  }
  return undone;
}

/** Whether the rule at `index` has excepts, and another one by itself allows all of them again. */
export function hasExceptsUndoneBy(
  policy: NetworkPolicy,
  direction: Direction,
  index: number,
  other: number,
): boolean {
  const peers = rulesOf(policy, direction)[index]?.peers ?? [];
  const count = peers.reduce((sum, peer) => sum + (peer.kind === 'ipBlock' ? peer.except.length : 0), 0);
  if (count === 0) return false;
  const undone = undoneExcepts(policy, []).filter(
    (each) => each.direction === direction && each.rule === index,
  );
  return (
    undone.length === count && undone.every(({ by }) => by !== 'several' && 'rule' in by && by.rule === other)
  );
}

type Place = Pick<UndoneExcept, 'direction' | 'rule' | 'peer' | 'except'> & { readonly effort: Effort };

function grantOfRange(
  range: AddressRange,
  { podSelector }: NetworkPolicy,
  ports: ReturnType<typeof portTermsOf>,
): readonly Grant[] {
  const addresses = addressesOfRange(range);
  const peer = { kind: 'addresses', addresses, key: `addresses ${addresses.id}` } as const;
  return grantsOf(selectorSetOf(podSelector), { peer, ports });
}

/** `wanted` is what must be allowed again; mostly nothing touches the range, and it is not asked for. */
function undoing(
  wanted: () => readonly Grant[],
  range: AddressRange,
  place: Place,
  policy: NetworkPolicy,
  policies: readonly NetworkPolicy[],
): UndoneExcept['by'] | undefined {
  const { direction, effort } = place;
  const all: Grant[] = [];
  const isAllowedBy = (grants: readonly Grant[]): boolean =>
    grants.length > 0 && areGrantsCovered(wanted(), grants, effort);
  for (const [index, rule] of rulesOf(policy, direction).entries()) {
    const grants = grantsTouching(range, rule, policy);
    if (isAllowedBy(grants)) return { rule: index };
    all.push(...grants);
  }
  for (const other of policies) {
    if (other.name === policy.name || !other.isolates.includes(direction)) continue;
    const theirs = rulesOf(other, direction).flatMap((rule) => grantsTouching(range, rule, other));
    if (isAllowedBy(theirs)) return { policy: other };
    all.push(...theirs);
  }
  return isAllowedBy(all) ? 'several' : undefined;
}

/** What a rule grants by those of its peers that may admit an address of the range. */
function grantsTouching(range: AddressRange, rule: PolicyRule, policy: NetworkPolicy): readonly Grant[] {
  const peers = rule.peers.filter((peer) => peer.kind === 'ipBlock' && mayAdmit(peer, range));
  if (peers.length === 0 && rule.peers.length > 0) return [];
  const ports = portTermsOf(rule.ports);
  const subjects = selectorSetOf(policy.podSelector);
  return peerTermsOf({ ...rule, peers }, policy.namespace).flatMap((peer) =>
    grantsOf(subjects, { peer, ports }),
  );
}

function mayAdmit({ cidr, except }: IPBlock, range: AddressRange): boolean {
  if (cidr.family !== range.family || cidr.last < range.first || range.last < cidr.first) return false;
  return !except.some(({ first, last }) => first <= range.first && range.last <= last);
}
