import { defineRule } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import type { IPBlock } from '../model/networkpolicy.ts';
import { eachPeer } from '../model/policy-parts.ts';
import { isWithin, mergeIntervals } from '../semantics/sets/intervals.ts';

/** NP309: each except is a smaller part of the cidr, as the API asks, and together they are all of it. */
export const emptyIpBlock = defineRule({
  code: 'NP309',
  name: 'empty-ip-block',
  severity: 'error',
  confidence: 'certain',
  summary: 'An ipBlock whose excepts together take every address away.',
  needs: ['policy'],
  *check({ policy }) {
    for (const { rule, peer, path } of eachPeer(policy)) {
      if (peer.kind !== 'ipBlock' || !isEmpty(peer)) continue;
      const { cidr, except } = peer;
      const effect = rule.peers.length === 1 ? 'the rule admits nobody' : 'the peer means nobody';
      yield {
        path: [...path, 'ipBlock', 'except'],
        message: `nothing of ${cidr.text} is left without ${enumerate(except.map(({ text }) => text))}: ${effect}`,
        help: 'delete the except that is too much, or the whole peer if nobody is meant',
      };
    }
  },
});

function isEmpty({ cidr, except }: IPBlock): boolean {
  const taken = except.map(({ first, last }) => [first, last + 1n] as const);
  return isWithin([cidr.first, cidr.last + 1n], mergeIntervals(taken));
}
