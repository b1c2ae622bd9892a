import { cannotTell, defineRule, type CannotTell, type Draft, type Facts } from '../lint/rule.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { type NetworkPolicy, peersField } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { readLabels } from '../model/labels.ts';
import { valueAt } from '../model/json.ts';
import { eachPeer, eachRule, type PlacedRule } from '../model/policy-parts.ts';
import type { Pod } from '../model/pod.ts';
import { describeRequirement, type Requirement, type Selector, valuesAskedFor } from '../model/selector.ts';
import { borrowedLabels, labelsWrittenAlong } from '../semantics/labels/borrowed-labels.ts';
import { adviseMismatch, describeMismatch, likelyMeant } from '../semantics/labels/describe-mismatch.ts';
import { jobNameSlip } from '../semantics/labels/job-names.ts';
import { explainMismatch, type Mismatch, withoutSuggestion } from '../semantics/labels/mismatch.ts';
import { asksForNamespaceName } from '../semantics/labels/label-bearers.ts';
import { stablePartOf } from '../semantics/labels/unstable-labels.ts';
import { isNearMiss } from '../semantics/labels/near-miss.ts';
import { isTellingKey } from '../semantics/labels/telling-labels.ts';
import { type Beside, isMeantBeside, unclaimedBeside } from '../semantics/peers/beside.ts';
import { searchPeers, type UnmatchedPeer } from '../semantics/peers/peer-search.ts';
import { countPods, mostPods } from '../semantics/population.ts';
import { asksControllers, isSystemNamespace, livesIn } from '../semantics/surroundings/well-known.ts';
import { matching } from '../semantics/matching.ts';

type Given = Facts<'comparable', 'pods' | 'namespaces' | 'services' | 'dns' | 'raw'>;
type Known = Given & Facts<'pods', never>;

/**
 * NP402: a peer whose podSelector finds no pod where the peer looks for it. NP403 speaks where the pods are in another
 * namespace than a lone podSelector means, NP404 where there is no such namespace, NP304 where the pods are those of DNS,
 * NP212 where the label is one of namespaces, NP114 where it changes by itself.
 */
export const unmatchedPeer = defineRule({
  code: 'NP402',
  name: 'unmatched-peer',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A peer whose podSelector matches no pod of the namespaces that it means.',
  needs: ['comparable'],
  uses: ['pods', 'namespaces', 'services', 'dns', 'raw'],
  *check(given) {
    if (given.pods === undefined) {
      yield* byText(given);
      yield cannotTell({ without: 'pods' });
      return;
    }
    const facts: Known = { ...given, pods: given.pods };
    const effort = { left: mostPods };
    for (const rule of eachRule(facts.comparable)) {
      yield* inRule(rule, facts, effort);
      if (effort.left > 0) continue;
      yield cannotTell('in a cluster so large not every peer of so many could be looked for');
      return;
    }
  },
});

/** Without any pod only labels that kustomize or Helm has written into everything are plain. */
function* byText({ comparable: policy, raw }: Given): Iterable<Draft> {
  const ownLabels = readLabels(valueAt(raw?.value, 'metadata', 'labels'));
  for (const { peer, path } of eachPeer(policy)) {
    if (peer.kind !== 'pods') continue;
    const [label] = labelsWrittenAlong(peer, policy, ownLabels);
    if (label === undefined) continue;
    yield {
      path: [...path, 'podSelector'],
      confidence: 'possible',
      message: `asks pods of another namespace for ${describeRequirement(label)}, a label of this policy and its own pods`,
      help: `delete ${describeRequirement(label)} here unless they have it (kustomize adds its labels to peers, too)`,
    };
  }
}

function* inRule(
  { rule, direction, path }: PlacedRule,
  facts: Known,
  effort: { left: number },
): Iterable<Draft | CannotTell> {
  const isForDns = direction === 'egress' && facts.dns?.misses.some((miss) => miss.rule === path.at(-1));
  if (isForDns === true) return;
  const searches = [...searchPeers(rule, facts.comparable.namespace, facts, effort)];
  const isAlternative = searches.some(({ kind }) => kind === 'matched') || isAheadOfItsPods(facts);
  for (const search of searches) {
    if (search.kind === 'unknown') yield cannotTell(search.reason);
    if (search.kind !== 'unmatched' || isSaidElsewhere(search)) continue;
    const place = [...path, peersField(direction), search.position, 'podSelector'];
    const external = direction === 'egress' ? externalName(search, facts) : undefined;
    yield external === undefined
      ? judge(
          {
            search,
            beside: { rule, namespace: facts.comparable.namespace, namespaces: facts.namespaces },
            isAlternative,
          },
          facts.comparable,
          place,
        )
      : { path: place, ...external };
  }
}

/** A Service that only names a host outside has no pods, whatever labels these would have. */
function externalName(
  { selector }: UnmatchedPeer,
  { comparable: { namespace }, services }: Known,
): Pick<Draft, 'message' | 'help'> | undefined {
  const asked = new Set(selector.requirements.flatMap(valuesAskedFor));
  const service = services
    ?.in(namespace)
    .find(({ name, type }) => type === 'ExternalName' && asked.has(name));
  if (service === undefined) return undefined;
  return {
    message: `podSelector ${selector} matches nothing: Service ${service.name} is an ExternalName, behind which are no pods`,
    help: 'write an ipBlock with the addresses of the host that the Service names',
  };
}

