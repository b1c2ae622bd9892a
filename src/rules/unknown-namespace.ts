import { cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { nearest } from '../model/nearest.ts';
import { isSlip } from '../semantics/labels/near-miss.ts';
import { madeByKubernetes } from '../semantics/surroundings/well-known.ts';

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
    const names = [...namespaces.all()].map(({ name }) => name);
    const draft =
      namespaces.extent().state === 'complete' ? inCluster(facts, names) : amongFiles(facts, names);
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

/** Files seldom show every namespace, so only a slip says anything, and only in a name that nothing else has. */
function amongFiles(facts: Known, names: readonly string[]): Draft | undefined {
  const { namespace } = facts.policy;
  const similar = names.find((name) => isSlip(namespace, name));
  if (similar === undefined || madeByKubernetes.has(namespace) || isInUse(facts)) return undefined;
  return {
    path,
    confidence: 'possible',
    message: `namespace ${namespace} is not among those given; ${similar} is`,
    help: mean(similar),
  };
}

function isInUse({ policy: { namespace }, pods, services, policies }: Known): boolean {
  const others = [pods, services].some((kind) => (kind?.in(namespace).length ?? 0) > 0);
  return others || (policies?.in(namespace).length ?? 0) > 1;
}

function mean(namespace: string): string {
  return `write namespace: ${namespace} if that is what is meant`;
}
