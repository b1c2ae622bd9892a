import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import { describeRequirement, type Requirement, valuesAskedFor } from '../model/selector.ts';
import {
  eachRequirement,
  eachSelector,
  type PlacedRequirement,
  type PlacedSelector,
} from '../model/selector-parts.ts';
import { asksForUsualPodLabels, isOnPodsOnly, podOnlyKeys } from '../semantics/labels/label-bearers.ts';
import { madeByKubernetes } from '../semantics/surroundings/well-known.ts';

/** NP212: pods are asked for a label of namespaces, or namespaces for one of pods. */
export const namespaceLabelInPodSelector = defineRule({
  code: 'NP212',
  name: 'namespace-label-in-pod-selector',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A podSelector on a label that namespaces have, or a namespaceSelector on a label that pods have.',
  needs: ['policy'],
  uses: ['pods', 'namespaces'],
  *check({ policy, pods, namespaces }) {
    const selectors = eachSelector(policy).filter(({ selector }) => !selector.isEmpty);
    const ofNamespaces = selectors.filter(({ among }) => among === 'namespaces');
    yield* namespaceLabels(
      selectors.filter(({ among }) => among === 'pods'),
      pods,
    );
    if (ofNamespaces.length === 0) return;
    yield* podLabels(ofNamespaces, namespaces);
    // When namespaces are known, NP404 says which of their labels comes near.
    if (namespaces === undefined) for (const placed of ofNamespaces) yield* usualPodLabels(placed, policy);
  },
});

type Pods = Facts<'pods', never>['pods'];
type Namespaces = Facts<'namespaces', never>['namespaces'];

function* namespaceLabels(selectors: readonly PlacedSelector[], pods: Pods | undefined): Iterable<Draft> {
  const found = selectors.flatMap((placed) => firstOf(placed, ({ key }) => key === namespaceNameLabel));
  if (found.length === 0) return;
  // Somebody puts it on pods too.
  for (const { labels } of pods?.all() ?? []) if (labels.has(namespaceNameLabel)) return;
  for (const { placed, requirement, path } of found) {
    const isAsked = requirement.operator === 'In' || requirement.operator === 'Exists';
    yield {
      path,
      message: `${describeRequirement(requirement)} is a label of namespaces, asked of pods: ${isAsked ? 'none has it' : 'all lack it'}`,
      help: placeFor(placed, requirement),
    };
  }
}

function placeFor({ peer }: PlacedSelector, requirement: Requirement): string {
  if (peer === undefined) {
    const [name] = valuesAskedFor(requirement);
    const field = name === undefined ? 'metadata.namespace' : `metadata.namespace: ${name}`;
    return `leave it out: the pods are those of the policy's own namespace, and ${field} says which it is`;
  }
  return peer.namespaceSelector === undefined
    ? 'write it under namespaceSelector instead; beside it, podSelector may say which of the pods there'
    : 'move it to the namespaceSelector of the same item';
}

function* podLabels(
  selectors: readonly PlacedSelector[],
  namespaces: Namespaces | undefined,
): Iterable<Draft> {
  const found = selectors.flatMap((placed) => firstOf(placed, isOnPodsOnly));
  if (found.length === 0) return;
  const onNamespaces = podOnlyKeys(namespaces?.all() ?? []);
  for (const { requirement, path } of found) {
    if (onNamespaces.has(requirement.key)) continue;
    yield {
      path,
      message: `${describeRequirement(requirement)} is a label of pods, asked of namespaces: none has it`,
      help: `write it under podSelector, and ${namespaceNameLabel} of their namespace under namespaceSelector`,
    };
  }
}

interface Found extends PlacedRequirement {
  readonly placed: PlacedSelector;
}

function firstOf(
  placed: PlacedSelector,
  isMeant: (requirement: Requirement) => boolean,
): readonly [] | readonly [Found] {
  for (const each of eachRequirement(placed)) if (isMeant(each.requirement)) return [{ placed, ...each }];
  return [];
}

function* usualPodLabels(
  { selector, peer, path }: PlacedSelector,
  { namespace }: NetworkPolicy,
): Iterable<Draft> {
  if (peer?.podSelector?.isEmpty === false || !asksForUsualPodLabels(selector)) return;
  if (selector.requirements.some((each) => isOnPodsOnly(each) || meansNamespace(each, namespace))) return;
  yield {
    path,
    confidence: 'possible',
    message: `looks for ${selector} on namespaces, not on pods: unless somebody labels a namespace so, none is meant`,
    help: `if pods are meant, write podSelector, and ${namespaceNameLabel} of their namespace under namespaceSelector`,
  };
}

/** The name of a namespace as value: NP211 speaks of those of Kubernetes, and the policy's own is no mistake. */
function meansNamespace(requirement: Requirement, own: string): boolean {
  return valuesAskedFor(requirement).some(
    (value) => value === own || (value !== 'default' && madeByKubernetes.has(value)),
  );
}
