import { type CannotTell, cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import type { Confidence } from '../lint/severity.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import type { Extent } from '../model/inventory.ts';
import { valueAt } from '../model/json.ts';
import { dnsLabelFaults } from '../model/keywords/names.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { peersField, type NetworkPolicy } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachRule } from '../model/policy-parts.ts';
import type { Selector } from '../model/selector.ts';
import { matchesNothing, selectorSetOf } from '../semantics/sets/selector-set.ts';
import { meantNamespace } from '../semantics/labels/misspelt-namespace.ts';
import { splitPairs } from '../semantics/slips/split-peers.ts';
import { matching, namespacesWith } from '../semantics/matching.ts';

type Known = Facts<'comparable' | 'pods', 'raw' | 'namespaces' | 'services' | 'policies'>;

/**
 * NP403: a podSelector without namespaceSelector reaches no further than the policy's own namespace. In a cluster it is
 * silent for a namespace that has no pod yet: what it waits for may well be elsewhere too, as in staging and production.
 */
export const outOfScopeSelector = defineRule({
  code: 'NP403',
  name: 'out-of-scope-selector',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A podSelector that matches nothing in the namespace of the policy, but pods of other namespaces.',
  needs: ['comparable', 'pods'],
  uses: ['raw', 'namespaces', 'services', 'policies'],
  *check(facts) {
    const { namespace } = facts.comparable;
    // NP101 speaks of a name that no namespace has, such as one that is to be filled in.
    if (dnsLabelFaults(namespace).length > 0) return;
    const extent = facts.pods.extent(namespace);
    if (extent.state === 'complete' && facts.pods.in(namespace).length === 0) return;
    const left = leftOutNamespace(facts);
    if (left !== undefined) {
      yield left;
      return;
    }
    const peers = lonePodSelectors(facts.comparable);
    const isPartlySeen = extent.state === 'unknown' && facts.pods.in(namespace).length > 0;
    if (isPartlySeen) yield* unlessAllHere(facts, peers, extent.reason);
    if (isPartlySeen) return;
    yield* ofSpec(facts);
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

/** Files that all name one namespace, but for a policy that names none; `kubectl -n` or kustomize may still put it there. */
function leftOutNamespace(facts: Known): Draft | undefined {
  const { comparable: policy, pods, policies, namespaces } = facts;
  const place = namesNone(facts) ? onlyPlace(facts) : undefined;
  if (place === undefined || place === policy.namespace) return undefined;
  const isAlone = policies?.in(policy.namespace).length === 1;
  const isSetUp = isAlone && namespaces?.get(place) !== undefined;
  const { podSelector } = policy;
  if (podSelector.isEmpty ? !isSetUp : matching(podSelector, pods.in(place)).length === 0) return undefined;
  return {
    path: ['metadata'],
    confidence: isSetUp && !podSelector.isEmpty ? 'likely' : 'possible',
    message: `metadata.namespace is missing, which means ${policy.namespace}; ${isAlone ? 'everything else' : 'every workload'} here is in ${place}`,
    help: `write namespace: ${place} under metadata, unless kubectl -n or kustomize adds it`,
  };
}

function namesNone({ operation, raw, pods }: Known): boolean {
  if (operation !== 'lint' || raw === undefined || pods.extent().state === 'complete') return false;
  return valueAt(raw.value, 'metadata', 'namespace') === undefined;
}

/** The namespace of all workloads and Services that files show. */
function onlyPlace({ pods, services }: Known): string | undefined {
  const lists = [...pods.lists(), ...(services?.lists() ?? [])];
  const [place, ...others] = new Set(lists.flatMap(([first]) => first?.namespace ?? []));
  return others.length === 0 ? place : undefined;
}

/** Of a namespace where pods are made that are not shown, what matches nothing may match those. */
function* unlessAllHere(
  facts: Known,
  peers: readonly LonePodSelector[],
  reason: string,
): Iterable<CannotTell> {
  const selectors = [facts.comparable.podSelector, ...peers.map(({ selector }) => selector)];
  if (!selectors.every((selector) => selector.isEmpty || matchesHere(selector, facts)))
    yield cannotTell(reason);
}

function* ofSpec(facts: Known): Iterable<Draft> {
  const { namespace, podSelector } = facts.comparable;
  if (podSelector.isEmpty || matchesNone(podSelector) || matchesHere(podSelector, facts)) return;
  const elsewhere = elsewhereFor(podSelector, facts);
  const [only] = elsewhere;
  if (only === undefined || isMisspelt(only, facts)) return;
  const extent = facts.pods.extent(namespace);
  yield {
    path: ['spec', 'podSelector'],
    confidence: hasNamesake(only, facts) ? 'possible' : confidenceIn(elsewhere, extent),
    message: `podSelector ${podSelector} matches nothing ${extent.state === 'unknown' ? 'known ' : ''}in ${namespace}, but pods of ${enumerate(elsewhere)}`,
    help: `a policy applies to its own namespace only: ${elsewhere.length === 1 ? createIn(only, facts) : 'if these pods are meant, create one in each'}`,
  };
}

/** NP411 speaks of a namespace that is not there and called nearly so. */
function isMisspelt(elsewhere: string, { comparable: policy, ...facts }: Known): boolean {
  const { namespaces, pods, services, policies } = facts;
  return (
    facts.operation === 'lint' &&
    namespaces !== undefined &&
    namespaces.extent().state !== 'complete' &&
    meantNamespace(policy, { namespaces, pods, services, policies }) === elsewhere
  );
}

function* ofPeer(facts: Known, selector: Selector, path: Path): Iterable<Draft> {
  const { namespace } = facts.comparable;
  const elsewhere = elsewhereFor(selector, facts);
  const [only] = elsewhere;
  if (only === undefined) return;
  const isOne = elsewhere.length === 1;
  yield {
    path,
    confidence: hasNamesake(only, facts) ? 'possible' : confidenceIn(elsewhere, facts.pods.extent(namespace)),
    message: `podSelector ${selector} means pods of ${namespace} and matches none; ${enumerate(elsewhere)} ${conjugate('has', elsewhere.length)} some`,
    help: isOne
      ? `add to the same item namespaceSelector: {matchLabels: {${namespaceNameLabel}: ${only}}}`
      : `if one of these is meant, add to the same item a namespaceSelector with ${namespaceNameLabel}`,
  };
}

/** The namespaces that have such pods; of several, nothing follows for a namespace that shows no pod at all. */
function elsewhereFor(selector: Selector, { comparable: { namespace }, pods }: Known): readonly string[] {
  const found = namespacesWith(selector, pods);
  return found.length > 1 && pods.in(namespace).length === 0 ? [] : found;
}

/** In files `default` is also where everything is that names no namespace, and is put into one when it is applied. */
function confidenceIn(elsewhere: readonly string[], extent: Extent): Confidence {
  if (elsewhere.length > 1 || extent.state === 'unknown') return 'possible';
  return extent.state === 'given' && elsewhere[0] === 'default' ? 'possible' : 'likely';
}

/** Whether the other namespace has the policy, too: then the pods here are still to come. */
function hasNamesake(elsewhere: string, { comparable: { name }, policies }: Known): boolean {
  return policies?.get(elsewhere, name) !== undefined;
}

/** Objects of files that name no namespace are in `default` for want of a better one. */
function createIn(place: string, { comparable: { namespace }, pods }: Known): string {
  return place === 'default' && pods.extent().state !== 'complete'
    ? `if these pods go to ${namespace}, lint with -n ${namespace}, or else create it in ${place}`
    : `create it in ${place}`;
}

function matchesHere(selector: Selector, { comparable, pods }: Known): boolean {
  return matching(selector, pods.in(comparable.namespace)).length > 0;
}