/** A policy often arrives before the pods that it is for, and those of its peers then come with them. */
function isAheadOfItsPods({ comparable: { namespace, podSelector }, pods }: Known): boolean {
  return matching(podSelector, pods.in(namespace)).length === 0;
}

/** NP403 names the namespaces that have the pods; of a namespace without any pod nothing is amiss but that it is new. */
function isSaidElsewhere({ peer, selector, population, elsewhere }: UnmatchedPeer): boolean {
  const stable = stablePartOf(selector);
  if (stable !== undefined && population.some(({ labels }) => stable.matches(labels))) return true;
  if (asksForNamespaceName(selector)) return true;
  return peer.namespaceSelector === undefined && (elsewhere.length > 0 || population.length === 0);
}

interface Unmatched {
  readonly search: UnmatchedPeer;
  readonly beside: Beside;
  /** Whether the rule means pods without this peer as well. */
  readonly isAlternative: boolean;
}

function judge(
  { search, beside, isAlternative }: Unmatched,
  policy: NetworkPolicy,
  path: Path,
): Draft | CannotTell {
  const { peer, selector, places, population } = search;
  const slip = jobNameSlip(selector, population);
  if (slip !== undefined) {
    return { path, message: `podSelector ${selector} matches nothing${slip.why}`, help: slip.help };
  }
  if (places.more !== undefined && asksControllers(selector)) return cannotTell(places.more);
  const borrowed = borrowedLabels(peer, policy, population);
  const seen = explain(selector, unclaimedBeside(search, beside));
  const mismatch = isForCallers(seen, policy) ? withoutSuggestion(seen, selector, population) : seen;
  const isNear = borrowed.length > 0 || (isNearMiss(mismatch) && !isForOthers(mismatch, search, beside));
  if (places.more !== undefined && !isNear) {
    if (!isAtHome(search, policy)) return cannotTell(places.more);
    return {
      path,
      confidence: 'possible',
      ...describe(search, withoutSuggestion(mismatch, selector, population), borrowed),
    };
  }
  const confidence = !isNear && isAlternative ? 'possible' : 'likely';
  return { path, confidence, ...describe(search, mismatch, borrowed) };
}

/** Whether a peer by the name of a workload stands beside one that means its pods, for clusters that label them otherwise. */
function isForOthers(mismatch: Mismatch, search: UnmatchedPeer, beside: Beside): boolean {
  return mismatch.kind === 'called' && isMeantBeside(search, mismatch.workload, beside);
}

/**
 * Whether the peer asks by a key of its own for the value that the policy selects its pods by: `access: postgres` on those
 * that need postgres, who may come later and are not postgres itself.
 */
function isForCallers(mismatch: Mismatch, { podSelector }: NetworkPolicy): boolean {
  if (mismatch.kind !== 'key' || isTellingKey(mismatch.requirement.key)) return false;
  const { key, value } = mismatch.suggestion;
  return (
    valuesAskedFor(mismatch.requirement).includes(value) &&
    podSelector.requirements.some((own) => own.key === key && valuesAskedFor(own).includes(value))
  );
}

/** Among tens of thousands of pods something comes near any word, and finding it is dear. */
function explain(selector: Selector, population: readonly Pod[]): Mismatch {
  const [requirement] = selector.requirements;
  return population.length > 10_000 && requirement !== undefined
    ? { kind: 'nothing', requirement }
    : explainMismatch(selector, population);
}

/** Whether files that show pods of these namespaces could be expected to show those of the peer, too. */
function isAtHome({ peer, selector, places }: UnmatchedPeer, policy: NetworkPolicy): boolean {
  if (places.namespaces === undefined || asksControllers(selector)) return false;
  if (peer.namespaceSelector === undefined) return true;
  return (
    !places.namespaces.some(isSystemNamespace) && !livesIn(selector, peer.namespaceSelector, policy.namespace)
  );
}

function describe(
  { selector, places, population, elsewhere }: UnmatchedPeer,
  mismatch: Mismatch,
  borrowed: readonly Requirement[],
): Pick<Draft, 'message' | 'help'> {
  const place = places.namespaces === undefined ? 'any namespace' : enumerate(places.namespaces);
  const none = population.length === 0 ? 'nothing' : `none of ${countPods(population)}`;
  if (elsewhere.length > 0 && borrowed.length === 0) {
    return {
      message: `podSelector ${selector} matches ${none} in ${place}; ${enumerate(elsewhere)} ${conjugate('has', elsewhere.length)} some`,
      help:
        elsewhere.length === 1
          ? `write ${namespaceNameLabel}: ${elsewhere[0]} into namespaceSelector if that is what is meant`
          : `write the namespace that is meant into namespaceSelector, under ${namespaceNameLabel}`,
    };
  }
  if (population.length === 0) {
    return {
      message: `podSelector ${selector} matches nothing: there is no pod in ${place}`,
      help: 'check the namespace, or apply the policy together with its workload',
    };
  }
  const [label] = borrowed;
  return {
    message: `podSelector ${selector} matches ${none} in ${place}${describeMismatch(mismatch, selector)}`,
    help:
      label === undefined
        ? adviseMismatch(mismatch, 'peers', likelyMeant(selector, '', population))
        : `delete ${describeRequirement(label)} here: it is on your own pods (kustomize adds its labels to peers, too)`,
  };
}
