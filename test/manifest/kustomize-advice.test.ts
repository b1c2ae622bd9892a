import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Report } from '../../src/lint/report.ts';
import { lintTexts, onlyRule, textsOf } from '../support/lint-texts.ts';

const workload = (name: string, namespace = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}${namespace} }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [] } } }
`;
const policy = (podSelector: string, peer: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api }
spec:
  podSelector: { matchLabels: ${podSelector} }
  policyTypes: [Ingress]
  ingress: [{ from: [${peer}] }]
`;
const web = '{ podSelector: { matchLabels: { app: web } } }';
const prometheus = `{ podSelector: { matchLabels: { app: prometheus } },
  namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }`;
const workloads = `${workload('api')}---\n${workload('web')}`;
const monitoring = `apiVersion: v1\nkind: Namespace\nmetadata: { name: monitoring }\n---\n${workload('prometheus', ', namespace: monitoring')}`;

/** `code path: help` of each finding on a selector that no pod has, in the order of the report. */
function told(kustomization: string, netpol: string, more = ''): readonly string[] {
  const files = {
    'k/kustomization.yaml': `namespace: shop\n${kustomization}`,
    'k/app.yaml': workloads,
    'k/netpol.yaml': netpol,
    'monitoring.yaml': monitoring,
    'more.yaml': more,
  };
  const { findings } = lintTexts(textsOf(files));
  return findings.flatMap(({ code, path, help }) =>
    /NP40[123]/.test(code) ? [`${code} ${path}: ${help}`] : [],
  );
}

const both = 'resources: [app.yaml, netpol.yaml]\n';

suite('what a kustomization does to a selector is told in the help', () => {
  test('labels that it adds to a peer', () => {
    const expected = [
      'NP402 /spec/ingress/0/from/0/podSelector: kustomize adds team=shop to this selector: ' +
        'in k/kustomization.yaml use labels with includeTemplates, without includeSelectors',
    ];
    const scrape = policy('{ app: api }', prometheus);
    assert.deepEqual(told(`${both}commonLabels: { team: shop }\n`, scrape), expected);
    const labels = (flag: string): string => `${both}labels: [{ pairs: { team: shop }, ${flag}: true }]\n`;
    assert.deepEqual(told(labels('includeSelectors'), scrape), expected);
    assert.deepEqual(told(labels('includeTemplates'), scrape), []);
    assert.deepEqual(told(`${both}commonLabels: { team: shop }\n`, policy('{ app: api }', web)), []);
  });

  test('and of the label itself, which changes together with the pods, nothing', () => {
    const version = { team: 'shop', 'app.kubernetes.io/version': '1.2.3' };
    const selecting = policy(JSON.stringify({ app: 'api', ...version }), web);
    const judged = (kustomization: string): Report =>
      lintTexts(textsOf({ 'a.yaml': selecting, 'kustomization.yaml': kustomization }), {
        defaultNamespace: 'shop',
        ruleset: onlyRule('NP114'),
      });
    const typed = judged('resources: [a.yaml]\n');
    assert.deepEqual([typed.findings.length, typed.summary.warnings], [1, 1]);
    const added = judged(`resources: [a.yaml]\ncommonLabels: ${JSON.stringify(version)}\n`);
    assert.deepEqual(
      added.findings.map(({ path }) => path),
      ['/spec/podSelector/matchLabels/app.kubernetes.io~1version'],
    );
    assert.equal(added.summary.warnings, 1);
  });

  test('labels that it keeps from pods', () => {
    const scarce = `${both}labels: [{ pairs: { env: prod } }]\n`;
    assert.deepEqual(told(scarce, policy('{ env: prod }', web)), [
      'NP401 /spec/podSelector: add includeTemplates: true to labels in k/kustomization.yaml: ' +
        'env=prod does not reach pods without it',
    ]);
    assert.deepEqual(
      told(scarce.replace('} }', '}, includeTemplates: true }'), policy('{ env: prod }', web)),
      [],
    );
  });

  test('a prefix that is meant to be in labels', () => {
    const staging = '{ podSelector: { matchLabels: { app: staging-web } } }';
    assert.deepEqual(told(`${both}namePrefix: staging-\n`, policy('{ app: api }', staging)), [
      'NP402 /spec/ingress/0/from/0/podSelector: write app=web: namePrefix in k/kustomization.yaml changes names, not labels',
    ]);
    assert.deepEqual(told(`${both}namePrefix: staging-\n`, policy('{ app: api }', web)), []);
  });

  test('a file that it does not list', () => {
    const [first = '', ...others] = told('resources: [app.yaml]\n', policy('{ app: api }', web));
    assert.match(
      first,
      /list netpol\.yaml in resources of k\/kustomization\.yaml: what it does not list is never applied$/,
    );
    assert.deepEqual(others, []);
  });

  test('and nothing else: a label that is wrong anyway keeps its help', () => {
    const [first = ''] = told(`${both}commonLabels: { team: shop }\n`, policy('{ app: apii }', web));
    assert.match(first, /^NP401 /);
    assert.doesNotMatch(first, /kustom/);
  });
});
