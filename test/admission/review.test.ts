import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { AdmissionAnswer } from '../../src/admission/encode.ts';
import { type Reviewer, reviewer } from '../../src/admission/review.ts';
import { inventoryOf } from '../../src/model/given.ts';
import { createStore, ofEveryKind } from '../../src/model/store.ts';
import { catalog } from '../../src/rules/index.ts';
import { admissionReview, applied, storedPolicy } from '../support/admission-reviews.ts';
import { namespace, pod } from '../support/cluster-objects.ts';

const cluster = inventoryOf(
  [
    namespace('shop'),
    namespace('lab', { 'netpol-lint.dev/enforce': 'of', 'netpol-lint.dev/warn': 'error' }),
    namespace('free', { 'netpol-lint.dev/enforce': 'off' }),
    pod('shop/api-1', { labels: { app: 'api' } }),
    pod('shop/web-1', { labels: { app: 'web' } }),
    pod('lab/api-1', { labels: { app: 'api' } }),
    pod('free/api-1', { labels: { app: 'api' } }),
  ],
  'default',
);

const given: Reviewer = {
  inventory: cluster,
  inventoryState: () => '',
  ruleset: { rules: catalog, settings: new Map() },
  defaults: { enforce: 'certain', warn: 'warning', audit: 'info' },
  exemptions: { users: [], groups: [], namespaces: [], serviceAccounts: [] },
  strictCidr: true,
  today: () => '2026-01-01',
};

function ask(changes: object, options: Partial<Reviewer> = {}): AdmissionAnswer['response'] {
  const outcome = reviewer({ ...given, ...options })(admissionReview(changes));
  assert.ok(outcome.kind === 'answered', JSON.stringify(outcome));
  return outcome.answer.response;
}

const fromWeb = { ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] };
const sound = { podSelector: { matchLabels: { app: 'api' } }, ...fromWeb };

/** As client-side apply without validation leaves it: the misspelt field is gone from the object. */
function misspelt(at: string, field: string, extra: object = {}): object {
  const typed = { ...sound, podSelector: { [field]: { app: 'api' } }, policyTypes: ['Ingress'] };
  const annotations = applied({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'api', namespace: at },
    spec: typed,
  });
  return storedPolicy({ ...fromWeb, podSelector: {} }, { namespace: at, annotations, ...extra });
}

test('a sound policy passes without a word', () => {
  const { allowed, warnings } = ask({ object: storedPolicy(sound) });
  assert.deepEqual([allowed, warnings], [true, undefined]);
});

test('a typo that the API server dropped is refused with its place and its repair', () => {
  const { allowed, status } = ask({ object: misspelt('shop', 'matchLabel') });
  assert.equal(allowed, false);
  assert.equal(status?.details.causes.length, 1);
  assert.equal(status?.details.causes[0]?.field, 'spec.podSelector.matchLabel');
  assert.match(
    status?.details.causes[0]?.message ?? '',
    /^netpol-lint NP102 unknown-field: .*; write matchLabels$/,
  );
});

test('what strict validation lets through is found in what was typed; what it refuses was not typed', () => {
  const options = { fieldValidation: 'Strict' };
  const typed = { ...sound, podSelector: null };
  const annotations = applied({ metadata: { name: 'api', namespace: 'shop' }, spec: typed });
  const object = storedPolicy({ ...fromWeb, podSelector: {} }, { annotations });
  const { allowed, warnings = [] } = ask({ object, options });
  assert.equal(allowed, true);
  assert.ok(warnings.some((warning) => warning.startsWith('NP109 null-selector: ')));
  assert.equal(ask({ object: misspelt('shop', 'matchLabel'), options }).allowed, true);
});

test('an object that the API server took for a NetworkPolicy is one, whatever its annotation calls it', () => {
  const typed = {
    apiVersion: 'extensions/v1beta1',
    metadata: { name: 'api', namespace: 'shop' },
    spec: sound,
  };
  const { allowed, warnings } = ask({ object: storedPolicy(sound, { annotations: applied(typed) }) });
  assert.deepEqual([allowed, warnings], [true, undefined]);
});

test('labels that match no pod are a warning, and a dry run is answered like the real thing', () => {
  const object = storedPolicy({ ...sound, podSelector: { matchLabels: { app: 'apii' } } });
  const { allowed, warnings = [], auditAnnotations } = ask({ object });
  assert.equal(allowed, true);
  assert.match(warnings[0] ?? '', /^NP401 unmatched-pod-selector: /);
  assert.match(auditAnnotations?.['findings'] ?? '', /NP401=1/);
  assert.deepEqual(ask({ object, dryRun: true }), ask({ object }));
});

test('a typo of yesterday does not keep a policy from being relabelled today', () => {
  const oldObject = misspelt('shop', 'matchLabel');
  const relabelled = misspelt('shop', 'matchLabel', { labels: { team: 'shop' } });
  assert.equal(ask({ operation: 'UPDATE', oldObject, object: relabelled }).allowed, true);
  const another = misspelt('shop', 'matchLables');
  assert.equal(ask({ operation: 'UPDATE', oldObject, object: another }).allowed, false);
});

