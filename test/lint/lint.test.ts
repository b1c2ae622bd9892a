import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lint } from '../../src/lint/lint.ts';
import { cannotTell, defineRule, type Rule } from '../../src/lint/rule.ts';
import type { RuleSetting } from '../../src/lint/ruleset.ts';
import type { Target } from '../../src/lint/target.ts';
import { createStore, ofEveryKind } from '../../src/model/store.ts';
import { everything } from '../../src/model/selector.ts';
import type { NetworkPolicy } from '../../src/model/networkpolicy.ts';
import { createEngine } from '../../src/semantics/engine/engine.ts';
import { ruleFailed } from '../../src/rules/rule-failed.ts';

const unknown = { state: 'unknown', reason: 'pods are not yet read' } as const;
const complete = { state: 'complete' } as const;
const policy: NetworkPolicy = {
  namespace: 'shop',
  name: 'web',
  podSelector: everything,
  isolates: ['ingress'],
  ingress: [],
  egress: [],
};
const target: Target = {
  operation: 'lint',
  object: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'shop', name: 'web' },
  raw: { absent: 'the text was not seen' },
  reading: { policy },
};

const nothingKnown = { ...ofEveryKind(complete), pods: unknown };

function run(
  rules: readonly Rule[],
  targets: readonly Target[] = [target],
  settings?: [string, RuleSetting][],
) {
  const store = createStore(nothingKnown);
  return lint(targets, store.inventory, { rules, settings: new Map(settings) });
}

const throwing = defineRule({
  code: 'NP900',
  name: 'throwing',
  severity: 'error',
  confidence: 'certain',
  summary: 'Throws.',
  needs: [],
  *check() {
    yield { path: [], message: 'said before the failure', help: 'x' };
    throw new TypeError('no\nsuch thing');
  },
});

function saying(code: string, draft: { message: string; path?: string[]; severity?: 'info' }): Rule {
  return defineRule({
    code,
    name: 'saying',
    severity: 'warning',
    confidence: 'certain',
    summary: 'Says something.',
    needs: ['policy'],
    *check() {
      yield { path: [], help: 'do this', ...draft };
    },
  });
}

test('a rule that throws becomes one NP001 that names it, and what it had said is dropped', () => {
  const { findings } = run([ruleFailed, throwing]);
  assert.equal(findings.length, 1);
  assert.equal(findings[0]?.code, 'NP001');
  assert.equal(
    findings[0]?.message,
    'rule NP900 throwing failed and judged nothing: TypeError: no such thing',
  );
});

test('the other rules still judge when one throws', () => {
  const codes = run([ruleFailed, throwing, saying('NP901', { message: 'a' })]).findings.map(
    ({ code }) => code,
  );
  assert.deepEqual(codes, ['NP001', 'NP901']);
});

test('a rule whose evidence is missing is listed with the reason', () => {
  const needy = defineRule({
    code: 'NP902',
    name: 'needy',
    severity: 'warning',
    confidence: 'likely',
    summary: 'Needs pods.',
    needs: ['policy', 'pods'],
    *check({ pods }) {
      yield { path: [], message: `${pods.size} pods`, help: 'x' };
    },
  });
  const report = run([needy, { ...needy, code: 'NP903', needs: ['raw'] }]);
  assert.deepEqual(
    report.notEvaluated.map(({ code, reason }) => [code, reason]),
    [
      ['NP902', 'pods are not yet read'],
      ['NP903', 'the text was not seen'],
    ],
  );
  assert.deepEqual(report.findings, []);
});

test('evidence that a rule only uses may be missing', () => {
  const using = defineRule({
    code: 'NP904',
    name: 'using',
    severity: 'warning',
    confidence: 'likely',
    summary: 'Uses pods.',
    needs: ['policy'],
    uses: ['pods'],
    *check({ pods }) {
      yield { path: [], message: pods === undefined ? 'without pods' : 'with pods', help: 'x' };
    },
  });
  assert.equal(run([using]).findings[0]?.message, 'without pods');
});

test('"cannot tell" is neither a finding nor silence', () => {
  const unsure = defineRule({
    code: 'NP905',
    name: 'unsure',
    severity: 'error',
    confidence: 'certain',
    summary: 'Cannot tell.',
    needs: [],
    *check() {
      yield cannotTell('the labels are not known');
    },
  });
  const report = run([unsure]);
  assert.deepEqual(report.findings, []);
  assert.equal(report.notEvaluated[0]?.reason, 'the labels are not known');
});

test('of evidence that a rule misses after all the reason is the one that is known', () => {
  const report = run([
    defineRule({
      code: 'NP904',
      name: 'missing',
      severity: 'warning',
      confidence: 'likely',
      summary: 'Misses pods.',
      needs: ['policy'],
      uses: ['pods'],
      *check({ pods }) {
        if (pods === undefined) yield cannotTell({ without: 'pods' });
      },
    }),
  ]);
  assert.deepEqual(
    report.notEvaluated.map(({ code, reason }) => [code, reason]),
    [['NP904', 'pods are not yet read']],
  );
});

test('a warning that rests on a pattern alone is info', () => {
  const rule: Rule = { ...saying('NP906', { message: 'perhaps' }), confidence: 'possible' };
  assert.equal(run([rule]).findings[0]?.severity, 'info');
});

