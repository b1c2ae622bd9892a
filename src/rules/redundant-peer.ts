import { defineRule, type Draft } from '../lint/rule.ts';
import { peersField, type Peer, type PolicyRule } from '../model/networkpolicy.ts';
import type { Raw } from '../lint/target.ts';
import { listAt } from '../model/json.ts';
import type { Path } from '../model/pointer.ts';
import { eachRule } from '../model/policy-parts.ts';
import type { Severity } from '../lint/severity.ts';
import { describePeer } from '../semantics/words.ts';
import { describePort } from '../semantics/remainder.ts';
import { redundantPeers, redundantPorts } from '../semantics/redundant-entries.ts';
import { splitPorts } from '../semantics/split-ports.ts';

/** NP208: an entry of a list that another entry of the same list covers, whatever pods exist. */
export const redundantPeer = defineRule({
  code: 'NP208',
  name: 'redundant-peer',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A peer or a port that another one of the same rule covers, whatever pods exist.',
  needs: ['comparable', 'intact'],
  uses: ['raw'],
  *check({ comparable: policy, raw }) {
    for (const { direction, rule, path } of eachRule(policy)) {
      yield* amongPeers(rule, [...path, peersField(direction)], policy.namespace);
      yield* amongPorts(rule, [...path, 'ports'], raw);
    }
  },
});

function* amongPeers(rule: PolicyRule, list: Path, namespace: string): Iterable<Draft> {
  const field = list.at(-1);
  const whom = (at: number): string => describePeer(rule.peers[at], namespace);
  for (const { index, coveredBy } of redundantPeers(rule, namespace)) {
    const [cover = 0] = coveredBy;
    yield {
      path: [...list, index],
      severity: severityOf(isPlain(rule.peers[index])),
      message: `${field}[${index}] adds nothing: ${field}[${cover}] means ${whom(cover)} already`,
      help: `delete ${field}[${index}], or delete ${field}[${cover}] if only ${whom(index)} is meant`,
    };
  }
}

function* amongPorts(rule: PolicyRule, list: Path, raw: Raw | undefined): Iterable<Draft> {
  // A protocol that belongs to another item was not meant to open every port, and NP113 says so.
  const split = splitPorts(listAt(raw?.value, ...list)).map(({ protocol }) => protocol);
  for (const { index, coveredBy } of redundantPorts(rule)) {
    const [cover = 0] = coveredBy;
    if (split.includes(cover)) continue;
    const port = rule.ports[cover];
    yield {
      path: [...list, index],
      severity: severityOf(rule.ports[index]?.kind === 'every'),
      message: `ports[${index}] adds nothing: ports[${cover}] opens ${port === undefined ? 'it' : describePort(port)} already`,
      help: `delete ports[${index}]`,
    };
  }
}

/** An entry that names no label and no number was no restriction, so nothing that was meant is lost. */
function severityOf(isPlainEntry: boolean): Severity {
  return isPlainEntry ? 'info' : 'warning';
}

function isPlain(peer: Peer | undefined): boolean {
  return (
    peer?.kind === 'pods' && peer.podSelector?.isEmpty !== false && peer.namespaceSelector?.isEmpty !== false
  );
}
