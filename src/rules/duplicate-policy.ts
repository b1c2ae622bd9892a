import { defineRule } from '../lint/rule.ts';
import { qualifiedName } from '../model/identity.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import { typeFields } from '../model/type-fields.ts';
import { twinOf } from '../semantics/redundancy/coverage.ts';

/** NP501: two policies of a namespace that mean the same; in files the first by name stays unblamed. */
export const duplicatePolicy = defineRule({
  code: 'NP501',
  name: 'duplicate-policy',
  severity: 'warning',
  confidence: 'certain',
  summary: 'Another policy of the namespace has the same meaning.',
  needs: ['comparable', 'intact', 'policies'],
  *check({ judged, comparable: policy, policies }) {
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
