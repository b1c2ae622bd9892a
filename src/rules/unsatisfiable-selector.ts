import { defineRule, type Draft } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { describeRequirement } from '../model/selector.ts';
import {
  eachRequirement,
  eachSelector,
  type PlacedRequirement,
  type PlacedSelector,
} from '../model/selector-parts.ts';
import { canBeNamespace } from '../semantics/labels/name-labels.ts';
import { contradictionIn, isImpossibleName, isUnsatisfiable } from '../semantics/labels/unsatisfiable.ts';

/** NP206: a selector that matches nothing, whatever objects there will ever be; the API server accepts it. */
export const unsatisfiableSelector = defineRule({
  code: 'NP206',
  name: 'unsatisfiable-selector',
  severity: 'error',
  confidence: 'certain',
  admission: 'deny',
  summary: 'A selector whose requirements no object can meet.',
  needs: ['policy'],
  *check({ policy }) {
    for (const placed of eachSelector(policy)) {
      if (!isUnsatisfiable(placed)) continue;
      const requirements = [...eachRequirement(placed)];
      const contradiction = contradictionIn(placed.selector).flatMap((at) => requirements[at] ?? []);
      const draft =
        contradiction.length > 0 ? contradicting(placed, contradiction) : impossibleName(requirements);
      if (draft !== undefined) yield draft;
    }
  },
});

function contradicting(
  { among, peer }: PlacedSelector,
  contradiction: readonly PlacedRequirement[],
): Draft | undefined {
  const last = contradiction.at(-1);
  if (last === undefined) return undefined;
  const parts = contradiction.map(({ requirement }) => describeRequirement(requirement));
  const object = among === 'pods' ? 'pod' : 'namespace';
  const result = peer === undefined ? 'the policy applies to nothing' : 'nobody is meant';
  return {
    path: last.path,
    message: `no ${object} can meet ${parts.length === 2 ? 'both ' : ''}${enumerate(parts, 4)}: ${result}`,
    help: contradiction.every(({ requirement }) => requirement.operator === 'In')
      ? `a label has one value: delete one of the requirements, or write one for ${last.requirement.key} that lists all values that are meant`
      : `delete one of the requirements for ${last.requirement.key}`,
  };
}

/** What is left of the selectors that match nothing: the name that is asked for cannot be one. */
function impossibleName(requirements: readonly PlacedRequirement[]): Draft | undefined {
  const named = requirements.find(({ requirement }) => isImpossibleName(requirement));
  if (named === undefined) return undefined;
  const { requirement, path } = named;
  if (requirement.operator !== 'In') {
    return {
      path,
      message: `every namespace has ${namespaceNameLabel}, so ${describeRequirement(requirement)} matches none: nobody is meant`,
      help: 'delete the requirement, or exclude a namespace by its name with operator NotIn',
    };
  }
  const possible = requirement.values.map((value) => value.toLowerCase()).find(canBeNamespace);
  return {
    path,
    message: `no namespace can be called ${enumerate(requirement.values.map(quoted))}: nobody is meant`,
    help:
      possible === undefined
        ? "write a name of lower-case letters, digits and '-', as kubectl get namespaces lists it"
        : `write ${possible} if that is what is meant`,
  };
}

function quoted(value: string): string {
  return value === '' ? '""' : value;
}
