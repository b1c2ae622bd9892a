import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Report } from '../../src/lint/report.ts';
import { readFacts } from '../../src/manifest/facts.ts';
import { lintManifests } from '../../src/manifest/lint-manifests.ts';
import { fillParameters } from '../../src/manifest/template-parameters.ts';
import { catalog } from '../../src/rules/index.ts';

function run(text: string): Report {
  return lintManifests({
    texts: [{ file: 'a.yaml', text, chosen: 'named' }],
    context: [],
    defaultNamespace: 'default',
    strictCidr: true,
    ruleset: { rules: catalog, settings: new Map() },
  });
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

  test('that leaves something open is not judged, and says why', () => {
    const text = template('[{ name: APP }]', '{ app: "${APP}" }');
    const report = run(text);
    assert.deepEqual(report.findings, []);
    assert.match(report.notEvaluated[0]?.reason ?? '', /its parameter APP has no value: .*oc process/);
    const { leftOut } = readFacts({ texts: [{ text, chosen: 'named' }], defaultNamespace: 'default' });
    assert.match(leftOut[0]?.reason ?? '', /its parameter APP has no value/);
  });

  test("without a NetworkPolicy is nobody's business", () => {
    const text = template('[{ name: APP }]', '{ app: "${APP}" }').replace(
      'kind: NetworkPolicy',
      'kind: Ingress',
    );
    assert.deepEqual(run(text).notEvaluated, []);
    assert.equal(run(text).summary.policies, 0);
  });
});

suite('parameters', () => {
  const filled = (object: unknown, ...parameters: readonly (readonly [string, unknown])[]): unknown => {
    const result = fillParameters({
      parameters: parameters.map(([name, value]) => ({ name, value })),
      objects: [object],
    });
    return 'open' in result ? result.open : result.objects[0];
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
    assert.equal(filled('a', ['A', undefined]), 'a');
    assert.equal(filled('${A}', ['A', '']), '');
    assert.equal(filled('${A}', ['A', undefined]), 'its parameter A has no value');
  });

  test('do not multiply a text without end', () => {
    assert.match(String(filled('${A}'.repeat(2000), ['A', 'x'.repeat(10_000)])), /absurd size/);
  });
});
