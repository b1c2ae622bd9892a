import {
  type Direction,
  directions,
  type IPBlock,
  type NetworkPolicy,
  rulesOf,
} from '../model/networkpolicy.ts';
import { addressesOfRange } from './address-set.ts';
import { areGrantsCovered, type Effort, newEffort } from './coverage.ts';
import { type Grant, grantsOf } from './grant.ts';
import { peerTermsOf } from './policy-terms.ts';
import { portTermsOf } from './port-terms.ts';
import { type SelectorSet, selectorSetOf } from './selector-set.ts';

/** An except that takes nothing away, because something else allows the same addresses to the same pods. */
export interface UndoneExcept {
  readonly direction: Direction;
  readonly rule: number;
  readonly peer: number;
  readonly except: number;
  /** What allows them, by itself: another rule of the policy, or another policy. */
  readonly by: { readonly rule: number } | { readonly policy: NetworkPolicy } | 'several';
}

/** The excepts of a policy whose whole range is allowed again on the same ports, whatever pods exist. */
export function undoneExcepts(
  policy: NetworkPolicy,
  others: readonly NetworkPolicy[],
): readonly UndoneExcept[] {
  const undone: UndoneExcept[] = [];
  const effort = newEffort();
  for (const direction of directions) {
    if (!policy.isolates.includes(direction)) continue;
    for (const [rule, { peers, ports }] of rulesOf(policy, direction).entries()) {
      for (const [peer, block] of peers.entries()) {
        if (block.kind !== 'ipBlock') continue;
        for (const except of block.except.keys()) {
          const place = { direction, rule, peer, except, effort };
          if (effort.left < 0) return undone;
          const wanted = grantOfRange(block, except, policy, portTermsOf(ports));
          const by = undoing(wanted, place, policy, others);
          if (by !== undefined) undone.push({ direction, rule, peer, except, by });
        }
      }
    }
  }
  return undone;
}

type Place = Pick<UndoneExcept, 'direction' | 'rule' | 'peer' | 'except'> & { readonly effort: Effort };

function grantOfRange(
  block: IPBlock,
  except: number,
  { podSelector }: NetworkPolicy,
  ports: ReturnType<typeof portTermsOf>,
): readonly Grant[] {
  const range = block.except[except] ?? block.cidr;
  const addresses = addressesOfRange(range);
  const peer = { kind: 'addresses', addresses, key: `addresses ${addresses.id}` } as const;
  return grantsOf(selectorSetOf(podSelector), { peer, ports });
}

function undoing(
  wanted: readonly Grant[],
  place: Place,
  policy: NetworkPolicy,
  others: readonly NetworkPolicy[],
): UndoneExcept['by'] | undefined {
  const { direction, effort } = place;
  const subjects = selectorSetOf(policy.podSelector);
  const all: Grant[] = [];
  for (const rule of rulesOf(policy, direction).keys()) {
    const grants = grantsOfRule(policy, direction, rule, subjects);
    if (areGrantsCovered(wanted, grants, effort)) return { rule };
    all.push(...grants);
  }
  for (const other of others.filter(({ isolates }) => isolates.includes(direction))) {
    const theirs = [...rulesOf(other, direction).keys()].flatMap((rule) =>
      grantsOfRule(other, direction, rule, selectorSetOf(other.podSelector)),
    );
    if (areGrantsCovered(wanted, theirs, effort)) return { policy: other };
    all.push(...theirs);
  }
  return areGrantsCovered(wanted, all, effort) ? 'several' : undefined;
}

function grantsOfRule(
  policy: NetworkPolicy,
  direction: Direction,
  index: number,
  subjects: SelectorSet,
): readonly Grant[] {
  const rule = rulesOf(policy, direction)[index];
  if (rule === undefined) return [];
  const ports = portTermsOf(rule.ports);
  return peerTermsOf(rule, policy.namespace).flatMap((peer) => grantsOf(subjects, { peer, ports }));
}
