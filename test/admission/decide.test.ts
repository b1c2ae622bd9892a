import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, type Enforcement } from '../../src/admission/decide.ts';
import type { EnforceLevel, ReportLevel } from '../../src/admission/modes.ts';
import type { ReportedFinding } from '../../src/lint/report.ts';
import { defineRule } from '../../src/lint/rule.ts';
import type { RuleSetting } from '../../src/lint/ruleset.ts';
import { finding, reportOf } from '../support/findings.ts';

const certainty = { severity: 'error', confidence: 'certain' } as const;
const typo = finding('NP102', certainty);
const broken = finding('NP105', certainty);
const trap = finding('NP201');
const remark = finding('NP204', { severity: 'info', confidence: 'certain' });
const failed = finding('NP001', { severity: 'error', confidence: 'certain' });

const rules = [
  ['NP001', 'warn'],
  ['NP102', 'deny'],
  ['NP105', 'warn'],
  ['NP201', 'warn'],
  ['NP204', 'warn'],
  ['NP602', 'warn'],
].map(([code = '', admission]) =>
  defineRule({
    code,
    name: `rule-${code.toLowerCase()}`,
    ...certainty,
    admission: admission === 'deny' ? 'deny' : 'warn',
    summary: '',
    needs: code === 'NP602' ? ['delta'] : [],
    *check() {},
  }),
);

interface Case {
  readonly enforce?: EnforceLevel;
  readonly warn?: ReportLevel;
  readonly audit?: ReportLevel;
  readonly settings?: readonly (readonly [string, RuleSetting])[];
  readonly operation?: Enforcement['operation'];
  readonly before?: readonly ReportedFinding[];
}

function codesOf(findings: readonly ReportedFinding[], given: Case): Readonly<Record<string, string>> {
  const { enforce = 'certain', warn = 'warning', audit = 'info', settings = [] } = given;
  const decision = decide({
    report: reportOf(findings),
    enforcement: {
      level: enforce,
      ruleset: { rules, settings: new Map(settings) },
      operation: given.operation ?? 'CREATE',
    },
    namespace: { modes: { enforce, warn, audit }, notices: [] },
    before: () => given.before ?? [],
    gaps: new Set(),
  });
  const codes = (list: readonly ReportedFinding[]): string => list.map(({ code }) => code).join(' ');
  return { denied: codes(decision.denied), warned: codes(decision.warned), audited: codes(decision.audited) };
}

const everything = [typo, broken, trap, remark, failed];
const all = 'NP102 NP105 NP201 NP204 NP001';

const levels: readonly [string, Case, string, string, string][] = [
  ['by default only what is marked denies', {}, 'NP102', 'NP105 NP201 NP001', all],
  ['off denies nothing', { enforce: 'off' }, '', 'NP102 NP105 NP201 NP001', all],
  ['error denies every error but a failed rule', { enforce: 'error' }, 'NP102 NP105', 'NP201 NP001', all],
  ['warning denies every warning too', { enforce: 'warning' }, 'NP102 NP105 NP201', 'NP001', all],
  ['warn off shows nothing', { warn: 'off' }, 'NP102', '', all],
  ['warn error shows errors', { warn: 'error' }, 'NP102', 'NP105 NP001', all],
  ['warn info shows all', { warn: 'info' }, 'NP102', 'NP105 NP201 NP204 NP001', all],
  ['audit off still records what denied', { audit: 'off' }, 'NP102', 'NP105 NP201 NP001', 'NP102'],
  [
    'a rule is added to those that deny',
    { settings: [['NP201', { deny: true }]] },
    'NP102 NP201',
    'NP105 NP001',
    all,
  ],
  [
    'a rule is taken out',
    { enforce: 'warning', settings: [['NP102', { deny: false }]] },
    'NP105 NP201',
    'NP102 NP001',
    all,
  ],
  [
    'a failed rule denies nothing even when told to',
    { enforce: 'error', settings: [['NP001', { deny: true }]] },
    'NP102 NP105',
    'NP201 NP001',
    all,
  ],
  [
    'DELETE is always allowed',
    { operation: 'DELETE', enforce: 'warning' },
    '',
    'NP102 NP105 NP201 NP001',
    all,
  ],
];

for (const [what, given, denied, warned, audited] of levels)
  test(what, () => {
    assert.deepEqual(codesOf(everything, given), { denied, warned, audited });
  });

