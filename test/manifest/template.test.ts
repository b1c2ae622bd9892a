import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Report } from '../../src/lint/report.ts';
import { readFacts } from '../../src/manifest/facts.ts';
import { fillParameters } from '../../src/manifest/template-parameters.ts';
import { lintTexts, textsOf } from '../support/lint-texts.ts';

function run(text: string): Report {
  return lintTexts(textsOf({ 'a.yaml': text }, 'named'));
}

const template = (parameters: string, labels: string): string => `apiVersion: template.openshift.io/v1
kind: Template
metadata: { name: t }
parameters: ${parameters}
objects:
  - apiVersion: v1
    kind: Pod
    metadata: { name: web-1, labels: { app: web } }
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: a }
    spec:
      podSelector: { matchLabels: ${labels} }
`;

suite('a Template', () => {
  test('is judged with what its parameters give, where it stands', () => {
    const labels = '{ app: "${APP}" }';
    const [finding] = run(template('[{ name: APP, value: wbe }]', labels)).findings;
    assert.deepEqual(
      [finding?.code, finding?.path, finding?.location?.line],
      ['NP401', '/spec/podSelector', 13],
    );
    assert.deepEqual(run(template('[{ name: APP, value: web }]', labels)).findings, []);
  });

  test('is told how to write what ought to be text', () => {
    const [finding] = run(template('[{ name: APP, value: "8" }]', '{ app: "${{APP}}" }')).findings;
    assert.equal(finding?.help, 'put the value in quotes: app: "${APP}"');
  });

  test('has keys that stand twice where they stand', () => {
    const findings = run(template('[]', '{ app: web, app: web }')).findings;
    assert.deepEqual(
      findings.map(({ code, path, location }) => [code, path, location?.line]),
      [['NP104', '/spec/podSelector/matchLabels/app', 13]],
    );
  });

  test('that leaves something open in a policy does not judge that one, and says why', () => {
    const text = template('[{ name: APP, required: true }]', '{ app: "${APP}" }');
    const report = run(text);
    assert.deepEqual(report.findings, []);
    assert.equal(report.summary.policies, 0);
    assert.deepEqual([...new Set(report.notEvaluated.map(({ object }) => object?.name))], ['a']);
    assert.match(
      report.notEvaluated[0]?.reason ?? '',
      /its parameter APP is required and has no value: .*oc process/,
    );
    const { leftOut } = readFacts({ texts: [{ text, chosen: 'named' }], defaultNamespace: 'default' });
    assert.match(leftOut[0]?.reason ?? '', /its parameter APP is required and has no value/);
    assert.equal(leftOut[0]?.location.line, 9);
  });

  test('is judged in each object in which nothing is open', () => {
    const text = template('[{ name: APP, generate: expression, from: "[a-z]{4}" }]', '{ app: wbe }');
    const other = `  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: "b-\${APP}" }
    spec: { podSelector: {} }
`;
    const report = run(`${text}${other}`);
    assert.deepEqual(
      report.findings.map(({ code, object }) => [code, object?.name]),
      [['NP401', 'a']],
    );
    const open = report.notEvaluated.filter(({ reason }) => reason.includes('APP is generated'));
    assert.deepEqual([...new Set(open.map(({ object }) => object?.name))], ['b-${APP}']);
    assert.deepEqual([report.summary.policies, report.summary.documents], [1, 3]);
  });

  test('has the pods of workloads in which only what does not tell of pods is open', () => {
    const of = (labels: string): Report =>
      run(`${template('[{ name: IMAGE, required: true }]', '{ app: db }')}  - apiVersion: apps/v1
    kind: Deployment
    metadata: { name: db }
    spec:
      replicas: "\${{IMAGE}}"
      template:
        metadata: { labels: ${labels} }
        spec: { containers: [{ name: db, image: "\${IMAGE}" }] }
`);
    assert.deepEqual(of('{ app: db }').findings, []);
    assert.deepEqual(
      of('{ app: db, image: "${IMAGE}" }').findings.map(({ code }) => code),
      ['NP401'],
    );
  });

  test("without a NetworkPolicy is nobody's business", () => {
    const text = template('[{ name: APP, required: true }]', '{ app: "${APP}" }').replace(
      'kind: NetworkPolicy',
      'kind: Ingress',
    );
    assert.deepEqual(run(text).notEvaluated, []);
    assert.equal(run(text).summary.policies, 0);
  });
});

suite('parameters', () => {
  const filledWith = (parameter: object, object: unknown): unknown => {
    const [filled] = fillParameters({ parameters: [parameter], objects: [object] });
    return filled?.open ?? filled?.object;
  };
  const filled = (object: unknown, ...parameters: readonly (readonly [string, unknown])[]): unknown => {
    const all = parameters.map(([name, value]) => ({ name, value }));
    const [result] = fillParameters({ parameters: all, objects: [object] });
    return result?.open ?? result?.object;
  };

  test('are filled in as oc does it', () => {
    const table: readonly (readonly [object: unknown, filled: unknown])[] = [
      ['${A}-${B}', 'x-80'],
      ['${{B}}', 80],
      ['${{A}}', 'x'],
      ['${C}', '${C}'],
      [{ '${A}': ['${{B}}', null, 5] }, { x: [80, null, 5] }],
    ];
    for (const [object, expected] of table)
      assert.deepEqual(filled(object, ['A', 'x'], ['B', '80']), expected, JSON.stringify(object));
  });

  test('that nothing uses may be open', () => {
    assert.equal(filledWith({ name: 'A', required: true }, 'a'), 'a');
  });

  test('without a value are empty, unless they must have one or get one', () => {
    assert.equal(filledWith({ name: 'A' }, '${A}'), '');
    assert.equal(filledWith({ name: 'A', value: '', required: false }, '${{A}}'), '');
    assert.equal(filledWith({ name: 'A', value: 'x', required: true, generate: 'expression' }, '${A}'), 'x');
    assert.equal(
      filledWith({ name: 'A', required: true }, '${A}'),
      'its parameter A is required and has no value',
    );
    assert.equal(filledWith({ name: 'A', generate: 'expression' }, '${{A}}'), 'its parameter A is generated');
    assert.equal(filledWith({ name: 'A', value: 5 }, '${A}'), 'its parameter A has a value that is no text');
  });

  test('do not multiply a text without end', () => {
    assert.match(String(filled('${A}'.repeat(2000), ['A', 'x'.repeat(10_000)])), /absurd size/);
  });
});
