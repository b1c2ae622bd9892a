import { cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { nearest } from '../model/nearest.ts';
import { type Beside, meantNamespace } from '../semantics/labels/misspelt-namespace.ts';
import { matching } from '../semantics/matching.ts';

type Known = Facts<'policy', 'namespaces' | 'pods' | 'services' | 'policies'>;

/** NP411: a policy of a namespace that is not there. NP404 speaks of the namespaces that selectors ask for. */
export const unknownNamespace = defineRule({
  code: 'NP411',
  name: 'unknown-namespace',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A policy whose metadata.namespace names no namespace.',
  needs: ['policy'],
  uses: ['namespaces', 'pods', 'services', 'policies'],
  *check(facts) {
    const { operation, policy, namespaces } = facts;
    // The API server lets no request through for a namespace that is not there; one that is new may not be known yet.
    if (operation !== 'lint') return;
    if (namespaces === undefined) {
      yield cannotTell({ without: 'namespaces' });
      return;
    }
    if (namespaces.get(policy.namespace) !== undefined) return;
    const draft =
      namespaces.extent().state === 'complete'
        ? inCluster(
            facts,
            [...namespaces.all()].map(({ name }) => name),
          )
        : amongFiles(facts, { ...facts, namespaces });
    if (draft !== undefined) yield draft;
  },
});

const path = ['metadata', 'namespace'];

function inCluster({ policy: { namespace } }: Known, names: readonly string[]): Draft {
  const similar = nearest(namespace, names);
  return {
    path,
    message: `namespace ${namespace} does not exist${similar === undefined ? '' : `; ${similar} does`}`,
    help: similar === undefined ? 'create the namespace, or correct its name here' : mean(similar),
  };
}

function amongFiles({ policy }: Known, beside: Beside): Draft | undefined {
  const similar = meantNamespace(policy, beside);
  if (similar === undefined) return undefined;
  const { namespace, podSelector } = policy;
  const isForPods = !podSelector.isEmpty && matching(podSelector, beside.pods?.in(similar) ?? []).length > 0;
  return {
    path,
    confidence: isForPods ? 'likely' : 'possible',
    message: `namespace ${namespace} is not among those given; ${similar} is${isForPods ? ', with pods that the policy selects' : ''}`,
    help: mean(similar),
  };
}

function mean(namespace: string): string {
  return `write namespace: ${namespace} if that is what is meant`;
}
