import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { directions, rulesOf, type NetworkPolicy } from '../model/networkpolicy.ts';
import { admitsMore, haveSameMeaning } from '../semantics/redundancy/coverage.ts';
import type { RedundantPolicy } from '../semantics/engine/redundancy.ts';

/** NP502: a policy that can go without any effect, judged so that all that are reported can go together. */
export const redundantPolicy = defineRule({
  code: 'NP502',
  name: 'redundant-policy',
  severity: 'info',
  confidence: 'likely',
  summary: 'A policy whose pods others isolate already, and whose connections they allow.',
  needs: ['intact', 'policies', 'pods', 'connectivity'],
  uses: ['delta', 'namespaces'],
  *check({ judged, intact: policy, pods, connectivity, delta, namespaces }) {
    if (isBaseline(policy)) return;
    // What is the first to isolate pods adds that, and the rest need not be asked.
    if (directions.some((direction) => (delta?.newlyIsolated[direction].podCount ?? 0) > 0)) return;
    // A policy that is judged alone is the one to go; of several together only so many as can all go.
    const found =
      judged.size === 1
        ? connectivity.redundancyOf(policy)
        : connectivity.redundancy(policy.namespace).find((each) => each.policy.name === policy.name);
    // Of twins another rule speaks.
    if (found === undefined || found.coveredBy.some((other) => haveSameMeaning(policy, other))) return;
    // Files leave out the pods of operators and of other namespaces, for which the policy may be there.
    if (found.strength === 'now' && pods.extent().state === 'given') return;
    // Labels of namespaces make no difference to what holds for any pods, and may make one to what holds for these.
    const isOpen = found.strength === 'now' && namespaces === undefined;
    yield isOpen ? cannotTell({ without: 'namespaces' }) : adds(found);
  },
});

function adds({ policy, coveredBy, strength }: RedundantPolicy): Draft {
  const scope = strength === 'always' ? '' : ' for the pods that there are';
  const [isolate, allow] = ['isolates', 'allows'].map((verb) => conjugate(verb, coveredBy.length));
  const covers = enumerate(coveredBy.map(({ name }) => name));
  const looser = coveredBy.filter((other) => admitsMore(other, policy)).map(({ name }) => name);
  const [more, help] =
    looser.length === 0
      ? ['', 'delete it']
      : [
          ', and more',
          `narrow ${enumerate(looser)} if only what this policy allows is meant, or else delete this policy`,
        ];
  return {
    path: ['metadata', 'name'],
    confidence: strength === 'always' ? 'certain' : 'likely',
    message: `adds nothing${scope}: ${covers} ${isolate} the same pods and ${allow} all that it allows${more}`,
    help,
  };
}

/** A default deny is there for the pods and policies to come: that others deny as much today is no reason to delete it. */
function isBaseline(policy: NetworkPolicy): boolean {
  return (
    policy.podSelector.isEmpty &&
    policy.isolates.every((direction) => rulesOf(policy, direction).length === 0)
  );
}
