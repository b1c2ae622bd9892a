import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { decode, isMalformed } from '../../src/admission/decode.ts';
import { admissionReview, storedPolicy } from '../support/admission-reviews.ts';

test('everything that is judged by is read from a review', () => {
  const object = storedPolicy({ podSelector: {} });
  const review = decode(admissionReview({ object, operation: 'UPDATE', oldObject: object, dryRun: true }));
  assert.deepEqual(review, {
    uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
    operation: 'UPDATE',
    group: 'networking.k8s.io',
    version: 'v1',
    kind: 'NetworkPolicy',
    subResource: '',
    namespace: 'shop',
    name: 'api',
    user: { name: 'alice', groups: ['developers', 'system:authenticated'] },
    dryRun: true,
    fieldValidation: 'Ignore',
    fieldManager: 'kubectl-client-side-apply',
    object,
    oldObject: object,
  });
});

const accepted: readonly [string, object, object][] = [
  [
    'members that an API server leaves out',
    { userInfo: undefined, dryRun: undefined, options: undefined },
    { name: 'api' },
  ],
  ['null for what is empty', { userInfo: { groups: null }, dryRun: null, options: null }, { dryRun: false }],
  [
    'a DELETE, which has no object',
    { operation: 'DELETE', object: null, oldObject: {} },
    { object: undefined },
  ],
  ['a DELETE without the old object', { operation: 'DELETE', object: null }, { operation: 'DELETE' }],
  ['the name from the object', { name: '' }, { name: 'api' }],
  [
    'a generated name that is not there yet',
    { name: undefined, object: { metadata: { generateName: 'api-' } } },
    { name: 'api-' },
  ],
  [
    'another kind, of which nothing is asked',
    { kind: { version: 'v1', kind: 'Pod' }, namespace: undefined },
    { kind: 'Pod', group: '' },
  ],
];

for (const [what, changes, expected] of accepted)
  test(`accepts ${what}`, () => {
    const review = decode(admissionReview(changes));
    assert.ok(!isMalformed(review), JSON.stringify(review));
    assert.deepEqual({ ...review, ...expected }, review);
  });

const malformed: readonly [string, unknown, string][] = [
  ['no body', undefined, ''],
  ['null', null, ''],
  ['a list', [], ''],
  ['text', 'AdmissionReview', ''],
  ['an empty object', {}, '/apiVersion'],
  ['an old version', { ...admissionReview({}), apiVersion: 'admission.k8s.io/v1beta1' }, '/apiVersion'],
  ['another kind of body', { ...admissionReview({}), kind: 'ConversionReview' }, '/kind'],
  ['no request', { ...admissionReview({}), request: undefined }, '/request'],
  ['a request that is a list', { ...admissionReview({}), request: [] }, '/request'],
  ['no uid', admissionReview({ uid: undefined }), '/request/uid'],
  ['an empty uid', admissionReview({ uid: '' }), '/request/uid'],
  ['a uid of the wrong type', admissionReview({ uid: 7 }), '/request/uid'],
  ['no kind', admissionReview({ kind: undefined }), '/request/kind'],
  ['half a kind', admissionReview({ kind: { version: 'v1' } }), '/request/kind/kind'],
  ['no operation', admissionReview({ operation: undefined }), '/request/operation'],
  ['an unknown operation', admissionReview({ operation: 'PATCH' }), '/request/operation'],
  ['no namespace', admissionReview({ namespace: undefined }), '/request/namespace'],
  ['a namespace of the wrong type', admissionReview({ namespace: {} }), '/request/namespace'],
  ['no object on CREATE', admissionReview({ object: null }), '/request/object'],
  ['an object that is text', admissionReview({ object: 'policy' }), '/request/object'],
  ['an object that is a list', admissionReview({ object: [] }), '/request/object'],
  ['no old object on UPDATE', admissionReview({ operation: 'UPDATE' }), '/request/oldObject'],
  ['an old object that is a number', admissionReview({ oldObject: 1 }), '/request/oldObject'],
  ['a dry run that is text', admissionReview({ dryRun: 'true' }), '/request/dryRun'],
  ['options that are text', admissionReview({ options: 'Strict' }), '/request/options'],
  [
    'a field validation of the wrong type',
    admissionReview({ options: { fieldValidation: 1 } }),
    '/request/options/fieldValidation',
  ],
  ['user info that is text', admissionReview({ userInfo: 'alice' }), '/request/userInfo'],
  [
    'a user name of the wrong type',
    admissionReview({ userInfo: { username: null } }),
    '/request/userInfo/username',
  ],
  [
    'groups that are text',
    admissionReview({ userInfo: { groups: 'developers' } }),
    '/request/userInfo/groups',
  ],
  [
    'a group of the wrong type',
    admissionReview({ userInfo: { groups: ['a', 1] } }),
    '/request/userInfo/groups/1',
  ],
];

for (const [what, body, path] of malformed)
  test(`names the place of what is wrong: ${what}`, () => {
    const answer = decode(body);
    assert.ok(isMalformed(answer), 'was accepted');
    assert.equal(answer.path, path);
    assert.match(answer.expected, /^\S.*\S$/);
  });

test('any value is read or refused, never thrown at', () => {
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true });
  fc.assert(fc.property(anything, (body) => void decode(body)));
  fc.assert(
    fc.property(
      fc.constantFrom('object', 'userInfo', 'options', 'kind', 'name'),
      fc.jsonValue(),
      (member, value) => {
        decode(admissionReview({ [member]: value }));
      },
    ),
  );
});
