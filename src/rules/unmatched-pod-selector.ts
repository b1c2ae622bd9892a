import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import type { Extent } from '../model/inventory.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import type { Selector } from '../model/selector.ts';
import { asksForNamespaceName } from '../semantics/labels/label-bearers.ts';
import {
  adviseMismatch,
  describeMismatch,
  withoutSuggestion,
} from '../semantics/labels/describe-mismatch.ts';
import { explainMismatch } from '../semantics/labels/mismatch.ts';
import { isApart, isNearMiss } from '../semantics/labels/near-miss.ts';
import { stablePartOf } from '../semantics/labels/unstable-labels.ts';
import { countPods } from '../semantics/population.ts';
import { matchesNothing, selectorSetOf } from '../semantics/sets/selector-set.ts';
import { asksControllers } from '../semantics/surroundings/well-known.ts';
import { matching, namespacesWith } from '../semantics/matching.ts';

/**
 * NP401: a policy that applies to nothing. Silent where NP403 says that the pods are in another namespace, NP212 that the
 * label is one of namespaces, NP114 that it changes by itself, or NP206 that no pod can have such labels.
 */
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
    if (matching(podSelector, present).length > 0 || isOutdated(podSelector, present)) return;
    if (extent.state === 'given' && asksControllers(podSelector)) {
      yield cannotTell('controllers set labels on pods that no file shows');
      return;
    }
    if (asksForNamespaceName(podSelector) && !present.some(({ labels }) => labels.has(namespaceNameLabel))) {
      return;
    }
    if (present.length > 0 && namespacesWith(podSelector, pods).length > 0) return;
    yield noMatch(policy, present, extent);
  },
});

/** Whether but for a label that changes by itself the selector would match. */
function isOutdated(podSelector: Selector, present: readonly Pod[]): boolean {
  const stable = stablePartOf(podSelector);
  return stable !== undefined && matching(stable, present).length > 0;
}

function noMatch({ namespace, podSelector }: NetworkPolicy, present: readonly Pod[], extent: Extent): Draft {
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
  const mismatch = isGuess ? withoutSuggestion(seen) : seen;
  return {
    path,
    confidence: isGuess ? 'possible' : 'likely',
    message: `podSelector ${podSelector} matches none of ${countPods(present)} in ${namespace}${describeMismatch(mismatch, podSelector)}`,
    help: adviseMismatch(mismatch, 'policies'),
  };
}
