import { cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import type { Fix } from '../lint/finding.ts';
import { mergeItems } from '../lint/merge-items.ts';
import type { Confidence } from '../lint/severity.ts';
import { peersField, type Direction, type NetworkPolicy, type PodPeer } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachRule } from '../model/policy-parts.ts';
import type { Selector } from '../model/selector.ts';
import { areNamesakes } from '../semantics/namesakes.ts';
import { peerSelectsNamespace } from '../semantics/selecting.ts';
import { impliesSelector, selectorSetOf } from '../semantics/selector-set.ts';
import { type SplitPair, splitPairs } from '../semantics/split-peers.ts';
import { livesIn } from '../semantics/well-known.ts';
import { describePodPeer } from '../semantics/words.ts';
import { matching, namespacesWith } from '../semantics/matching.ts';

type Known = Facts<'comparable', 'pods' | 'namespaces'>;

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
      const judged = judge(place, facts);
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
  readonly pods: PodPeer;
  readonly namespaces: PodPeer;
  readonly list: Path;
  readonly direction: Direction;
}

function splitPlaces(policy: NetworkPolicy): readonly Place[] {
  const places: Place[] = [];
  for (const { direction, rule, path } of eachRule(policy)) {
    const list = [...path, peersField(direction)];
    for (const pair of splitPairs(rule.peers)) {
      const pods = rule.peers[pair.pods] as PodPeer;
      const namespaces = rule.peers[pair.namespaces] as PodPeer;
      places.push({ pair, pods, namespaces, list, direction });
    }
  }
  return places;
}

interface Judgement {
  readonly confidence: Confidence;
  /** What the cluster shows, in brackets; empty when nothing is known. */
  readonly evidence: string;
}

/** `meant` when both sources stand on their own: the pods are here, or all pods of the namespace are meant. */
function judge(
  { pods, namespaces }: Place,
  { comparable: policy, pods: known, namespaces: places }: Known,
): Judgement | 'meant' {
  const selector = pods.podSelector;
  const place = namespaces.namespaceSelector;
  if (selector === undefined || place === undefined || selector.isEmpty) return 'meant';
  if (!place.isEmpty && areOwn(selector, policy)) return 'meant';
  if (known === undefined || known.extent(policy.namespace).state === 'unknown')
    return byConvention(selector, place, policy);
  const here = matching(selector, known.in(policy.namespace)).length;
  if (here > 0) return place.isEmpty ? { confidence: 'likely', evidence: '' } : 'meant';
  const there = namespacesWith(selector, known).find(
    (name) => peerSelectsNamespace(place, name, places) === 'yes',
  );
  if (there === undefined) return byConvention(selector, place, policy);
  return { confidence: 'likely', evidence: ` (none here, some in ${there})` };
}

/** Pods of one kind that talk to each other: the selected ones are here, if any is. */
function areOwn(selector: Selector, { podSelector }: NetworkPolicy): boolean {
  return impliesSelector(selectorSetOf(podSelector), selectorSetOf(selector));
}

function byConvention(selector: Selector, place: Selector, policy: NetworkPolicy): Judgement {
  const areThere = livesIn(selector, place, policy.namespace) || areNamesakes(selector, place, policy);
  return { confidence: areThere ? 'likely' : 'possible', evidence: '' };
}

function draft(place: Place, { confidence, evidence }: Judgement, { namespace }: NetworkPolicy): Draft {
  const { pair, pods, namespaces, list, direction } = place;
  const ends = direction === 'ingress' ? 'sources' : 'destinations';
  const separately = `${describePodPeer(namespaces, namespace)}, and ${describePodPeer(pods, namespace)}${evidence}`;
  const together = describePodPeer({ ...pods, namespaceSelector: namespaces.namespaceSelector }, namespace);
  return {
    path: [...list, Math.max(pair.pods, pair.namespaces)],
    confidence,
    message: `two ${ends}, not one: ${separately}`,
    help: `if only ${together} are meant, put both selectors into one item: delete the second dash`,
    fix: merge(pair, list),
  };
}

/** Puts both selectors into the item that stands first. */
function merge({ pods, namespaces }: SplitPair, list: Path): Fix {
  const [first, second] = pods < namespaces ? [pods, namespaces] : [namespaces, pods];
  return mergeItems(list, first, second, second === pods ? 'podSelector' : 'namespaceSelector');
}
