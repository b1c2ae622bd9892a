import { defineRule, cannotTell, type CannotTell, type Draft, type Facts } from '../lint/rule.ts';
import { count, enumerate } from '../lint/text.ts';
import { namespaceNameLabel, type Namespace } from '../model/namespace.ts';
import { nearest } from '../model/nearest.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachPeer } from '../model/policy-parts.ts';
import type { Selector } from '../model/selector.ts';
import { describeMismatch, explainMismatch } from '../semantics/mismatch.ts';
import { namedNamespaces } from '../semantics/words.ts';

type Namespaces = Facts<'namespaces', never>['namespaces'];

/** NP404: a namespaceSelector whose labels no namespace carries. Files show only some namespaces, a cluster all. */
export const unmatchedNamespaceSelector = defineRule({
  code: 'NP404',
  name: 'unmatched-namespace-selector',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A namespaceSelector that matches no namespace.',
  needs: ['comparable'],
  uses: ['namespaces'],
  *check({ comparable: policy, namespaces }) {
    const unmatched = namespaceSelectors(policy).filter(({ selector }) => !selectsSome(selector, namespaces));
    for (const { selector, path } of unmatched.slice(0, mostSearches)) {
      for (const statement of explain(selector, namespaces)) {
        yield 'cannotTell' in statement ? statement : { ...statement, path };
      }
    }
    if (unmatched.length > mostSearches) {
      yield cannotTell(`only ${mostSearches} selectors that match nothing were compared with the namespaces`);
    }
  },
});

/** Each is compared with the labels of every namespace. */
const mostSearches = 50;

interface Place {
  readonly selector: Selector;
  readonly path: Path;
}

function namespaceSelectors(policy: NetworkPolicy): readonly Place[] {
  const found: Place[] = [];
  for (const { peer, path } of eachPeer(policy)) {
    if (peer.kind !== 'pods' || peer.namespaceSelector === undefined) continue;
    found.push({ selector: peer.namespaceSelector, path: [...path, 'namespaceSelector'] });
  }
  return found;
}

type Statement = Omit<Draft, 'path'> | CannotTell;

function* explain(selector: Selector, namespaces: Namespaces | undefined): Iterable<Statement> {
  if (namespaces === undefined) {
    yield unlabelledByKubernetes(selector) ?? cannotTell('the namespaces are not known');
    return;
  }
  const present = [...namespaces.all()];
  const called = calledSo(selector, namespaces);
  if (called !== undefined) yield wrongLabel(selector, called);
  else if (namespaces.extent().state === 'complete') yield noneInCluster(selector, present);
  else yield* noneGiven(selector, present);
}

function selectsSome(selector: Selector, namespaces: Namespaces | undefined): boolean {
  if (namespaces === undefined) return selector.isEmpty;
  const names = namedNamespaces(selector);
  const candidates =
    names === undefined ? namespaces.all() : names.flatMap((name) => namespaces.get(name) ?? []);
  for (const { labels } of candidates) if (selector.matches(labels)) return true;
  return selector.isEmpty;
}

/** A namespace whose name is what the selector looks for under a label that it does not carry. */
function calledSo(selector: Selector, namespaces: Namespaces): Namespace | undefined {
  const [called] = ownLabelValues(selector).flatMap((value) => namespaces.get(value) ?? []);
  return called;
}

/** The values that the selector asks for under labels other than the one that Kubernetes keeps the name in. */
function ownLabelValues(selector: Selector): readonly string[] {
  return selector.requirements.flatMap((requirement) =>
    requirement.operator === 'In' && requirement.key !== namespaceNameLabel ? requirement.values : [],
  );
}

/** Of the namespaces that every API server makes it is known which label they have, of others it is not. */
function unlabelledByKubernetes(selector: Selector): Statement | undefined {
  const name = ownLabelValues(selector).find((value) => madeByKubernetes.has(value));
  if (name === undefined) return undefined;
  return {
    confidence: 'possible',
    message: `Kubernetes makes namespace ${name} without ${selector}: unless it was added, no namespace is meant`,
    help: `write ${namespaceNameLabel}: ${name}, the label that every namespace has`,
  };
}

/** The namespaces that kube-apiserver creates, with no label but their name. */
const madeByKubernetes: ReadonlySet<string> = new Set([
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
]);

function wrongLabel(selector: Selector, { name }: Namespace): Statement {
  return {
    message: `no namespace has ${selector}; namespace ${name} exists, without that label`,
    help: `write ${namespaceNameLabel}: ${name}, the label that every namespace has`,
  };
}

function noneInCluster(selector: Selector, present: readonly Namespace[]): Statement {
  const missing = namedNamespaces(selector);
  const similar =
    missing?.flatMap(
      (name) =>
        nearest(
          name,
          present.map((each) => each.name),
        ) ?? [],
    ) ?? [];
  if (missing !== undefined && selector.requirements.length === 1) {
    return {
      message: `namespace ${enumerate(missing)} does not exist${similar.length > 0 ? `; ${enumerate(similar)} does` : ''}`,
      help:
        similar.length > 0
          ? `write ${similar[0]} if that is what is meant`
          : 'create the namespace, or correct its name here',
    };
  }
  return {
    message: `no namespace has ${selector}${describeMismatch(explainMismatch(selector, present), selector)}`,
    help: `label the namespace, or select it by ${namespaceNameLabel}`,
  };
}

/** Among given namespaces only a near miss says anything; the one that is meant may simply not be among the files. */
function* noneGiven(selector: Selector, present: readonly Namespace[]): Iterable<Statement> {
  const missing = namedNamespaces(selector);
  if (missing === undefined) {
    yield noneHasLabels(selector, present);
    return;
  }
  const names = present.map(({ name }) => name);
  const [similar] = missing.flatMap((name) => nearest(name, names) ?? []);
  yield similar === undefined
    ? cannotTell('the files show only some of the namespaces')
    : {
        confidence: 'possible',
        message: `none of ${count(present.length, 'namespace')} given is called ${enumerate(missing)}; one is called ${similar}`,
        help: `write ${similar} if that is what is meant`,
      };
}

function noneHasLabels(selector: Selector, present: readonly Namespace[]): Statement {
  return {
    confidence: 'possible',
    message: `none of ${count(present.length, 'namespace')} given has ${selector}${describeMismatch(explainMismatch(selector, present), selector)}`,
    help: `if you do not set this label yourself, select by ${namespaceNameLabel}, which every namespace has`,
  };
}
