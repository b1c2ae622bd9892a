import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readTexts } from '../../src/manifest/text.ts';
import { listAt, valueAt } from '../../src/model/json.ts';

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
      'that does not list the file, but one above does',
      {
        'all/app/a.yaml': policy,
        'all/app/kustomization.yaml': 'namespace: inner\nresources: [b.yaml]\n',
        'all/kustomization.yaml': 'namespace: outer\nresources: [app/a.yaml]\n',
      },
      'outer',
    ],
    [
      'of an overlay',
      {
        'base/a.yaml': policy,
        'base/kustomization.yaml': 'namespace: inner\nresources: [a.yaml]\n',
        'overlays/dev/kustomization.yaml': 'namespace: dev\nresources: [../../base]\n',
      },
      'dev',
    ],
    [
      'of an overlay, from within its folder',
      {
        '../../base/a.yaml': policy,
        '../../base/kustomization.yaml': 'resources: [a.yaml]\n',
        'kustomization.yaml': 'namespace: dev\nresources: [../../base]\n',
      },
      'dev',
    ],
    [
      'of an overlay over an overlay',
      {
        'base/a.yaml': policy,
        'base/kustomization.yaml': 'resources: [a.yaml]\n',
        'dev/kustomization.yaml': 'namespace: dev\nresources: [../base]\n',
        'east/kustomization.yaml': 'namespace: east\nbases: [../dev]\n',
      },
      'east',
    ],
    [
      'of two overlays that differ is that of none',
      {
        'base/a.yaml': policy,
        'base/kustomization.yaml': 'resources: [a.yaml]\n',
        'dev/kustomization.yaml': 'namespace: dev\nresources: [../base]\n',
        'prod/kustomization.yaml': 'namespace: prod\nresources: [../base]\n',
      },
      undefined,
    ],
    [
      'of one overlay of two is that of none',
      {
        'base/a.yaml': policy,
        'base/kustomization.yaml': 'resources: [a.yaml]\n',
        'dev/kustomization.yaml': 'namespace: dev\nresources: [../base]\n',
        'prod/kustomization.yaml': 'resources: [../base]\n',
      },
      undefined,
    ],
    [
      'of the base, where overlays differ',
      {
        'base/a.yaml': policy,
        'base/kustomization.yaml': 'namespace: shop\nresources: [a.yaml]\n',
        'dev/kustomization.yaml': 'namespace: dev\nresources: [../base]\n',
        'prod/kustomization.yaml': 'resources: [../base]\n',
      },
      'shop',
    ],
    [
      'of two overlays that agree, with a third over both',
      {
        'base/a.yaml': policy,
        'base/kustomization.yaml': 'resources: [a.yaml]\n',
        'dev/kustomization.yaml': 'namespace: dev\nresources: [../base]\n',
        'prod/kustomization.yaml': 'namespace: prod\nresources: [../base]\n',
        'kustomization.yaml': 'namespace: all\nresources: [dev, prod]\n',
      },
      'all',
    ],
    [
      'that lists itself by way of another',
      {
        'x/a.yaml': policy,
        'x/kustomization.yaml': 'namespace: x\nresources: [a.yaml, ../y, .]\n',
        'y/kustomization.yaml': 'resources: [../x]\n',
      },
      'x',
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

  test('takes the place of the one that an object names itself', () => {
    const named = policy.replace('name: a', 'name: a, namespace: own');
    const files = { 'a.yaml': named, 'kustomization.yaml': 'namespace: shop\nresources: [a.yaml]\n' };
    assert.equal(valueIn(files, 'metadata', 'namespace'), 'shop');
  });

  test('draws along what is not listed, where everything that is listed leaves a namespace', () => {
    const inOwn = (name: string): string => policy.replace('name: a', `name: ${name}, namespace: own`);
    const files = { 'a.yaml': inOwn('a'), 'b.yaml': inOwn('b') };
    const listing = (text: string): string => `resources: [b.yaml]\n${text}`;
    assert.equal(
      valueIn({ ...files, 'kustomization.yaml': listing('namespace: shop\n') }, 'metadata', 'namespace'),
      'shop',
    );
    assert.equal(valueIn({ ...files, 'kustomization.yaml': listing('') }, 'metadata', 'namespace'), 'own');
  });

  test('is what its Namespace is called', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: own }\n';
    const files = { 'a.yaml': namespace, 'kustomization.yaml': 'namespace: shop\nresources: [a.yaml]\n' };
    assert.equal(valueIn(files, 'metadata', 'name'), 'shop');
  });

  test('is where references to its Services lead', () => {
    const webhooks = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: a }
webhooks:
  - { name: a.example.org, clientConfig: { service: { name: hook, namespace: own } } }
  - { name: b.example.org, clientConfig: { service: { name: other, namespace: own } } }
`;
    const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: hook, namespace: own }\n';
    const files = {
      'a.yaml': webhooks,
      'b.yaml': service,
      'kustomization.yaml': 'namespace: shop\nresources: [a.yaml, b.yaml]\n',
    };
    const called = [0, 1].map((index) =>
      valueAt(listAt(valueIn(files, 'webhooks'))[index], 'clientConfig', 'service', 'namespace'),
    );
    assert.deepEqual(called, ['shop', 'own']);
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

  test('reach pods only where they are told to, and take the place of what is there', () => {
    const both = { app: 'a', team: 'x' };
    assert.deepEqual(labelsWith('commonLabels: { team: x, app: b }\n'), { app: 'b', team: 'x' });
    assert.deepEqual(labelsWith('labels: [{ pairs: { team: x }, includeTemplates: true }]\n'), both);
    assert.deepEqual(labelsWith('labels: [{ pairs: { team: x }, includeSelectors: true }]\n'), both);
    assert.deepEqual(labelsWith('labels: [{ pairs: { team: x } }]\n'), { app: 'a' });
    assert.deepEqual(labelsWith('commonLabels: [team]\nlabels: { pairs: x }\n'), { app: 'a' });
  });

  test('do not reach the pods of kinds that kustomize does not know', () => {
    const rollout = workload.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout');
    const labelsOf = (text: string): unknown =>
      valueIn(
        { 'a.yaml': text, 'kustomization.yaml': 'commonLabels: { team: x }\nresources: [a.yaml]\n' },
        'spec',
        'template',
        'metadata',
        'labels',
      );
    assert.deepEqual(labelsOf(workload), { app: 'a', team: 'x' });
    assert.deepEqual(labelsOf(rollout), { app: 'a' });
  });

  test('are those of overlays as far as all agree', () => {
    const overlay = (labels: string): string => `commonLabels: ${labels}\nresources: [../base]\n`;
    const files = {
      'base/a.yaml': workload,
      'base/kustomization.yaml': 'commonLabels: { tier: x }\nresources: [a.yaml]\n',
      'dev/kustomization.yaml': overlay('{ env: dev, team: core }'),
    };
    const steps = ['spec', 'template', 'metadata', 'labels'];
    assert.deepEqual(valueIn(files, ...steps), { app: 'a', tier: 'x', env: 'dev', team: 'core' });
    const two = { ...files, 'prod/kustomization.yaml': overlay('{ env: prod, team: core }') };
    assert.deepEqual(valueIn(two, ...steps), { app: 'a', tier: 'x', team: 'core' });
  });

  test('reach the selectors that they are told to, of peers as well, where there are matchLabels', () => {
    const spec = `{ podSelector: { matchLabels: { app: a } }, ingress: [{ from: [
      { podSelector: { matchLabels: { app: b } } },
      { podSelector: {}, namespaceSelector: { matchLabels: { app: c } } } ] }, {}] }`;
    const given = {
      'a.yaml': policy.replace('{ podSelector: {} }', spec),
      'kustomization.yaml': 'resources: [a.yaml]\nlabels: [{ pairs: { team: x }, includeSelectors: true }]\n',
    };
    assert.deepEqual(valueIn(given, 'spec'), {
      podSelector: { matchLabels: { app: 'a', team: 'x' } },
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: { app: 'b', team: 'x' } } },
            { podSelector: {}, namespaceSelector: { matchLabels: { app: 'c' } } },
          ],
        },
        {},
      ],
    });
    const kept = {
      ...given,
      'kustomization.yaml': 'resources: [a.yaml]\nlabels: [{ pairs: { team: x } }]\n',
    };
    assert.deepEqual(valueIn(kept, 'spec', 'podSelector'), { matchLabels: { app: 'a' } });
  });

  test('reach Services, pods of a CronJob, and pods and namespaces themselves', () => {
    const labelled = (text: string, ...steps: readonly string[]): unknown =>
      valueIn(
        { 'a.yaml': text, 'kustomization.yaml': 'resources: [a.yaml]\ncommonLabels: { team: x }\n' },
        ...steps,
      );
    const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { selector: { app: a } }\n';
    assert.deepEqual(labelled(service, 'spec', 'selector'), { app: 'a', team: 'x' });
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n';
    assert.deepEqual(labelled(namespace, 'metadata', 'labels'), { team: 'x' });
    const template = ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'];
    const job = `apiVersion: batch/v1
kind: CronJob
metadata: { name: a }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: a } } } } } }
`;
    assert.deepEqual(labelled(job, ...template), { app: 'a', team: 'x' });
  });
});
