import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readTexts } from '../../src/manifest/text.ts';
import { valueAt } from '../../src/model/json.ts';

const policy =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\nspec: { podSelector: {} }\n';
const workload =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { metadata: { labels: { app: a } } } }\n';

/** The value at the end of `steps` in the first file's object. */
function valueIn(files: Readonly<Record<string, string>>, ...steps: readonly string[]): unknown {
  const texts = Object.entries(files).map(([file, text]) => ({ file, text, chosen: 'found' as const }));
  const [first] = readTexts(texts)[0]?.documents ?? [];
  assert.ok(first?.kind === 'document');
  return valueAt(first.value, ...steps);
}

suite('the namespace of a kustomization', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined])[] = [
    [
      'of the same folder',
      { 'app/a.yaml': policy, 'app/kustomization.yaml': 'namespace: shop\nresources: [a.yaml]\n' },
      'shop',
    ],
    [
      'where the run begins',
      { 'a.yaml': policy, 'kustomization.yml': 'namespace: shop\nresources: [./a.yaml]\n' },
      'shop',
    ],
    [
      'of an absolute path',
      { '/x/a.yaml': policy, '/x/kustomization.yaml': 'namespace: shop\nresources: [a.yaml]\n' },
      'shop',
    ],
    [
      'that does not list the file',
      { 'app/a.yaml': policy, 'app/kustomization.yaml': 'namespace: shop\nresources: [b.yaml]\n' },
      undefined,
    ],
    [
      'of the folder above',
      { 'app/net/a.yaml': policy, 'app/kustomization.yaml': 'namespace: shop\nresources: [net/a.yaml]\n' },
      'shop',
    ],
    [
      'that lists the folder of one that lists the file: the outer one decides',
      {
        'all/app/a.yaml': policy,
        'all/app/kustomization.yaml': 'namespace: inner\nresources: [a.yaml]\n',
        'all/kustomization.yaml': 'namespace: outer\nresources: [app]\n',
      },
      'outer',
    ],
    [
      'that does not list the folder',
      {
        'all/app/a.yaml': policy,
        'all/app/kustomization.yaml': 'resources: [a.yaml]\n',
        'all/kustomization.yaml': 'namespace: outer\nresources: [other]\n',
      },
      undefined,
    ],
    [
      'of another tool',
      {
        'a.yaml': policy,
        'kustomization.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nnamespace: shop\nresources: [a.yaml]\n',
      },
      undefined,
    ],
  ];
  for (const [title, files, expected] of cases)
    test(title, () => assert.equal(valueIn(files, 'metadata', 'namespace'), expected));

  test('that an object names itself stays', () => {
    const named = policy.replace('name: a', 'name: a, namespace: own');
    const files = { 'a.yaml': named, 'kustomization.yaml': 'namespace: shop\nresources: [a.yaml]\n' };
    assert.equal(valueIn(files, 'metadata', 'namespace'), 'own');
  });
});

suite('the labels of a kustomization', () => {
  const labelsWith = (fields: string): unknown =>
    valueIn(
      { 'a.yaml': workload, 'kustomization.yaml': `resources: [a.yaml]\n${fields}` },
      'spec',
      'template',
      'metadata',
      'labels',
    );

  test('reach pods only where they are told to, and change none', () => {
    const both = { app: 'a', team: 'x' };
    assert.deepEqual(labelsWith('commonLabels: { team: x, app: b }\n'), both);
    assert.deepEqual(labelsWith('labels: [{ pairs: { team: x }, includeTemplates: true }]\n'), both);
    assert.deepEqual(labelsWith('labels: [{ pairs: { team: x }, includeSelectors: true }]\n'), both);
    assert.deepEqual(labelsWith('labels: [{ pairs: { team: x } }]\n'), { app: 'a' });
    assert.deepEqual(labelsWith('commonLabels: [team]\nlabels: { pairs: x }\n'), { app: 'a' });
  });
});
