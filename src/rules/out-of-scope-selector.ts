import { cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import type { Confidence } from '../lint/severity.ts';
import { enumerate } from '../lint/text.ts';
import type { Extent } from '../model/inventory.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { peersField, type NetworkPolicy } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachRule } from '../model/policy-parts.ts';
import type { Selector } from '../model/selector.ts';
import { matchesNothing, selectorSetOf } from '../semantics/sets/selector-set.ts';
import { splitPairs } from '../semantics/slips/split-peers.ts';
import { matching, namespacesWith } from '../semantics/matching.ts';

type Known = Facts<'comparable' | 'pods', never>;

/** NP403: a podSelector without namespaceSelector reaches no further than the policy's own namespace. */
export const outOfScopeSelector = defineRule({
  code: 'NP403',
  name: 'out-of-scope-selector',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A podSelector that matches nothing in the namespace of the policy, but pods of other namespaces.',
  needs: ['comparable', 'pods'],
  *check(facts) {
    yield* ofSpec(facts);
    const extent = facts.pods.extent(facts.comparable.namespace);
    const peers = lonePodSelectors(facts.comparable);
    if (extent.state === 'unknown') {
      if (peers.length > 0) yield cannotTell(extent.reason);
      return;
    }
    const unmatched = peers.filter(({ selector }) => !matchesHere(selector, facts));
    for (const { selector, path } of unmatched.slice(0, mostSearches)) yield* ofPeer(facts, selector, path);
    if (unmatched.length > mostSearches) {
      yield cannotTell(
        `only ${mostSearches} selectors that match nothing were looked for in other namespaces`,
      );
    }
  },
});

/** Each goes through every pod of the cluster. */
const mostSearches = 50;

interface LonePodSelector {
  readonly selector: Selector;
  readonly path: Path;
}

/** The peers with nothing but a podSelector, less those of which NP201 speaks. */
function lonePodSelectors(policy: NetworkPolicy): readonly LonePodSelector[] {
  const found: LonePodSelector[] = [];
  for (const { direction, rule, path } of eachRule(policy)) {
    const split = new Set(splitPairs(rule.peers).map((pair) => pair.pods));
    for (const [position, peer] of rule.peers.entries()) {
      if (split.has(position) || peer.kind !== 'pods' || peer.namespaceSelector !== undefined) continue;
      if (peer.podSelector?.isEmpty !== false || matchesNone(peer.podSelector)) continue;
      found.push({
        selector: peer.podSelector,
        path: [...path, peersField(direction), position, 'podSelector'],
      });
    }
  }
  return found;
}

/** NP206 speaks of it, and no pod needs to be looked at. */
function matchesNone(selector: Selector): boolean {
  return selectorSetOf(selector) === matchesNothing;
}

function* ofSpec(facts: Known): Iterable<Draft> {
  const { namespace, podSelector } = facts.comparable;
  if (podSelector.isEmpty || matchesNone(podSelector) || matchesHere(podSelector, facts)) return;
  const elsewhere = namespacesWith(podSelector, facts.pods);
  if (elsewhere.length === 0) return;
  yield {
    path: ['spec', 'podSelector'],
    confidence: confidenceIn(elsewhere, facts.pods.extent(namespace)),
    message: `podSelector ${podSelector} matches nothing in ${namespace}, but pods of ${enumerate(elsewhere)}`,
    help: `a policy applies to its own namespace only: create it in ${elsewhere[0]}`,
  };
}

function* ofPeer(facts: Known, selector: Selector, path: Path): Iterable<Draft> {
  const { namespace } = facts.comparable;
  const elsewhere = namespacesWith(selector, facts.pods);
  if (elsewhere.length === 0) return;
  yield {
    path,
    confidence: confidenceIn(elsewhere, facts.pods.extent(namespace)),
    message: `podSelector ${selector} means pods of ${namespace} and matches none; ${enumerate(elsewhere)} has some`,
    help: `add to the same item namespaceSelector: {matchLabels: {${namespaceNameLabel}: ${elsewhere[0]}}}`,
  };
}

/** In files `default` is also where everything is that names no namespace, and is put into one when it is applied. */
function confidenceIn(elsewhere: readonly string[], extent: Extent): Confidence {
  if (extent.state === 'complete') return 'likely';
  return extent.state === 'unknown' || elsewhere.every((namespace) => namespace === 'default')
    ? 'possible'
    : 'likely';
}

function matchesHere(selector: Selector, { comparable, pods }: Known): boolean {
  return matching(selector, pods.in(comparable.namespace)).length > 0;
}
