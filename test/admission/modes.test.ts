import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, isMalformed } from '../../src/admission/decode.ts';
import { exemptionOf } from '../../src/admission/exemptions.ts';
import { modesOf } from '../../src/admission/modes.ts';
import { admissionReview } from '../support/admission-reviews.ts';

const defaults = { enforce: 'certain', warn: 'warning', audit: 'info' } as const;

test('a namespace without labels has the defaults', () => {
  assert.deepEqual(modesOf(new Map([['team', 'shop']]), defaults), { modes: defaults, notices: [] });
});

test('each label of a namespace chooses its mode', () => {
  const labels = new Map([
    ['netpol-lint.dev/enforce', 'off'],
    ['netpol-lint.dev/warn', 'info'],
    ['netpol-lint.dev/audit', 'error'],
  ]);
  assert.deepEqual(modesOf(labels, defaults), {
    modes: { enforce: 'off', warn: 'info', audit: 'error' },
    notices: [],
  });
});

test('an unknown value is the default, and said so', () => {
  for (const value of ['strict', 'info', '', 'Error', 'constructor']) {
    const { modes, notices } = modesOf(new Map([['netpol-lint.dev/enforce', value]]), defaults);
    assert.deepEqual(modes, defaults);
    assert.deepEqual(notices, [
      `namespace label netpol-lint.dev/enforce=${value} is none of off, certain, error, warning: certain holds`,
    ]);
  }
});

test('an unknown mode does nothing, and is said to', () => {
  const labels = new Map([
    ['netpol-lint.dev/enforced', 'off'],
    ['netpol-lint.dev/audit', 'off'],
    ['pod-security.kubernetes.io/enforce', 'restricted'],
  ]);
  assert.deepEqual(modesOf(labels, defaults), {
    modes: { ...defaults, audit: 'off' },
    notices: ['namespace label netpol-lint.dev/enforced does nothing: the modes are enforce, warn, audit'],
  });
});

const nobody = { users: [], groups: [], namespaces: [], serviceAccounts: [] };
const controller = { username: 'system:serviceaccount:flux:kustomize', groups: ['system:serviceaccounts'] };

const cases: readonly [string, object, object, string | undefined][] = [
  ['nobody', {}, {}, undefined],
  ['a user', { users: ['alice'] }, {}, 'user'],
  ['another user', { users: ['ali', 'alice2', 'ALICE'] }, {}, undefined],
  ['a group', { groups: ['developers'] }, {}, 'group'],
  ['another group', { groups: ['develop'] }, {}, undefined],
  ['a namespace', { namespaces: ['shop'] }, {}, 'namespace'],
  ['another namespace', { namespaces: ['shop-2'] }, {}, undefined],
  ['a service account', { serviceAccounts: ['flux/kustomize'] }, controller, 'serviceaccount'],
  ['a namesake in another namespace', { serviceAccounts: ['other/kustomize'] }, controller, undefined],
  ['a person of that name', { serviceAccounts: ['flux/alice'] }, { username: 'flux/alice' }, undefined],
];

for (const [who, exemptions, userInfo, expected] of cases)
  test(`exempting ${who}`, () => {
    const review = decode(admissionReview(Object.keys(userInfo).length === 0 ? {} : { userInfo }));
    assert.ok(!isMalformed(review));
    assert.equal(exemptionOf(review, { ...nobody, ...exemptions }), expected);
  });
