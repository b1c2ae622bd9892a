import { defineRule, cannotTell, type CannotTell, type Draft, type Facts } from '../lint/rule.ts';
import { conjugate, count, enumerate } from '../model/prose.ts';
import { noLabels } from '../model/labels.ts';
import { namespaceNameLabel, type Namespace } from '../model/namespace.ts';
import { nearest } from '../model/nearest.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import { type Requirement, type Selector, valuesAskedFor } from '../model/selector.ts';
import { eachSelector, type PlacedSelector } from '../model/selector-parts.ts';
import { asksForPods, asksForUsualPodLabels, mayBeForPods } from '../semantics/labels/label-bearers.ts';
import { matching, namespacesWith } from '../semantics/matching.ts';
import { adviseMismatch, describeMismatch } from '../semantics/labels/describe-mismatch.ts';
import { explainMismatch, type Mismatch, withoutSuggestion } from '../semantics/labels/mismatch.ts';
import { isNearMiss } from '../semantics/labels/near-miss.ts';
import { isSlip } from '../semantics/labels/slip.ts';
import {
  isLabelledByItsMaker,
  nameLabelOf,
  setByNobody,
  unlabelledByKubernetes,
} from '../semantics/labels/name-labels.ts';
import { isGlimpse } from '../semantics/labels/namespace-extent.ts';
import { isUnsatisfiable } from '../semantics/labels/unsatisfiable.ts';
import { namedNamespaces } from '../semantics/words.ts';

type Known = Facts<'comparable', 'namespaces' | 'pods' | 'services' | 'policies'>;
type Namespaces = Facts<'namespaces', never>['namespaces'];

/**
 * NP404: a namespaceSelector whose labels no namespace carries. Files show only some namespaces, a cluster all; where none
 * is known, NP211 speaks of labels that are unlikely to be there, but for the namespaces that Kubernetes makes.
 */
export const unmatchedNamespaceSelector = defineRule({
  code: 'NP404',
  name: 'unmatched-namespace-selector',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A namespaceSelector that matches no namespace.',
  needs: ['comparable'],
  uses: ['namespaces', 'pods', 'services', 'policies'],
  *check(facts) {
    const { comparable: policy, namespaces } = facts;
    const selectors = namespaceSelectors(policy);
    const unmatched = selectors.filter(({ selector }) => !selectsSome(selector, namespaces));
    for (const { selector, path } of unmatched.slice(0, mostSearches)) {
      for (const statement of explain(selector, facts)) {
        yield 'cannotTell' in statement ? statement : { ...statement, path };
      }
    }
    if (unmatched.length > mostSearches) {
      yield cannotTell(`only ${mostSearches} selectors that match nothing were compared with the namespaces`);
    }
    for (const { selector, path, name, similar } of misspeltIn(selectors, facts).slice(0, mostNames)) {
      if (unmatched.every((each) => each.selector !== selector)) {
        yield { ...misspelt([name], similar, facts), path };
      }
    }
  },
});

/** So many names of a policy are compared with those of all namespaces. */
const mostNames = 5;

interface MisspeltName extends PlacedSelector {
  readonly name: string;
  /** The namespace that is called nearly so. */
  readonly similar: string;
}

/** The names that a list asks for beside others, as of no namespace, while one is called nearly so. */
function misspeltIn(selectors: readonly PlacedSelector[], facts: Known): readonly MisspeltName[] {
  const { namespaces } = facts;
  if (namespaces === undefined) return [];
  const missing = selectors.flatMap((placed) => {
    const names = namedNamespaces(placed.selector) ?? [];
    return names.length < 2
      ? []
      : names
          .filter((name) => namespaces.get(name) === undefined && !isInUse(name, facts))
          .map((name) => ({ ...placed, name, names }));
  });
  return missing.slice(0, mostNames).flatMap(({ names, ...each }) => {
    const similar = namespaces.all().find(({ name }) => isSlip(each.name, name) && !names.includes(name));
    return similar === undefined ? [] : { ...each, similar: similar.name };
  });
}

function misspelt(missing: readonly string[], similar: string, { namespaces }: Known): Omit<Draft, 'path'> {
  const isKnown = namespaces?.extent().state === 'complete';
  const message = isKnown
    ? `namespace ${enumerate(missing)} does not exist; ${similar} does`
    : `none of ${count(namespaces?.size ?? 0, 'namespace')} given is called ${enumerate(missing)}; one is called ${similar}`;
  return { message, help: `write ${similar} if that is what is meant` };
}

