import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAboutNetworkPolicy } from '../../src/admission/admission-request.ts';
import { decode, isMalformed } from '../../src/admission/decode.ts';
import { targetOf } from '../../src/admission/target.ts';
import type { Absent, Raw } from '../../src/lint/target.ts';
import { admissionReview, applied, storedPolicy } from '../support/admission-reviews.ts';

const reading = { strictCidr: true, today: '2026-01-01' };

function rawOf(changes: object): Raw | Absent {
  const review = decode(admissionReview(changes));
  assert.ok(!isMalformed(review) && isAboutNetworkPolicy(review));
  return targetOf(review, reading).raw;
}

function typed(spec: unknown, name = 'api'): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { annotations: {}, name, namespace: 'shop' },
    spec,
  };
}

/** The object that the API server makes, with an annotation that holds `document`. */
function withAnnotation(spec: object, document: object): object {
  return storedPolicy(spec, { annotations: applied(document) });
}

const lax = { fieldValidation: 'Ignore' };
const frontend = { podSelector: { matchLabels: { app: 'frontend' } } };

const believed: readonly [string, object, unknown][] = [
  [
    'a typo that the API server dropped',
    { podSelector: {} },
    { podSelector: { matchLabel: { app: 'api' } } },
  ],
  ['nulls and empty lists', { podSelector: {} }, { podSelector: null, egress: [], ingress: null }],
  [
    'defaults that were not typed',
    { podSelector: {}, ingress: [{ ports: [{ port: 80, protocol: 'TCP' }] }] },
    { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] },
  ],
  [
    'labels in another order',
    { podSelector: { matchLabels: { a: '1', b: '2' } } },
    { podSelector: { matchLabels: { b: '2', a: '1' } } },
  ],
  ['no spec at all', {}, undefined],
  [
    'names that objects inherit',
    { podSelector: { matchLabels: { constructor: 'x' } } },
    { podSelector: { matchLabels: { constructor: 'x' } }, toString: 1 },
  ],
];

for (const [what, spec, typedSpec] of believed)
  test(`the annotation is what was typed: ${what}`, () => {
    const document = typed(typedSpec);
    const raw = rawOf({ object: withAnnotation(spec, document), options: lax });
    assert.deepEqual(raw, { value: JSON.parse(JSON.stringify(document)) });
  });

const doubted: readonly [string, object, unknown][] = [
  ['another selector', { podSelector: {} }, { podSelector: { matchLabels: { app: 'api' } } }],
  ['a rule more', { podSelector: {} }, { podSelector: {}, ingress: [{}] }],
  [
    'another peer',
    { podSelector: {}, ingress: [{ from: [frontend] }] },
    { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] },
  ],
  [
    'rules in another order',
    { podSelector: {}, ingress: [{}, { from: [frontend] }] },
    { podSelector: {}, ingress: [{ from: [frontend] }, {}] },
  ],
  ['what an API server refuses', { podSelector: {} }, { podSelector: {}, policyTypes: ['ingress'] }],
  ['a spec of the wrong type', { podSelector: {} }, 'none'],
  [
    'an object with a typo and another meaning',
    { podSelector: {} },
    { podSelectr: {}, policyTypes: ['Egress'] },
  ],
];

for (const [what, spec, typedSpec] of doubted)
  test(`an annotation that says something else is not believed: ${what}`, () => {
    const raw = rawOf({ object: withAnnotation(spec, typed(typedSpec)), options: lax });
    assert.deepEqual(raw, { absent: 'the last-applied annotation does not say what the object says' });
  });

test('an annotation of another policy is not believed', () => {
  const object = withAnnotation({ podSelector: {} }, typed({ podSelector: {} }, 'other'));
  assert.ok('absent' in rawOf({ object, options: lax }));
});

test('an annotation counts only in the request that writes it', () => {
  const before = withAnnotation({ podSelector: {} }, typed({ podSelectors: {} }));
  const relabelled = storedPolicy(
    { podSelector: {} },
    { labels: { team: 'shop' }, annotations: applied(typed({ podSelectors: {} })) },
  );
  const rewritten = withAnnotation({ podSelector: {} }, typed({ podSelectrs: {} }));
  const update = { operation: 'UPDATE', oldObject: before, options: lax };
  assert.deepEqual(rawOf({ ...update, object: relabelled }), {
    absent: 'the last-applied annotation is older than this request',
  });
  assert.ok('value' in rawOf({ ...update, object: rewritten }));
});

const strict = { fieldValidation: 'Strict' };

test('a typo is believed where the API server dropped it, not where it would have refused it', () => {
  const object = withAnnotation({ podSelector: {} }, typed({ podSelectors: {} }));
  for (const fieldValidation of ['Ignore', 'Warn', '', undefined])
    assert.ok('value' in rawOf({ object, options: { fieldValidation } }), fieldValidation);
  assert.deepEqual(rawOf({ object, options: strict }), {
    absent: 'the last-applied annotation has fields that the request cannot have had',
  });
});

test('strict validation lets nulls, empty lists and omissions through, and they are believed', () => {
  const document = typed({ podSelector: null, ingress: [{ from: [], ports: null }], egress: [] });
  const object = withAnnotation({ podSelector: {}, ingress: [{}] }, document);
  assert.deepEqual(rawOf({ object, options: strict }), { value: JSON.parse(JSON.stringify(document)) });
});

test('strict validation makes no annotation true that says something else', () => {
  const object = withAnnotation({ podSelector: {} }, typed({ podSelector: {}, ingress: [{}] }));
  assert.deepEqual(rawOf({ object, options: strict }), {
    absent: 'the last-applied annotation does not say what the object says',
  });
});

test('a policy that is deleted has nothing typed', () => {
  assert.ok('absent' in rawOf({ operation: 'DELETE', object: null, oldObject: storedPolicy({}) }));
});

const hostile: readonly [string, string][] = [
  ['no JSON', '{"spec":'],
  ['nothing but blanks', '  '],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '1e999'],
  ['text', '"spec"'],
  ['endless nesting of lists', `{"spec":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ['endless nesting of objects', `${'{"spec":'.repeat(30_000)}1${'}'.repeat(30_000)}`],
  ['a prototype', '{"__proto__":{"spec":{"podSelector":{}}},"spec":{"__proto__":[],"ingress":[{}]}}'],
  ['a prototype of the constructor', '{"constructor":{"prototype":{"spec":1}},"spec":{"ingress":[null]}}'],
  ['metadata that is none', '{"metadata":[{"name":1}],"spec":{"policyTypes":["Egress"]}}'],
];

for (const [what, text] of hostile)
  test(`a hostile annotation is no evidence and does no harm: ${what}`, () => {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': text };
    assert.ok(
      'absent' in rawOf({ object: storedPolicy({ podSelector: {} }, { annotations }), options: lax }),
    );
    assert.equal(({} as { spec?: unknown }).spec, undefined);
  });