test('a rule without effect that was there before is a warning on update, and refused when it is new', () => {
  const contradiction = {
    matchExpressions: [
      { key: 'app', operator: 'Exists' },
      { key: 'app', operator: 'DoesNotExist' },
    ],
  };
  const egress = storedPolicy({ ...sound, egress: [{ to: [{ podSelector: {} }] }] });
  const moved = storedPolicy(
    { ...sound, egress: [{ to: [{ podSelector: contradiction }] }] },
    { labels: { a: 'b' } },
  );
  const fresh = ask({ operation: 'UPDATE', oldObject: storedPolicy(sound), object: egress });
  assert.match(fresh.status?.details.causes[0]?.message ?? '', /NP106/);
  const old = ask({ operation: 'UPDATE', oldObject: egress, object: moved });
  assert.ok((old.warnings ?? []).some((warning) => warning.startsWith('NP106')));
  assert.ok(!(old.status?.details.causes ?? []).some(({ message }) => message.includes('NP106')));
});

test('a namespace chooses what becomes of findings, and hears of a label that says nothing', () => {
  assert.equal(ask({ namespace: 'free', object: misspelt('free', 'matchLabel') }).allowed, true);
  const { allowed, warnings = [] } = ask({ namespace: 'lab', object: misspelt('lab', 'matchLabel') });
  assert.equal(allowed, false);
  assert.match(warnings[0] ?? '', /netpol-lint\.dev\/enforce=of is none of/);
});

test('an annotation silences warnings, is recorded, and excuses nothing that is enforced', () => {
  const unmatched = { ...sound, podSelector: { matchLabels: { app: 'apii' } } };
  const because = (rule: string, reason: string): object => ({
    annotations: { [`ignore.netpol-lint.dev/${rule}`]: reason },
  });
  const quiet = ask({
    object: storedPolicy(unmatched, because('NP401', 'its pods come with the next release')),
  });
  assert.deepEqual([quiet.allowed, quiet.warnings], [true, undefined]);
  assert.equal(quiet.auditAnnotations?.['suppressed'], 'NP401=1');
  assert.doesNotMatch(quiet.auditAnnotations?.['findings'] ?? '', /NP401/);

  const over = ask({ object: storedPolicy(unmatched, because('NP401', 'for now; until=2025-12-31')) });
  assert.match(
    (over.warnings ?? []).join(),
    /NP002 bad-suppression: suppression ended on 2025-12-31.*,NP401 /,
  );

  const ignored = { ...sound, egress: [{ to: [{ podSelector: {} }] }] };
  const refused = { object: storedPolicy(ignored, because('NP106', 'we know')) };
  const denied = ask(refused);
  assert.equal(denied.allowed, false);
  assert.match(
    (denied.warnings ?? []).join(),
    /suppression of NP106 does not count: the administrator enforces/,
  );
  const settings = new Map([['NP106', { suppressible: true }]]);
  const { allowed } = ask(refused, { ruleset: { rules: catalog, settings } });
  assert.equal(allowed, true);
});

test('an update that takes a suppression away makes nothing worse', () => {
  const annotations = { 'ignore.netpol-lint.dev/NP401': 'its pods come with the next release' };
  const unmatched = { ...sound, podSelector: { matchLabels: { app: 'apii' } } };
  const defaults = { ...given.defaults, enforce: 'warning' as const };
  const settings = new Map([['NP401', { suppressible: true }]]);
  const { allowed, warnings = [] } = ask(
    {
      operation: 'UPDATE',
      oldObject: storedPolicy(unmatched, { annotations }),
      object: storedPolicy(unmatched),
    },
    { defaults, ruleset: { rules: catalog, settings } },
  );
  assert.equal(allowed, true);
  assert.match(warnings[0] ?? '', /^NP401 /);
});

test('whoever is exempt is not judged', () => {
  const exemptions = { ...given.exemptions, groups: ['developers'] };
  const { allowed, auditAnnotations } = ask({ object: misspelt('shop', 'matchLabel') }, { exemptions });
  assert.deepEqual([allowed, auditAnnotations], [true, { exempt: 'group' }]);
});

test('a DELETE is allowed', () => {
  const oldObject = misspelt('shop', 'matchLabel');
  assert.deepEqual(ask({ operation: 'DELETE', object: null, oldObject }).allowed, true);
});

test('of a policy that goes, nothing that is written in it is told', () => {
  const annotations = { 'ignore.netpol-lint.dev/NP999': '' };
  const oldObject = storedPolicy(sound, { annotations });
  assert.match(ask({ object: oldObject }).warnings?.join() ?? '', /NP002/);
  assert.equal(ask({ operation: 'DELETE', object: null, oldObject }).warnings, undefined);
});