/** Each is compared with the labels of every namespace. */
const mostSearches = 50;

/** Less those of which NP206 and NP212 speak, whatever namespaces there are. */
function namespaceSelectors(policy: NetworkPolicy): readonly PlacedSelector[] {
  return eachSelector(policy).filter(
    (placed) => placed.among === 'namespaces' && !asksForPods(placed.selector) && !isUnsatisfiable(placed),
  );
}

type Statement = Omit<Draft, 'path'> | CannotTell;

function* explain(selector: Selector, facts: Known): Iterable<Statement> {
  const { namespaces } = facts;
  const present = namespaces?.all() ?? [];
  const called = namespaces && calledSo(selector, namespaces);
  const bearers = bearersOf(selector, facts);
  if (bearers.length > 0) yield onPods(selector, bearers, called, facts);
  else if (called !== undefined) yield wrongLabel(selector, called);
  else if (namespaces?.extent().state === 'complete') yield noneInCluster(selector, present);
  else {
    const made = madeWithout(selector);
    if (made !== undefined) yield made;
    else if (namespaces === undefined) yield cannotTell({ without: 'namespaces' });
    else {
      const statement = unseen(selector, namespaces);
      if (statement === undefined) yield* noneGiven(selector, present, facts);
      else yield statement;
    }
  }
}

const onlySome = 'the files show only some of the namespaces';

/** The name of a namespace under a label that people or its maker set, where so few are shown that it need not be among them. */
function unseen({ requirements }: Selector, namespaces: Namespaces): Statement | undefined {
  const named = requirements.find(
    ({ key, operator }) => operator === 'In' && nameLabelOf(key) === 'home-made',
  );
  if (named === undefined) return undefined;
  const names = valuesAskedFor(named);
  if (names.some(isLabelledByItsMaker)) return cannotTell(onlySome);
  if (!isGlimpse(names, namespaces)) return undefined;
  return {
    confidence: 'possible',
    message: setByNobody(named),
    help: `write ${namespaceNameLabel}: ${names[0]}, the label that every namespace has`,
  };
}

/** Every API server makes some namespaces, and it is known which labels they have. */
function madeWithout(selector: Selector): Statement | undefined {
  const [name] = selector.requirements.flatMap((each) => unlabelledByKubernetes(each) ?? []);
  if (name === undefined) return undefined;
  return {
    confidence: 'possible',
    message: `Kubernetes makes namespace ${name} without ${selector}: unless it was added, no namespace is meant`,
    help: `write ${namespaceNameLabel}: ${name}, the label that every namespace has`,
  };
}

function selectsSome(selector: Selector, namespaces: Namespaces | undefined): boolean {
  if (namespaces === undefined) return selector.isEmpty;
  const names = namedNamespaces(selector);
  if (selector.isEmpty) return true;
  // Whoever only rules out some namespaces means all others, of which files show few.
  if (namespaces.extent().state !== 'complete' && selector.requirements.every(rulesOut)) return true;
  if (names === undefined) return matching(selector, namespaces.all()).length > 0;
  return names.some((name) => selector.matches(namespaces.get(name)?.labels ?? noLabels));
}

function rulesOut({ operator }: Requirement): boolean {
  return operator === 'NotIn' || operator === 'DoesNotExist';
}

/** A namespace whose name is what the selector looks for under a label that it does not carry. */
function calledSo(selector: Selector, namespaces: Namespaces): Namespace | undefined {
  for (const requirement of selector.requirements) {
    if (requirement.operator !== 'In' || requirement.key === namespaceNameLabel) continue;
    const [called] = requirement.values.flatMap((value) => namespaces.get(value) ?? []);
    if (called !== undefined) return called;
  }
  return undefined;
}

function wrongLabel(selector: Selector, { name }: Namespace): Statement {
  const those = selector.requirements.length === 1 ? 'that label' : 'those labels';
  return {
    message: `no namespace has ${selector}; namespace ${name} exists, without ${those}`,
    help: `write ${namespaceNameLabel}: ${name}, the label that every namespace has`,
  };
}

