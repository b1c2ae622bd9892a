import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import type { Fix } from '../lint/finding.ts';
import { mergeItems } from '../lint/merge-items.ts';
import {
  peersField,
  type Direction,
  type NetworkPolicy,
  type Peer,
  type PodPeer,
} from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachRule } from '../model/policy-parts.ts';
import {
  judgeSplitPeers,
  type SplitLikelihood,
  type SplitPair,
  splitPairs,
} from '../semantics/slips/split-peers.ts';
import { describePodPeer } from '../semantics/words.ts';

/** NP201: a dash too many turns "these pods of those namespaces" into "those namespaces, and these pods of mine". */
export const splitPeer = defineRule({
  code: 'NP201',
  name: 'split-peer',
  severity: 'warning',
  confidence: 'possible',
  summary:
    'A namespaceSelector and a podSelector as two list items, where one item with both was likely meant.',
  needs: ['comparable', 'intact'],
  uses: ['pods', 'namespaces'],
  *check(facts) {
    const places = splitPlaces(facts.comparable);
    for (const place of places.slice(0, mostPairs)) {
      const judged = judgeSplitPeers(place.pair, place.peers, facts.comparable, facts);
      if (judged !== 'meant') yield draft(place, judged, facts.comparable);
    }
    if (places.length > mostPairs)
      yield cannotTell(`only ${mostPairs} pairs of peers were compared with the pods`);
  },
});

/** Each is looked for among every pod of the cluster. */
const mostPairs = 50;

interface Place {
  readonly pair: SplitPair;
  readonly peers: readonly Peer[];
  readonly list: Path;
  readonly direction: Direction;
}

function splitPlaces(policy: NetworkPolicy): readonly Place[] {
  const places: Place[] = [];
  for (const { direction, rule, path } of eachRule(policy)) {
    const list = [...path, peersField(direction)];
    for (const pair of splitPairs(rule.peers)) {
      places.push({ pair, peers: rule.peers, list, direction });
    }
  }
  return places;
}

function draft(
  { pair, peers, list, direction }: Place,
  { likelihood, there }: SplitLikelihood,
  { namespace }: NetworkPolicy,
): Draft {
  const pods = peers[pair.pods] as PodPeer;
  const namespaces = peers[pair.namespaces] as PodPeer;
  const evidence = there === undefined ? '' : ` (none here, some in ${there})`;
  const later = pair.pods > pair.namespaces ? 'podSelector' : 'namespaceSelector';
  const dash = peers.length === 2 ? 'second dash' : `dash before this ${later}`;
  const ends = direction === 'ingress' ? 'sources' : 'destinations';
  const separately = `${describePodPeer(namespaces, namespace)}, and ${describePodPeer(pods, namespace)}${evidence}`;
  const together = describePodPeer({ ...pods, namespaceSelector: namespaces.namespaceSelector }, namespace);
  return {
    path: [...list, Math.max(pair.pods, pair.namespaces)],
    confidence: likelihood,
    message: `two ${ends}, not one: ${separately}`,
    help: `if only ${together} are meant, put both selectors into one item: delete the ${dash}`,
    fix: merge(pair, list),
  };
}

/** Puts both selectors into the item that stands first. */
function merge({ pods, namespaces }: SplitPair, list: Path): Fix {
  const [first, second] = pods < namespaces ? [pods, namespaces] : [namespaces, pods];
  return mergeItems(list, first, second, second === pods ? 'podSelector' : 'namespaceSelector');
}
