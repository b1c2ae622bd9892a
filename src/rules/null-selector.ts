import { defineRule, type Draft } from '../lint/rule.ts';
import type { Raw } from '../lint/target.ts';
import type { Severity } from '../lint/severity.ts';
import { hasField, isJsonObject, listAt, valueAt } from '../model/json.ts';
import { labelKeyFaults } from '../model/keywords/names.ts';
import { isLostAt, isWrittenElsewhere } from '../model/lost.ts';
import { directions } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachTypedPeer } from '../model/typed-parts.ts';

/** NP109: a selector written with no value, which means something else in spec than it means in a peer. */
export const nullSelector = defineRule({
  code: 'NP109',
  name: 'null-selector',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A selector, or its labels, written without a value.',
  needs: ['raw'],
  *check({ raw }) {
    for (const draft of draftsOf(raw.value))
      if (!isLostBelow(draft, raw.value) && !isOverwritten(draft, raw)) yield draft;
  },
});

function* draftsOf(document: unknown): Iterable<Draft> {
  const spec = valueAt(document, 'spec') ?? null;
  if (spec === null && isJsonObject(document)) yield withoutSpec;
  yield* inSpec(spec);
  for (const { value, path } of eachTypedPeer(document)) yield* inPeer(value, path);
}

/** What is written in the wrong place is no reason to write that everything is meant; NP102 and NP103 say where it belongs. */
function isLostBelow({ path }: Draft, document: unknown): boolean {
  if (path.length > 1) return isLostAt(document, path);
  return isLostAt(document, ['spec', 'podSelector']) || isWrittenElsewhere(document, ['spec']);
}

/** What is missing in a second spec may stand in the first, which is lost; NP104 says so. */
function isOverwritten({ path }: Draft, { duplicateKeys = [] }: Raw): boolean {
  return path.length === 1 && duplicateKeys.some((key) => key.path.length === 1 && key.path[0] === 'spec');
}

const withoutSpec: Draft = {
  path: ['spec'],
  // Tests of operators write such objects to say which are there.
  severity: 'info',
  message: 'spec is empty: the policy selects every pod of the namespace and denies all ingress',
  help: 'write the spec, or podSelector: {} and policyTypes: [Ingress] in it if that is what is meant',
};

function* inSpec(spec: unknown): Iterable<Draft> {
  if (!isJsonObject(spec)) return;
  const path = ['spec', 'podSelector'];
  if (!hasField(spec, 'podSelector')) {
    yield {
      path: ['spec'],
      severity: 'info',
      message: 'spec.podSelector is left out: the policy selects every pod of the namespace',
      help: 'write podSelector: {} to say so; API servers before 1.36 refuse the policy without it',
    };
  } else if (spec['podSelector'] === null) {
    // Without rules it denies, and what denies is usually meant for all.
    const deniesOnly = directions.every((direction) => listAt(spec, direction).length === 0);
    yield {
      path,
      ...(deniesOnly ? { severity: 'info' } : {}),
      message: 'spec.podSelector has no value: the policy selects every pod of the namespace',
      help: 'write podSelector: {} for every pod, or the labels of the pods that are meant',
    };
  } else {
    yield* emptyParts(spec['podSelector'], path, 'the policy selects every pod of the namespace', 'info');
  }
}

const selectors = ['namespaceSelector', 'podSelector'] as const;
const entries = [...selectors, 'ipBlock'] as const;

const asNull = {
  namespaceSelector: 'it is as if it were not written, so only pods of the policy’s own namespace are meant',
  podSelector: 'it is as if it were not written, so every pod of the selected namespaces is meant',
};

const asEmpty = {
  namespaceSelector: 'it selects every namespace',
  podSelector: 'it selects every pod',
};

function* inPeer(peer: unknown, path: Path): Iterable<Draft> {
  // A peer of which nothing is left is refused, and NP101 says so.
  if (entries.every((field) => (valueAt(peer, field) ?? null) === null)) return;
  const isBlock = (valueAt(peer, 'ipBlock') ?? null) !== null;
  for (const field of selectors) {
    if (!hasField(peer, field)) continue;
    const selector = valueAt(peer, field);
    if (selector !== null) {
      yield* emptyParts(selector, [...path, field], asEmpty[field], 'warning');
      continue;
    }
    yield {
      path: [...path, field],
      message: `${field} has no value: ${isBlock ? 'it is as if it were not written, so the ipBlock alone is meant' : asNull[field]}`,
      help: isBlock
        ? 'delete the line: an ipBlock stands without a selector'
        : `write ${field}: {} to select all, write its labels, or delete the line`,
    };
  }
}

const parts = ['matchLabels', 'matchExpressions'];

function* emptyParts(selector: unknown, path: Path, meaning: string, severity: Severity): Iterable<Draft> {
  yield* emptyLabels(selector, path);
  const others = parts.some((part) => holdsSomething(valueAt(selector, part)));
  for (const part of parts) {
    if (!hasField(selector, part) || valueAt(selector, part) !== null) continue;
    yield {
      path: [...path, part],
      severity: others ? 'info' : severity,
      message: `${part} has no value${others ? ' and adds nothing' : `: ${meaning}`}`,
      help: others
        ? `delete ${part}`
        : `write ${path.at(-1)}: {} for all, or the labels that are meant under ${part}`,
    };
  }
}

/** Go reads null as the empty text. */
function* emptyLabels(selector: unknown, path: Path): Iterable<Draft> {
  const labels = valueAt(selector, 'matchLabels');
  const whose = path.at(-1) === 'namespaceSelector' ? 'namespaces' : 'pods';
  for (const [key, value] of isJsonObject(labels) ? Object.entries(labels) : []) {
    // Of a key that is refused, such as app:web without a blank, NP101 speaks.
    if (value !== null || labelKeyFaults(key).length > 0) continue;
    yield {
      path: [...path, 'matchLabels', key],
      message: `label ${key} has no value, which means the empty text: only ${whose} with ${key}: "" are selected`,
      help: `write its value, or for any value matchExpressions: [{key: ${key}, operator: Exists}]`,
    };
  }
}

function holdsSomething(part: unknown): boolean {
  return isJsonObject(part) ? Object.keys(part).length > 0 : listAt(part).length > 0;
}