/** The namespaces whose pods have the labels that are asked of namespaces. */
function bearersOf(selector: Selector, { pods }: Known): readonly string[] {
  return pods === undefined || !mayBeForPods(selector) ? [] : namespacesWith(selector, pods);
}

function onPods(
  selector: Selector,
  bearers: readonly string[],
  called: Namespace | undefined,
  { namespaces }: Known,
): Statement {
  const [first = ''] = bearers;
  const meant = called !== undefined && bearers.includes(called.name) ? called.name : first;
  const isSure = called?.name === meant || namespaces?.extent().state === 'complete';
  const what = selector.requirements.length === 1 ? 'it is a label' : 'these are labels';
  return {
    confidence: isSure ? 'likely' : 'possible',
    message: `no namespace ${isSure ? '' : 'given '}has ${selector}: ${what} of pods in ${enumerate(bearers)}`,
    help: `move it under podSelector, beside namespaceSelector: {matchLabels: {${namespaceNameLabel}: ${meant}}} in the same item`,
  };
}

const forPods = `if pods are meant, write podSelector, and ${namespaceNameLabel} of their namespace under namespaceSelector`;

function noneInCluster(selector: Selector, present: readonly Namespace[]): Statement {
  const missing = namedNamespaces(selector);
  if (missing !== undefined && selector.requirements.length === 1) return noneOfThem(missing, present);
  return {
    message: `no namespace has ${selector}${describeMismatch(explainMismatch(selector, present), selector)}`,
    help: asksForUsualPodLabels(selector)
      ? forPods
      : `label the namespace, or select it by ${namespaceNameLabel}`,
  };
}

function noneOfThem(missing: readonly string[], present: readonly Namespace[]): Statement {
  const names = present.map(({ name }) => name);
  const similar = [...new Set(missing.flatMap((name) => nearest(name, names) ?? []))];
  const noun = missing.length === 1 ? 'namespace' : 'namespaces';
  const does = conjugate('does', similar.length);
  return {
    message: `${noun} ${enumerate(missing)} ${conjugate('does', missing.length)} not exist${similar.length > 0 ? `; ${enumerate(similar)} ${does}` : ''}`,
    help:
      similar.length > 0
        ? `write ${similar[0]} if that is what is meant`
        : 'create the namespace, or correct its name here',
  };
}

/** Whether files put something into a namespace that they do not show itself. */
function isInUse(namespace: string, { pods, services, policies }: Known): boolean {
  return [pods, services, policies].some((kind) => (kind?.in(namespace).length ?? 0) > 0);
}

/** Its operators label the namespaces that it comes with, which no files show. */
function isSetByOpenShift({ requirements }: Selector): boolean {
  return requirements.some(({ key }) => /(?:^|\.)openshift\.io\//.test(key));
}

/** Among given namespaces only a near miss says anything; the one that is meant may simply not be among the files. */
function* noneGiven(selector: Selector, present: readonly Namespace[], facts: Known): Iterable<Statement> {
  const missing = namedNamespaces(selector);
  if (missing === undefined) {
    yield isSetByOpenShift(selector) ? cannotTell(onlySome) : noneHasLabels(selector, present);
    return;
  }
  const names = present.map(({ name }) => name);
  const [similar] = missing.flatMap((name) => names.find((each) => isSlip(name, each)) ?? []);
  yield similar === undefined
    ? cannotTell(onlySome)
    : {
        ...misspelt(missing, similar, facts),
        confidence: missing.some((name) => isInUse(name, facts)) ? 'possible' : 'likely',
      };
}

function noneHasLabels(selector: Selector, present: readonly Namespace[]): Statement {
  const seen = explainMismatch(selector, present);
  const mismatch = isNearMiss(seen) ? seen : withoutSuggestion(seen, selector, present);
  return {
    confidence: 'possible',
    message: `none of ${count(present.length, 'namespace')} given has ${selector}${describeMismatch(mismatch, selector)}`,
    help: asksForUsualPodLabels(selector) ? forPods : adviceFor(mismatch),
  };
}

function adviceFor(mismatch: Mismatch): string {
  if (mismatch.kind === 'apart') {
    return 'all labels of a selector must be on the same namespace: drop one, or write two peers';
  }
  return 'suggestion' in mismatch
    ? adviseMismatch(mismatch, 'peers')
    : `if you do not set this label yourself, select by ${namespaceNameLabel}, which every namespace has`;
}
