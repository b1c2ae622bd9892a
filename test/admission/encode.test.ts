import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Decision, Judged } from '../../src/admission/decide.ts';
import { decode, isMalformed } from '../../src/admission/decode.ts';
import { type AdmissionAnswer, encode } from '../../src/admission/encode.ts';
import { admissionReview } from '../support/admission-reviews.ts';
import { finding } from '../support/findings.ts';

const uid = '705ab4f5-6393-11e8-b7cc-42010a800002';

function answer(decision: Decision): AdmissionAnswer['response'] {
  const review = decode(admissionReview({}));
  assert.ok(!isMalformed(review));
  const { apiVersion, kind, response } = encode(review, decision);
  assert.deepEqual([apiVersion, kind, response.uid], ['admission.k8s.io/v1', 'AdmissionReview', uid]);
  return response;
}

function judged(changes: Partial<Judged>): Judged {
  return {
    kind: 'judged',
    modes: { enforce: 'certain', warn: 'warning', audit: 'info' },
    denied: [],
    warned: [],
    audited: [],
    suppressed: [],
    notEvaluated: [],
    notices: [],
    ...changes,
  };
}

const typo = finding('NP102', {
  name: 'unknown-field',
  severity: 'error',
  message: 'unknown field spec.podSelector.matchLabel is dropped: spec.podSelector selects every pod of shop',
  help: 'write matchLabels',
  path: '/spec/podSelector/matchLabel',
});
const trap = finding('NP201', { name: 'split-peer', path: '/spec/ingress/0/from/1' });

test('nothing to say is an answer of two members', () => {
  assert.deepEqual(answer(judged({})), { uid, allowed: true });
});

test('a denial holds every finding as a cause that names the tool, the rule, the place and the repair', () => {
  const response = answer(judged({ denied: [typo, trap], audited: [typo, trap] }));
  const causes = [
    {
      reason: 'FieldValueInvalid',
      field: 'spec.podSelector.matchLabel',
      message:
        'netpol-lint NP102 unknown-field: unknown field spec.podSelector.matchLabel is dropped: spec.podSelector selects every pod of shop; write matchLabels',
    },
    {
      reason: 'FieldValueInvalid',
      field: 'spec.ingress[0].from[1]',
      message: 'netpol-lint NP201 split-peer: what NP201 found; what to do about NP201',
    },
  ];
  assert.deepEqual(response, {
    uid,
    allowed: false,
    status: {
      status: 'Failure',
      code: 422,
      reason: 'Invalid',
      message: [
        'NetworkPolicy shop/api is refused by netpol-lint:',
        ...causes.map(({ field, message }) => `- ${field}: ${message}`),
      ].join('\n'),
      details: { group: 'networking.k8s.io', kind: 'NetworkPolicy', name: 'api', causes },
    },
    auditAnnotations: { denied: 'NP102=1,NP201=1', findings: 'NP102=1,NP201=1' },
  });
});

test('thousands of mistakes are refused with the first fifty and their number', () => {
  const denied = Array.from({ length: 2000 }, (_, index) => ({ ...typo, path: `/spec/ingress/${index}` }));
  const causes = answer(judged({ denied })).status?.details.causes ?? [];
  assert.equal(causes.length, 51);
  assert.deepEqual(causes.at(-1), {
    reason: 'FieldValueInvalid',
    field: 'spec',
    message: 'netpol-lint: and 1950 more',
  });
});

test('a warning is the finding, with the repair on the same line where it is short, else on the next', () => {
  assert.deepEqual(answer(judged({ warned: [typo, trap] })).warnings, [
    'NP102 unknown-field: unknown field spec.podSelector.matchLabel is dropped: spec.podSelector selects every pod of shop',
    'NP102 help: write matchLabels',
    'NP201 split-peer: what NP201 found; what to do about NP201',
  ]);
});

test('what could not be evaluated is one warning for each reason', () => {
  const gap = (code: string, reason: string): { code: string; reason: string } => ({ code, reason });
  const notEvaluated = [
    gap('NP402', 'pods are not yet read'),
    gap('NP401', 'pods are not yet read'),
    gap('NP403', 'pods are not yet read'),
    gap('NP405', 'pods are not yet read'),
    gap('NP404', 'not allowed to read namespaces'),
  ];
  const response = answer(
    judged({ notEvaluated, notices: ['namespace label x=y is none of z'], warned: [trap] }),
  );
  assert.deepEqual(response.warnings, [
    'namespace label x=y is none of z',
    'NP201 split-peer: what NP201 found; what to do about NP201',
    'not evaluated: pods are not yet read (NP401, NP402, NP403 and 1 more)',
    'not evaluated: not allowed to read namespaces (NP404)',
  ]);
  assert.deepEqual(response.auditAnnotations, {
    'not-evaluated': 'NP401=1,NP402=1,NP403=1,NP404=1,NP405=1',
  });
});

test('equal warnings are sent once', () => {
  assert.equal(answer(judged({ warned: [trap, { ...trap, path: '/spec/egress/0' }] })).warnings?.length, 1);
});

test('more warnings than anybody reads end with their number', () => {
  const warned = Array.from({ length: 40 }, (_, index) =>
    finding('NP201', { message: `number ${index}`, help: '!' }),
  );
  const warnings = answer(judged({ warned })).warnings ?? [];
  assert.equal(warnings.length, 20);
  assert.equal(warnings[0], 'NP201 rule-np201: number 0; !');
  assert.equal(warnings.at(-1), 'and 21 more');
});

test('an exemption is recorded, and another kind of object is said not to be judged', () => {
  assert.deepEqual(answer({ kind: 'exempt', exemption: 'group' }), {
    uid,
    allowed: true,
    auditAnnotations: { exempt: 'group' },
  });
  assert.deepEqual(answer({ kind: 'other', subject: 'v1/Pod' }), {
    uid,
    allowed: true,
    warnings: ['not evaluated: netpol-lint judges NetworkPolicies, not v1/Pod'],
  });
});

const anyText = fc.string({ unit: 'binary', maxLength: 600 });
const anyFinding = fc
  .tuple(fc.constantFrom('NP101', 'NP201', 'NP401'), anyText, anyText, anyText)
  .map(([code, message, help, path]) => finding(code, { message, help, path: `/${path}` }));

test('whatever tenants write, the API server passes all of it on', () => {
  fc.assert(
    fc.property(
      fc.array(anyFinding, { maxLength: 60 }),
      fc.array(anyFinding, { maxLength: 5 }),
      (warned, denied) => {
        const {
          warnings = [],
          status,
          auditAnnotations = {},
        } = answer(judged({ warned, denied, audited: warned }));
        for (const warning of warnings) {
          assert.doesNotMatch(warning, /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|^\s*$/u);
          assert.ok(Array.from(warning).length <= 256);
        }
        assert.ok(warnings.reduce((sum, warning) => sum + Array.from(warning).length, 0) <= 4096);
        for (const { message, field } of status?.details.causes ?? []) {
          assert.match(message, /^netpol-lint NP\d{3} /);
          assert.doesNotMatch(message + field, /[\p{Cc}\p{Cs}]/u);
        }
        for (const key of Object.keys(auditAnnotations)) assert.match(key, /^[a-z](?:[a-z-]{0,61}[a-z])?$/);
      },
    ),
  );
});
