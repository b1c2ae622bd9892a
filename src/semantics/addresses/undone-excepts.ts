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
  /** Whether that is a rule of its own which names the very range, as who allows it on purpose does. */
  readonly isNamed: boolean;
}

type Undoing = Pick<UndoneExcept, 'by' | 'isNamed'>;

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
          const enclosing = block.except.filter((each) => encloses(each, range));
          const place = { direction, rule, enclosing, effort };
          if (effort.left < 0) return undone;
          const wanted = (): readonly Grant[] => grantOfRange(range, policy, portTermsOf(ports));
          const found = undoing(wanted, range, place, policy, policies);
          if (found !== undefined) undone.push({ direction, rule, peer, except, ...found });
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

interface Place extends Pick<UndoneExcept, 'direction' | 'rule'> {
  /** The except itself, and those of its entry that hold it. */
  readonly enclosing: readonly AddressRange[];
  readonly effort: Effort;
}

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
): Undoing | undefined {
  const { direction, enclosing, effort } = place;
  const all: Grant[] = [];
  const isAllowedBy = (grants: readonly Grant[]): boolean =>
    grants.length > 0 && areGrantsCovered(wanted(), grants, effort);
  for (const [index, rule] of rulesOf(policy, direction).entries()) {
    const grants = grantsTouching(range, rule, policy);
    if (isAllowedBy(grants)) {
      return { by: { rule: index }, isNamed: index !== place.rule && namesOneOf(enclosing, rule) };
    }
    all.push(...grants);
  }
  for (const other of policies) {
    if (other.name === policy.name || !other.isolates.includes(direction)) continue;
    const rules = rulesOf(other, direction);
    const theirs = rules.flatMap((rule) => grantsTouching(range, rule, other));
    if (isAllowedBy(theirs)) {
      return { by: { policy: other }, isNamed: rules.some((rule) => namesOneOf(enclosing, rule)) };
    }
    all.push(...theirs);
  }
  return isAllowedBy(all) ? { by: 'several', isNamed: false } : undefined;
}

function namesOneOf(ranges: readonly AddressRange[], { peers }: PolicyRule): boolean {
  return peers.some(
    (peer) =>
      peer.kind === 'ipBlock' &&
      peer.except.length === 0 &&
      ranges.some((range) => encloses(range, peer.cidr) && encloses(peer.cidr, range)),
  );
}

function encloses(outer: AddressRange, inner: AddressRange): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
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
  return !except.some((each) => encloses(each, range));
}