test('who denies all egress is told that another policy can allow DNS first', () => {
  const defaults = { enforce: 'certain', warn: 'info', audit: 'info' } as const;
  const object = storedPolicy({ podSelector: {}, policyTypes: ['Egress'] });
  const { warnings = [] } = ask({ object }, { defaults });
  assert.match(warnings.join('\n'), /NP301 help: .*, here or in a policy that is applied first/);
});

test('an UPDATE that takes away the last finalizer of what is being deleted is the deletion', () => {
  const going = (finalizers: readonly string[]): object =>
    storedPolicy(
      { ...sound, policyTypes: ['Ingress'], egress: [{}] },
      { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers },
    );
  const update = { operation: 'UPDATE', oldObject: going(['a.example/x', 'b.example/y']) };
  const held = ask({ ...update, object: going(['a.example/x']) });
  assert.match(String(held.warnings), /NP106/);
  const gone = ask({ ...update, object: going([]) });
  assert.deepEqual([gone.allowed, gone.warnings], [true, undefined]);
  assert.equal(ask({ object: going([]) }).allowed, false, 'who creates something does not say that it goes');
});

test('other kinds, subresources and connections pass with a word about it', () => {
  const pods = { kind: { group: '', version: 'v1', kind: 'Pod' }, object: { kind: 'Pod' } };
  for (const changes of [pods, { subResource: 'status' }, { ...pods, operation: 'CONNECT' }]) {
    const { allowed, warnings = [] } = ask(changes);
    assert.equal(allowed, true);
    assert.match(warnings.join(), /^not evaluated: netpol-lint judges NetworkPolicies, not /);
  }
});

test('while the cluster is not known a policy is judged by its text, and the gap is said once', () => {
  const reason = 'the cluster is not yet read';
  const unknown = { state: 'unknown', reason } as const;
  const { inventory } = createStore(ofEveryKind(unknown));
  const { allowed, warnings = [] } = ask({ object: storedPolicy(sound) }, { inventory });
  assert.equal(allowed, true);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /^not evaluated: the cluster is not yet read \(NP\d{3}.* more\)$/);
  assert.equal(ask({ object: misspelt('shop', 'matchLabel') }, { inventory }).allowed, false);
});

test('a policy too large to be compared is said to be, so that nobody takes silence for a verdict', () => {
  const from = Array.from({ length: 1001 }, (_, index) => ({
    ipBlock: { cidr: `10.0.${index >> 8}.${index & 255}/32` },
  }));
  const object = storedPolicy({ ...sound, ingress: [{ from }] });
  const { allowed, warnings = [], auditAnnotations = {} } = ask({ object });
  assert.equal(allowed, true);
  assert.match(
    warnings.join('\n'),
    /^not evaluated: the policy has more than 1000 combinations of peers and ports \(NP\d{3}.* more\)$/,
  );
  assert.match(auditAnnotations['not-evaluated'] ?? '', /NP402=1/);
});

test('a rule that fails is a warning that names it, and the others judge on', () => {
  const broken = catalog.map((rule) =>
    rule.code === 'NP401'
      ? {
          ...rule,
          check: () => {
            throw new TypeError('no\nluck');
          },
        }
      : rule,
  );
  const ruleset = {
    rules: broken,
    settings: new Map([['NP001', { severity: 'error', deny: true }]] as const),
  };
  const { status } = ask({ object: misspelt('shop', 'matchLabel') }, { ruleset });
  assert.deepEqual(
    status?.details.causes.map(({ field }) => field),
    ['spec.podSelector.matchLabel'],
  );
  const { allowed, warnings = [] } = ask({ object: storedPolicy(sound) }, { ruleset });
  assert.equal(allowed, true);
  assert.match(warnings[0] ?? '', /^NP001 rule-failed: rule NP401 .* failed/);
});

const member = fc.constantFrom(
  'podSelector',
  'matchLabels',
  'matchExpressions',
  'ingress',
  'egress',
  'from',
  'to',
  'ports',
  'port',
  'endPort',
  'protocol',
  'ipBlock',
  'cidr',
  'except',
  'policyTypes',
  'namespaceSelector',
  'key',
  'operator',
  'values',
  '__proto__',
  'constructor',
  'spec',
  'metadata',
  'annotations',
  'name',
);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, '', 'TCP', 'Ingress', '10.0.0.0/8', '::/0', 'In', 80, -1, 1e21, true),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(member, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

test('objects of any shape are answered', () => {
  const review = reviewer(given);
  fc.assert(
    fc.property(
      anyValue,
      anyValue,
      fc.constantFrom('CREATE', 'UPDATE', 'DELETE'),
      (spec, other, operation) => {
        const annotations = applied({ spec: other });
        const object = { ...storedPolicy({}, { annotations }), spec };
        const outcome = review(admissionReview({ operation, object, oldObject: { ...object, spec: other } }));
        assert.equal(outcome.kind, 'answered');
        assert.doesNotMatch(JSON.stringify(outcome), /NP001/);
      },
    ),
    { numRuns: 300 },
  );
});
