import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import { describeRequirement, type Requirement, type Selector } from '../model/selector.ts';
import { eachRequirement, eachSelector } from '../model/selector-parts.ts';
import { answerOf, anyOf, type Answer } from '../semantics/answer.ts';
import {
  canBeNamespace,
  isLabelledByItsMaker,
  nameLabelOf,
  setByNobody,
  unlabelledByKubernetes,
} from '../semantics/labels/name-labels.ts';

type Namespaces = Facts<'namespaces', never>['namespaces'];
type Statement = Omit<Draft, 'path' | 'help'>;

/** NP211: the name of a namespace under a label that Kubernetes does not set. Which labels are there, NP404 says. */
export const homeMadeNamespaceLabel = defineRule({
  code: 'NP211',
  name: 'home-made-namespace-label',
  severity: 'info',
  confidence: 'possible',
  summary:
    'A namespaceSelector that looks for the name of a namespace under a label that Kubernetes does not set.',
  needs: ['policy'],
  uses: ['namespaces'],
  *check({ policy, namespaces }) {
    for (const placed of eachSelector(policy)) {
      if (placed.among !== 'namespaces') continue;
      for (const { requirement, path } of eachRequirement(placed)) {
        const statement = judge(requirement, placed.selector, namespaces);
        if (statement === undefined) continue;
        yield { ...statement, path, help: adviceFor(requirement, path.at(-2) === 'matchLabels') };
        break;
      }
    }
  },
});

function judge(
  requirement: Requirement,
  selector: Selector,
  namespaces: Namespaces | undefined,
): Statement | undefined {
  if (!('values' in requirement) || !requirement.values.some(canBeNamespace)) return undefined;
  if (requirement.operator === 'NotIn') return leavesOutNone(requirement, selector, namespaces);
  return namespaces === undefined ? unlabelled(requirement) : undefined;
}

type Named = Extract<Requirement, { readonly values: readonly string[] }>;

function unlabelled(requirement: Named): Statement | undefined {
  const { key, values } = requirement;
  const kind = nameLabelOf(key);
  if (kind === 'misspelt') {
    return {
      severity: 'warning',
      confidence: 'likely',
      message: `no namespace has ${key}: Kubernetes keeps their names in ${namespaceNameLabel}`,
    };
  }
  // Of the namespaces that Kubernetes makes it is known which labels they have, so NP404 speaks.
  const isKnown = unlabelledByKubernetes(requirement) !== undefined;
  if (kind === undefined || isKnown || values.some(isLabelledByItsMaker)) return undefined;
  return {
    message: setByNobody(requirement),
  };
}

/** Who leaves out namespaces by a label that they do not carry leaves out none: NotIn holds for them too. */
function leavesOutNone(
  requirement: Named,
  selector: Selector,
  namespaces: Namespaces | undefined,
): Statement | undefined {
  const { key, values } = requirement;
  const kind = nameLabelOf(key);
  if (kind === undefined) return undefined;
  const wanted = describeRequirement(requirement);
  const selected = (name: string): Answer => isSelected(name, selector, namespaces);
  const known = values.find((name) => selected(name) === 'yes');
  if (known !== undefined || kind === 'misspelt') {
    const whom = known === undefined ? 'no namespace' : `namespace ${known}`;
    return {
      severity: 'warning',
      confidence: 'likely',
      message: `${wanted} leaves out nothing: ${whom} has ${known === undefined ? '' : 'no '}label ${key}`,
    };
  }
  if (anyOf(values.map(selected)) === 'no') return undefined;
  return {
    message: `Kubernetes sets no label ${key} on namespaces: unless somebody adds it, ${wanted} leaves out none`,
  };
}

function isSelected(name: string, selector: Selector, namespaces: Namespaces | undefined): Answer {
  const namespace = namespaces?.get(name);
  if (namespace !== undefined) return answerOf(selector.matches(namespace.labels));
  return namespaces?.extent().state === 'complete' ? 'no' : 'unknown';
}

function adviceFor(requirement: Requirement, isLabel: boolean): string {
  const [value] = 'values' in requirement ? requirement.values : [];
  const label = isLabel ? `${namespaceNameLabel}: ${value}` : `key: ${namespaceNameLabel}`;
  return `write ${label}, the label that every namespace has`;
}
