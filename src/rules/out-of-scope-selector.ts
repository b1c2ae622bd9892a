import { cannotTell, defineRule, type CannotTell, type Draft, type Facts } from '../lint/rule.ts';
import type { Confidence } from '../lint/severity.ts';
import { enumerate } from '../lint/text.ts';
import type { Extent } from '../model/inventory.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { directions, peersField, rulesOf, type Peer } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import type { Selector } from '../model/selector.ts';
import { splitPairs } from '../semantics/split-peers.ts';

type Known = Facts<'policy' | 'pods', never>;

/** NP403: a podSelector without namespaceSelector reaches no further than the policy's own namespace. */
export const outOfScopeSelector = defineRule({
  code: 'NP403',
  name: 'out-of-scope-selector',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A podSelector that matches nothing in the namespace of the policy, but pods of other namespaces.',
  needs: ['policy', 'pods'],
  *check(facts) {
    yield* ofSpec(facts);
    for (const direction of directions) {
      for (const [index, rule] of rulesOf(facts.policy, direction).entries()) {
        const split = new Set(splitPairs(rule.peers).map((pair) => pair.pods));
        for (const [position, peer] of rule.peers.entries()) {
          if (split.has(position)) continue;
          yield* ofPeer(facts, peer, ['spec', direction, index, peersField(direction), position]);
        }
      }
    }
  },
});

function* ofSpec(facts: Known): Iterable<Draft | CannotTell> {
  const { namespace, podSelector } = facts.policy;
  const elsewhere = elsewhereOnly(podSelector, facts);
  if (elsewhere.length === 0) return;
  yield {
    path: ['spec', 'podSelector'],
    confidence: confidenceIn(elsewhere, facts.pods.extent(namespace)),
    message: `podSelector ${podSelector} matches nothing in ${namespace}, but pods of ${enumerate(elsewhere)}`,
    help: `a policy applies to its own namespace only: create it in ${elsewhere[0]}`,
  };
}

function* ofPeer(facts: Known, peer: Peer, path: Path): Iterable<Draft | CannotTell> {
  if (peer.kind !== 'pods' || peer.namespaceSelector !== undefined || peer.podSelector === undefined) return;
  const { namespace } = facts.policy;
  const extent = facts.pods.extent(namespace);
  if (extent.state === 'unknown') {
    if (!peer.podSelector.isEmpty) yield cannotTell(extent.reason);
    return;
  }
  const elsewhere = elsewhereOnly(peer.podSelector, facts);
  if (elsewhere.length === 0) return;
  yield {
    path: [...path, 'podSelector'],
    confidence: confidenceIn(elsewhere, extent),
    message: `podSelector ${peer.podSelector} means pods of ${namespace} and matches none; ${enumerate(elsewhere)} has some`,
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

/** The other namespaces that hold matching pods, when the policy's own holds none. */
function elsewhereOnly(selector: Selector, { policy, pods }: Known): readonly string[] {
  if (selector.isEmpty) return [];
  if (pods.in(policy.namespace).some((pod) => selector.matches(pod.labels))) return [];
  const namespaces = new Set<string>();
  for (const pod of pods.all()) if (selector.matches(pod.labels)) namespaces.add(pod.namespace);
  return [...namespaces].sort();
}