test('what a request does to connections refuses it only where the configuration says so', () => {
  const cut = finding('NP602', { severity: 'warning', confidence: 'likely' });
  assert.equal(codesOf([cut], { enforce: 'warning' })['denied'], '');
  assert.equal(codesOf([cut], { settings: [['NP602', { deny: true }]] })['denied'], 'NP602');
});

test('a finding that is not certain, or no error any more, does not deny by its mark', () => {
  const doubtful = finding('NP102', { ...certainty, confidence: 'likely' });
  const lowered = finding('NP102', { ...certainty, severity: 'warning' });
  for (const found of [doubtful, lowered]) assert.equal(codesOf([found], {})['denied'], '');
});

const at = (path: string, message = 'no such field'): ReportedFinding => ({ ...typo, path, message });

const updates: readonly [string, readonly ReportedFinding[], readonly ReportedFinding[], string, string][] = [
  ['what was there before', [at('/spec/a')], [at('/spec/a')], '', 'NP102'],
  ['what has moved in a list', [at('/spec/ingress/1/from/0')], [at('/spec/ingress/0/from/3')], '', 'NP102'],
  [
    'an index in the message',
    [at('/spec/x', 'in ingress[2]')],
    [at('/spec/x', 'in ingress[0]')],
    '',
    'NP102',
  ],
  ['another field', [at('/spec/b')], [at('/spec/a')], 'NP102', ''],
  ['another mistake at the same place', [at('/spec/a', 'x')], [at('/spec/a', 'y')], 'NP102', ''],
  ['another rule at the same place', [typo], [broken], 'NP102', ''],
  [
    'one more of the same',
    [at('/spec/ingress/0'), at('/spec/ingress/1')],
    [at('/spec/ingress/1')],
    'NP102',
    'NP102',
  ],
  ['a repaired one', [], [at('/spec/a')], '', ''],
];

for (const [what, now, before, denied, warned] of updates)
  test(`an update is refused only for what is new: ${what}`, () => {
    const codes = codesOf(now, { operation: 'UPDATE', before });
    assert.deepEqual([codes['denied'], codes['warned']], [denied, warned]);
  });

test('of equal findings those that stand where one stood before are the old ones', () => {
  const decision = decide({
    report: reportOf([at('/spec/ingress/0'), at('/spec/ingress/1')]),
    enforcement: { level: 'certain', ruleset: { rules, settings: new Map() }, operation: 'UPDATE' },
    namespace: { modes: { enforce: 'certain', warn: 'off', audit: 'off' }, notices: [] },
    before: () => [at('/spec/ingress/1')],
    gaps: new Set(),
  });
  assert.deepEqual(
    decision.denied.map(({ path }) => path),
    ['/spec/ingress/0'],
  );
});

test('a CREATE is not compared with anything', () => {
  assert.equal(codesOf([typo], { before: [typo] })['denied'], 'NP102');
});

test('only what the cluster facts leave open is worth a word', () => {
  const decision = decide({
    report: reportOf(
      [],
      [
        { code: 'NP401', reason: 'pods are not yet read' },
        { code: 'NP102', reason: 'no last-applied annotation' },
      ],
    ),
    enforcement: { level: 'certain', ruleset: { rules, settings: new Map() }, operation: 'CREATE' },
    namespace: { modes: { enforce: 'certain', warn: 'warning', audit: 'info' }, notices: [] },
    before: () => [],
    gaps: new Set(['pods are not yet read']),
  });
  assert.deepEqual(decision.notEvaluated, [{ code: 'NP401', reason: 'pods are not yet read' }]);
});

test('what a refused request would have done is worth no word', () => {
  const effect = defineRule({
    code: 'NP601',
    name: 'rule-np601',
    severity: 'warning',
    confidence: 'likely',
    summary: '',
    needs: ['delta'],
    *check() {},
  });
  const isolated = finding('NP601');
  const warnedBeside = (...others: readonly ReportedFinding[]): readonly string[] =>
    decide({
      report: reportOf([...others, isolated, trap]),
      enforcement: {
        level: 'certain',
        ruleset: { rules: [...rules, effect], settings: new Map() },
        operation: 'CREATE',
      },
      namespace: { modes: { enforce: 'certain', warn: 'warning', audit: 'off' }, notices: [] },
      before: () => [],
      gaps: new Set(),
    }).warned.map(({ code }) => code);
  assert.deepEqual(warnedBeside(), ['NP601', 'NP201']);
  assert.deepEqual(warnedBeside(typo), ['NP201']);
});