test('the configuration replaces the severity, or switches the rule off', () => {
  const rule = saying('NP907', { message: 'a' });
  assert.equal(run([rule], [target], [['NP907', { severity: 'error' }]]).findings[0]?.severity, 'error');
  assert.deepEqual(run([rule], [target], [['NP907', { severity: 'off' }]]).findings, []);
});

test('control characters in what tenants chose never reach a message', () => {
  const rule = saying('NP908', { message: 'pod a\u001b[31m\r\nb\u202Ec' });
  assert.equal(run([rule]).findings[0]?.message, 'pod a [31m b c');
});

test('findings are sorted by target, then worst first, then by code and path', () => {
  const rules = [
    saying('NP910', { message: 'b', path: ['spec', 'b'] }),
    saying('NP909', { message: 'a', path: ['spec', 'a'] }),
    saying('NP911', { message: 'c', severity: 'info' }),
    { ...saying('NP912', { message: 'd' }), severity: 'error' } as Rule,
  ];
  const order = run(rules, [target, target]).findings.map((finding) => `${finding.target}${finding.code}`);
  assert.deepEqual(order, ['0NP912', '0NP909', '0NP910', '0NP911', '1NP912', '1NP909', '1NP910', '1NP911']);
});

test('the summary counts what is there', () => {
  const { summary } = run([saying('NP913', { message: 'a' })]);
  assert.deepEqual(summary, { documents: 1, policies: 1, errors: 0, warnings: 1, infos: 0, suppressed: 0 });
});

test('policies seen by a rule hold the target in its new form, once', () => {
  const counting = defineRule({
    code: 'NP914',
    name: 'counting',
    severity: 'info',
    confidence: 'certain',
    summary: 'Counts policies.',
    needs: ['policies'],
    *check({ policies }) {
      const seen = [...policies.all()];
      yield { path: [], message: `${policies.size} ${seen.length} ${policies.in('shop').length}`, help: 'x' };
    },
  });
  assert.equal(run([counting]).findings[0]?.message, '1 1 1');
});

test('nothing is said about an object that goes', () => {
  assert.deepEqual(
    run([saying('NP915', { message: 'a' })], [{ ...target, operation: 'DELETE' }]).findings,
    [],
  );
});

test('a policy of thousands of entries is not asked what it connects', () => {
  const store = createStore(ofEveryKind(complete));
  const rule = defineRule({
    code: 'NP916',
    name: 'asking',
    severity: 'info',
    confidence: 'certain',
    summary: 'Asks the engine.',
    needs: ['connectivity'],
    *check() {
      yield { path: [], message: 'asked', help: 'x' };
    },
  });
  const port = { kind: 'range', protocol: 'TCP', first: 80, last: 80 } as const;
  const large = { ...policy, ingress: Array.from({ length: 1001 }, () => ({ peers: [], ports: [port] })) };
  const cluster = { ...store.inventory, engine: createEngine(store.inventory) };
  const judge = (each: NetworkPolicy) =>
    lint([{ ...target, reading: { policy: each } }], cluster, { rules: [rule], settings: new Map() });
  assert.equal(judge(policy).findings.length, 1);
  assert.equal(
    judge(large).notEvaluated[0]?.reason,
    'the policy has more than 1000 combinations of peers and ports',
  );
});

test('what is left of a policy is not what its author meant', () => {
  const rule = defineRule({
    code: 'NP917',
    name: 'judging',
    severity: 'info',
    confidence: 'certain',
    summary: 'Judges what is meant.',
    needs: ['intact'],
    *check() {
      yield { path: [], message: 'judged', help: 'x' };
    },
  });
  const judge = (raw: Target['raw'], operation: Target['operation'] = 'lint') =>
    run([rule], [{ ...target, operation, raw }]);
  const typed = { metadata: { name: 'web' }, spec: { podSelector: {} } };
  const lost: readonly Target['raw'][] = [
    { value: { ...typed, spec: { podSelector: {}, ingres: [] } } },
    { value: { ...typed, podSelector: {} } },
    { value: { ...typed, metadata: { podSelector: {} } } },
    { value: { metadata: {}, Spec: {} } },
    { value: typed, duplicateKeys: [{ path: ['spec', 'ingress'], count: 2 }] },
  ];
  const whole: readonly Target['raw'][] = [
    { absent: 'the text was not seen' },
    { value: typed },
    { value: { ...typed, kinds: 'x', metadata: { lables: {} }, status: { a: 1 } } },
    { value: typed, duplicateKeys: [{ path: ['spec'], count: 2 }] },
  ];
  for (const raw of lost) {
    const { findings, notEvaluated } = judge(raw);
    assert.deepEqual(findings, [], JSON.stringify(raw));
    assert.equal(notEvaluated[0]?.reason, 'what depends on a field that is dropped, until that is repaired');
    assert.deepEqual(judge(raw, 'CREATE').findings, [], JSON.stringify(raw));
    const enforced = { rules: [rule], settings: new Map(), suppressible: () => false };
    const request = { ...target, operation: 'CREATE', raw } as const;
    assert.equal(lint([request], createStore(nothingKnown).inventory, enforced).findings.length, 1);
  }
  for (const raw of whole) assert.equal(judge(raw).findings.length, 1, JSON.stringify(raw));
});
