import { defineRule } from '../lint/rule.ts';
import { enumerate } from '../lint/text.ts';
import { directions, rulesOf, type NetworkPolicy } from '../model/networkpolicy.ts';
import { haveSameMeaning } from '../semantics/coverage.ts';

/** NP502: a policy that can go without any effect, judged so that all that are reported can go together. */
export const redundantPolicy = defineRule({
  code: 'NP502',
  name: 'redundant-policy',
  severity: 'info',
  confidence: 'likely',
  summary: 'A policy whose pods others isolate already, and whose connections they allow.',
  needs: ['policy', 'policies', 'connectivity'],
  uses: ['delta'],
  *check({ judged, policy, connectivity, delta }) {
    if (isBaseline(policy)) return;
    // What is the first to isolate pods adds that, and the rest need not be asked.
    if (directions.some((direction) => (delta?.newlyIsolated[direction].podCount ?? 0) > 0)) return;
    // A policy that is judged alone is the one to go; of several together only so many as can all go.
    const newest = judged.size === 1 ? policy : undefined;
    const found = connectivity
      .redundancy(policy.namespace, newest)
      .find((each) => each.policy.name === policy.name);
    // Of twins another rule speaks.
    if (found === undefined || found.coveredBy.some((other) => haveSameMeaning(policy, other))) return;
    const covers = enumerate(found.coveredBy.map(({ name }) => name));
    const scope = found.strength === 'always' ? '' : ' for the pods that there are';
    yield {
      path: ['metadata', 'name'],
      confidence: found.strength === 'always' ? 'certain' : 'likely',
      message: `adds nothing${scope}: ${covers} ${found.coveredBy.length === 1 ? 'isolates' : 'isolate'} the same pods and ${found.coveredBy.length === 1 ? 'allows' : 'allow'} all that it allows`,
      help: 'delete it, or narrow the others if they allow more than is meant',
    };
  },
});

/** A default deny is there for the pods and policies to come: that others deny as much today is no reason to delete it. */
function isBaseline(policy: NetworkPolicy): boolean {
  return (
    policy.podSelector.isEmpty &&
    policy.isolates.every((direction) => rulesOf(policy, direction).length === 0)
  );
}
