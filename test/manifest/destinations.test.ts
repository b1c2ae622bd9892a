import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readTexts } from '../../src/manifest/text.ts';

const application = (path: string, namespace: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${namespace}, namespace: argocd }
spec: { source: { repoURL: r, path: ${path} }, destination: { namespace: ${namespace} } }
`;

const flux = (path: string, namespace: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${namespace}, namespace: flux-system }
spec: { path: ${path}, targetNamespace: ${namespace} }
`;

const pod = (namespace = ''): string =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: a${namespace === '' ? '' : `, namespace: ${namespace}`} } }`;

function namespaceOf(file: string, texts: Readonly<Record<string, string>>): unknown {
  const read = readTexts(
    Object.entries(texts).map(([name, text]) => ({ file: name, text, chosen: 'found' as const })),
  );
  const [document] = read.find(({ text }) => text.file === file)?.documents ?? [];
  const { metadata } = (document?.kind === 'document' ? document.value : {}) as {
    readonly metadata?: { readonly namespace?: string };
  };
  return metadata?.namespace;
}

suite('an object without a namespace', () => {
  test('has that of the Application or the Kustomization that applies its folder', () => {
    for (const text of [application('apps/shop', 'shop'), flux('./apps/shop/', 'shop')]) {
      const files = { 'r/argo.yaml': text, 'r/apps/shop/a.yaml': pod() };
      assert.equal(namespaceOf('r/apps/shop/a.yaml', files), 'shop');
    }
  });

  test('has none where several apply the folder, the nearest going before those above', () => {
    const all = `${application('apps', 'dev')}---\n${application('apps', 'prod')}---\n${application('apps/db', 'db')}`;
    assert.equal(namespaceOf('apps/a.yaml', { 'apps/a.yaml': pod(), 'argo.yaml': all }), undefined);
    assert.equal(namespaceOf('apps/db/a.yaml', { 'apps/db/a.yaml': pod(), 'argo.yaml': all }), 'db');
    const whole = { 'a.yaml': pod(), 'argo.yaml': application('.', 'dev') };
    assert.equal(namespaceOf('a.yaml', whole), undefined);
  });

  test('has none where a kustomization is built, whose files may lie elsewhere', () => {
    const kustomization =
      '{ apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization, resources: [a.yaml] }';
    const files = { 'argo.yaml': application('apps', 'shop'), 'apps/a.yaml': pod() };
    assert.equal(namespaceOf('apps/a.yaml', files), 'shop');
    assert.equal(
      namespaceOf('apps/a.yaml', { ...files, 'apps/kustomization.yaml': kustomization }),
      undefined,
    );
  });
});

test('where others are that nobody applies, no object is told apart from them', () => {
  const files = { 'argo.yaml': application('apps/shop', 'shop'), 'apps/shop/a.yaml': pod() };
  const beside = { ...files, 'apps/shop-2/a.yaml': pod() };
  assert.equal(namespaceOf('apps/shop/a.yaml', beside), undefined);
});

test('an object with a namespace keeps it', () => {
  const files = { 'argo.yaml': application('apps', 'shop'), 'apps/a.yaml': pod('own') };
  assert.equal(namespaceOf('apps/a.yaml', files), 'own');
});
