import { defineRule } from '../lint/rule.ts';
import { directions, peersField, rulesOf } from '../model/networkpolicy.ts';
import { describePeer } from '../semantics/words.ts';
import { describePort } from '../semantics/remainder.ts';
import { redundantPeers, redundantPorts } from '../semantics/redundant-entries.ts';

/** NP208: an entry of a list that another entry of the same list covers, whatever pods exist. */
export const redundantPeer = defineRule({
  code: 'NP208',
  name: 'redundant-peer',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A peer or a port that another one of the same rule covers, whatever pods exist.',
  needs: ['comparable'],
  *check({ comparable: policy }) {
    for (const direction of directions) {
      for (const [index, rule] of rulesOf(policy, direction).entries()) {
        const field = peersField(direction);
        const path = ['spec', direction, index];
        const peer = (at: number): string => describePeer(rule.peers[at], policy.namespace);
        for (const { index: at, coveredBy } of redundantPeers(rule, policy.namespace)) {
          const [cover = 0] = coveredBy;
          yield {
            path: [...path, field, at],
            message: `${field}[${at}] adds nothing: ${field}[${cover}] means ${peer(cover)} already`,
            help: `delete ${field}[${at}], or delete ${field}[${cover}] if only ${peer(at)} is meant`,
          };
        }
        for (const { index: at, coveredBy } of redundantPorts(rule)) {
          const [cover = 0] = coveredBy;
          const port = rule.ports[cover];
          yield {
            path: [...path, 'ports', at],
            message: `ports[${at}] adds nothing: ports[${cover}] opens ${port === undefined ? 'it' : describePort(port)} already`,
            help: `delete ports[${at}]`,
          };
        }
      }
    }
  },
});
