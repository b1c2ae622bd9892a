import { defineRule, type Draft } from '../lint/rule.ts';
import type { Successor } from '../lint/target.ts';
import { describeRequirement } from '../model/selector.ts';
import { qualifiedName } from '../model/identity.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import { typeFields } from '../model/type-fields.ts';
import { twinOf } from '../semantics/redundancy/coverage.ts';

/** NP501: two policies of a namespace that mean the same, of which in files the first by name stays unblamed, or have one name. */
export const duplicatePolicy = defineRule({
  code: 'NP501',
  name: 'duplicate-policy',
  severity: 'warning',
  confidence: 'certain',
  summary: 'Another policy of the namespace has the same meaning, or the same name.',
  needs: ['comparable', 'intact', 'policies'],
  uses: ['successor'],
  *check({ judged, comparable: policy, policies, successor }) {
    if (successor !== undefined) yield replaced(policy, successor);
    // Of two that are judged together the first by name stays unblamed.
    const stays = (other: NetworkPolicy): boolean =>
      other.name !== policy.name && (!judged.has(qualifiedName(other)) || other.name < policy.name);
    const twin = twinOf(policy, policies.in(policy.namespace), stays);
    if (twin === undefined) return;
    yield {
      path: ['metadata', 'name'],
      message: `means the same as policy ${twin.name} of ${policy.namespace}`,
      help: 'delete one of the two: a change of one alone will have no effect',
      related: [
        {
          message: 'the same meaning',
          object: { ...typeFields, namespace: twin.namespace, name: twin.name },
          path: ['metadata', 'name'],
        },
      ],
    };
  },
});

function replaced(policy: NetworkPolicy, { by, policy: successor }: Successor): Draft {
  const called = `two NetworkPolicies are called ${qualifiedName(policy)}`;
  return {
    path: ['metadata', 'name'],
    ...(by === 'folder' && !areForDifferentPods(policy, successor) ? { confidence: 'possible' } : {}),
    message:
      by === 'kustomize'
        ? `${called}, which kustomize refuses to build`
        : `${called}: the one applied last replaces the other`,
    help:
      by === 'folder'
        ? 'rename one, unless only one of the two files is ever applied'
        : 'rename one, or delete it',
    related: [
      {
        message: 'the last of the name',
        object: { ...typeFields, namespace: policy.namespace, name: policy.name },
        path: ['metadata', 'name'],
      },
    ],
  };
}

/** A folder may hold versions of one policy to choose from, as in a course; those are for the same pods. */
function areForDifferentPods(one: NetworkPolicy, other: NetworkPolicy | undefined): boolean {
  if (other === undefined) return false;
  const selectors = [one, other].map(({ podSelector }) => podSelector.requirements.map(describeRequirement));
  const [mine = [], others = []] = selectors;
  return mine.length > 0 && others.length > 0 && mine.toSorted().join() !== others.toSorted().join();
}
