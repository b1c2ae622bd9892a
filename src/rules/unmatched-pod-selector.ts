import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import type { Extent, Inventory } from '../model/inventory.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import type { Selector } from '../model/selector.ts';
import { asksForNamespaceName } from '../semantics/labels/label-bearers.ts';
import { adviseMismatch, describeMismatch, likelyMeant } from '../semantics/labels/describe-mismatch.ts';
import { jobNameSlip } from '../semantics/labels/job-names.ts';
import { explainMismatch, withoutSuggestion } from '../semantics/labels/mismatch.ts';
import { isApart, isNearMiss } from '../semantics/labels/near-miss.ts';
import { stablePartOf } from '../semantics/labels/unstable-labels.ts';
import { countPods } from '../semantics/population.ts';
import { matchesNothing, selectorSetOf } from '../semantics/sets/selector-set.ts';
import { asksControllers } from '../semantics/surroundings/well-known.ts';
import { matching, namespacesWith } from '../semantics/matching.ts';

/** NP401: a policy that applies to nothing. Silent where another rule says why, such as NP206. */
export const unmatchedPodSelector = defineRule({
  code: 'NP401',
  name: 'unmatched-pod-selector',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A policy whose podSelector matches no pod and no workload of its namespace.',
  needs: ['policy', 'pods'],
  *check({ policy, pods }) {
    const { namespace, podSelector } = policy;
    if (podSelector.isEmpty || selectorSetOf(podSelector) === matchesNothing) return;
    const extent = pods.extent(namespace);
    if (extent.state === 'unknown') {
      yield cannotTell(extent.reason);
      return;
    }
    const present = pods.in(namespace);
    if (matching(podSelector, present).length > 0 || isSaidElsewhere(podSelector, present, pods)) return;
    const slip = jobNameSlip(podSelector, present);
    if (slip !== undefined) {
      const message = `podSelector ${podSelector} matches nothing${slip.why}`;
      yield { path: ['spec', 'podSelector'], message, help: slip.help };
      return;
    }
    if (extent.state === 'given' && asksControllers(podSelector)) {
      yield cannotTell('controllers set labels on pods that no file shows');
      return;
    }
    yield noMatch(policy, present, extent);
  },
});

/** NP114 speaks of a label but for which it would match, NP212 of one of namespaces, NP403 of pods in other namespaces. */
function isSaidElsewhere(podSelector: Selector, present: readonly Pod[], pods: Inventory['pods']): boolean {
  const stable = stablePartOf(podSelector);
  if (stable !== undefined && matching(stable, present).length > 0) return true;
  if (asksForNamespaceName(podSelector) && !present.some(({ labels }) => labels.has(namespaceNameLabel))) {
    return true;
  }
  return present.length > 0 && namespacesWith(podSelector, pods).length > 0;
}

function noMatch(
  { namespace, name, podSelector }: NetworkPolicy,
  present: readonly Pod[],
  extent: Extent,
): Draft {
  const path = ['spec', 'podSelector'];
  if (present.length === 0) {
    return {
      path,
      // Policies are often there first, and workloads scaled to zero.
      confidence: 'possible',
      message: `podSelector ${podSelector} matches nothing so far: namespace ${namespace} has no pod`,
      help: 'check metadata.namespace if pods are meant that are running already',
    };
  }
  const seen = explainMismatch(podSelector, present);
  // Files may leave out the very workload that is meant; a near miss among those that are there is no accident.
  const isGuess = extent.state === 'given' && !isNearMiss(seen) && !isApart(seen);
  const mismatch = isGuess ? withoutSuggestion(seen, podSelector, present) : seen;
  return {
    path,
    confidence: isGuess ? 'possible' : 'likely',
    message: `podSelector ${podSelector} matches none of ${countPods(present)} in ${namespace}${describeMismatch(mismatch, podSelector)}`,
    help: adviseMismatch(mismatch, 'policies', likelyMeant(podSelector, name, present)),
  };
}
