import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Report } from '../../src/lint/report.ts';
import { readFacts } from '../../src/manifest/facts.ts';
import type { Text } from '../../src/manifest/text.ts';
import { lintTexts } from '../support/lint-texts.ts';

const policy = (cidr: string, metadata = ''): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: a, namespace: shop${metadata} }
spec:
  podSelector: {}
  ingress:
    - from: [{ ipBlock: { cidr: ${cidr} } }]
      ports: [{ port: 80 }]
`;

const kustomization = (name: string, postBuild: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: { path: ./apps, postBuild: ${postBuild} }
`;

function texts(...all: readonly string[]): readonly Text[] {
  return all.map((text, index) => ({ file: `${index}.yaml`, text, chosen: 'found' }));
}

function run(...all: readonly string[]): Report {
  return lintTexts(texts(...all));
}

const errorsOf = ({ findings }: Report): readonly string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);

const gapsOf = ({ notEvaluated }: Report): readonly string[] => [
  ...new Set(notEvaluated.filter(({ code }) => code === 'NP101').map(({ reason }) => reason)),
];

suite('a variable that Flux fills in', () => {
  test('has the value that a Kustomization gives, at its place', () => {
    const given = (value: string): Report =>
      run(policy('"${LAN}"'), kustomization('apps', `{ substitute: { LAN: ${value} } }`));
    assert.deepEqual(errorsOf(given('192.168.0.0/16')), []);
    const [finding] = given('192.168.0.0/33').findings;
    assert.deepEqual([finding?.code, finding?.location?.line], ['NP101', 7]);
  });

  test('has its default, where it has one', () => {
    const beside = kustomization('apps', '{ substituteFrom: [{ kind: ConfigMap, name: settings }] }');
    for (const form of ['${LAN:=10.0.0.0/8}', '${LAN:-10.0.0.0/8}', '${LAN=10.0.0.0/8}'])
      assert.deepEqual(errorsOf(run(policy(`"${form}"`), beside)), [], form);
  });

  test('leaves the policy open, where nobody says what it is', () => {
    const reason =
      'Flux fills in ${LAN} after the build: lint what comes out of `flux envsubst`, with its variables';
    const from = kustomization('apps', '{ substituteFrom: [{ kind: Secret, name: settings }] }');
    const open = run(policy('"${LAN}"'), from);
    assert.deepEqual([errorsOf(open), gapsOf(open)], [[], [reason]]);
    const two = ['10.0.0.0/8', '192.168.0.0/16'].map((value, index) =>
      kustomization(`k${index}`, `{ substitute: { LAN: ${value} } }`),
    );
    assert.deepEqual(gapsOf(run(policy('"${LAN}"'), ...two)), [reason]);
    const { leftOut } = readFacts({ texts: texts(policy('"${LAN}"'), from), defaultNamespace: 'default' });
    assert.deepEqual(
      leftOut.map((each) => each.reason),
      [reason],
    );
  });

  test('is a placeholder where no Kustomization substitutes, or the object is exempt', () => {
    assert.deepEqual(errorsOf(run(policy('"${LAN}"'))), ['NP101']);
    const exempt = ', annotations: { kustomize.toolkit.fluxcd.io/substitute: disabled }';
    const beside = kustomization('apps', '{ substitute: { LAN: 10.0.0.0/8 } }');
    assert.deepEqual(errorsOf(run(policy('"${LAN}"', exempt), beside)), ['NP101']);
  });

  test('is filled in everywhere, numbers as numbers, and two dollar signs are one', () => {
    const text = policy('10.0.0.0/8')
      .replace('port: 80', 'port: "${PORT}"')
      .replace('name: a', 'name: "a-$$$${B}"');
    const report = run(text, kustomization('apps', '{ substitute: { PORT: "8080" } }'));
    const [first, ...more] = report.findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual([first?.path, more.length], ['/metadata/name', 0]);
    assert.match(first?.message ?? '', /"\$\{B\}" is a placeholder/);
  });
});
