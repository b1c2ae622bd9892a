import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { peersField, type Peer } from '../model/networkpolicy.ts';
import { eachRule, type PlacedRule } from '../model/policy-parts.ts';
import type { Severity } from '../lint/severity.ts';
import { worldsOf } from '../semantics/addresses/world.ts';
import { meansEveryPod } from '../semantics/peers/opening.ts';
import { describePeer } from '../semantics/words.ts';
import { describePort } from '../semantics/remainder.ts';
import { redundantPeers, redundantPorts } from '../semantics/redundancy/redundant-entries.ts';
import { slippedPeers, slippedPorts } from '../semantics/slips/slips.ts';

type Known = Facts<'comparable', 'raw' | 'pods' | 'namespaces'>;

/** NP208: an entry of a list that another entry of the same list covers, whatever pods exist. */
export const redundantPeer = defineRule({
  code: 'NP208',
  name: 'redundant-peer',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A peer or a port that another one of the same rule covers, whatever pods exist.',
  needs: ['comparable', 'intact'],
  uses: ['raw', 'pods', 'namespaces'],
  *check(facts) {
    for (const placed of eachRule(facts.comparable)) {
      yield* amongPeers(placed, facts);
      yield* allTogether(placed);
      yield* amongPorts(placed, facts);
    }
  },
});

function* amongPeers({ direction, rule, path }: PlacedRule, facts: Known): Iterable<Draft> {
  const { namespace } = facts.comparable;
  const field = peersField(direction);
  const redundant = redundantPeers(rule, namespace);
  if (redundant.length === 0) return;
  // What likely belongs to its neighbour covers less than it says, and NP201 says so.
  const slipped = slippedPeers(rule, facts.comparable, facts);
  const whom = (at: number): string => describePeer(rule.peers[at], namespace);
  for (const { index, coveredBy } of redundant) {
    const [cover = 0] = coveredBy;
    if (slipped.has(cover)) continue;
    const isSame = whom(index) === whom(cover);
    yield {
      path: [...path, field, index],
      severity: severityOf(isPlain(rule.peers[index])),
      message: `${field}[${index}] adds nothing: ${field}[${cover}] means ${whom(cover)} already`,
      help: isSame
        ? `delete ${field}[${index}], or write whom else it was to mean`
        : `delete ${field}[${index}], or delete ${field}[${cover}] if ${whom(index)} and no more is meant`,
    };
  }
}

/** Every pod and every address are everyone, as nobody at all is. */
function* allTogether({ direction, rule: { peers }, path }: PlacedRule): Iterable<Draft> {
  if (!peers.some(meansEveryPod) || worldsOf(peers).length < 2) return;
  const field = peersField(direction);
  yield {
    path: [...path, field],
    severity: 'info',
    message: `${field} means everyone: every pod of every namespace, and every address`,
    help: `leave ${field} out, which means the same, or delete what is not meant`,
  };
}

function* amongPorts({ direction, rule, path }: PlacedRule, facts: Known): Iterable<Draft> {
  // A protocol that belongs to another item was not meant to open every port, and NP113 says so.
  const split = slippedPorts(rule, direction, Number(path.at(-1)), facts).map(({ protocol }) => protocol);
  for (const { index, coveredBy } of redundantPorts(rule)) {
    const [cover = 0] = coveredBy;
    if (split.includes(cover)) continue;
    const port = rule.ports[cover];
    yield {
      path: [...path, 'ports', index],
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
