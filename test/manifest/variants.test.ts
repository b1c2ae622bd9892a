import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { variantsOf } from '../../src/manifest/variants.ts';
import { type Document, readDocuments } from '../../src/source/document.ts';
import { lintTexts, onlyRule, textsOf } from '../support/lint-texts.ts';

function object(kind: string, name: string, more: object = {}): string {
  return `${JSON.stringify({ apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, ...more })}\n`;
}

const deployment = (labels: object): string =>
  object('Deployment', 'web', { apiVersion: 'apps/v1', spec: { template: { metadata: { labels } } } });

/** Whether files with these texts, by name, go together with the first of them. */
function together(files: Readonly<Record<string, string>>): readonly boolean[] {
  const documents = Object.entries(files).flatMap(([file, text]) => readDocuments(text, file));
  const variants = variantsOf(
    documents.filter((item): item is Document => item.kind === 'document'),
    'default',
  );
  const [first = ''] = Object.keys(files);
  return Object.keys(files).map((file) => {
    const isTogether = variants.go(first, file) === 'together';
    assert.equal(variants.go(file, first) === 'together', isTogether);
    assert.equal(isTogether || variants.nameOf(first) !== variants.nameOf(file), true);
    return isTogether;
  });
}

suite('which files can be parts of one installation', () => {
  const web = object('Service', 'web');
  const api = object('Service', 'api');
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly boolean[]])[] = [
    ['different objects', { 'a/x.yaml': web, 'b/x.yaml': api }, [true, true]],
    [
      'clusters',
      { 'clusters/dev/x.yaml': web, 'clusters/prod/x.yaml': web, 'clusters/prod/y.yaml': api },
      [true, false, false],
    ],
    [
      'what is beside the clusters',
      { 'clusters/dev/x.yaml': web, 'clusters/prod/x.yaml': web, 'apps/y.yaml': api },
      [true, false, true],
    ],
    [
      'what both have below',
      { 'dev/apps/x.yaml': web, 'prod/apps/x.yaml': web, 'dev/z.yaml': api },
      [true, false, true],
    ],
    [
      'a folder and one in it',
      { 'k8s/x.yaml': web, 'k8s/cloud/x.yaml': web, 'k8s/y.yaml': api },
      [true, false, true],
    ],
    ['a base', { 'base/x.yaml': web, 'overlays/dev/x.yaml': web }, [true, true]],
    ['one folder', { 'a/x.yaml': web, 'a/y.yaml': web }, [true, true]],
    ['one file', { 'a/x.yaml': web + web }, [true]],
    ['standard input', { '-': web, 'a/x.yaml': web }, [true, true]],
    [
      'a patch',
      {
        'all/x.yaml': deployment({ app: 'web' }),
        'dev/x.yaml': object('Deployment', 'web', { spec: { replicas: 2 } }),
      },
      [true, true],
    ],
    ['another namespace', { 'a/x.yaml': web, 'b/x.yaml': web.replace('"shop"', '"edge"') }, [true, true]],
  ];
  for (const [title, files, expected] of cases)
    test(title, () => assert.deepEqual(together(files), expected));
});

test('each variant is judged by itself, and the findings come in the order of the texts', () => {
  const policy = (name: string, app: string): string =>
    object('NetworkPolicy', name, {
      apiVersion: 'networking.k8s.io/v1',
      spec: { podSelector: { matchLabels: { app } } },
    });
  const texts = textsOf({
    'prod/web.yaml': policy('web', 'frontend'),
    'dev/web.yaml': policy('web', 'fronted'),
    'prod/typo.yaml': policy('typo', 'fronted'),
    'prod/deployment.yaml': deployment({ app: 'frontend' }),
    'dev/deployment.yaml': deployment({ app: 'fronted' }),
  });
  const { findings, summary } = lintTexts(texts, { ruleset: onlyRule('NP401') });
  assert.deepEqual(
    findings.map(({ location, target }) => [location?.file, target]),
    [['prod/typo.yaml', 2]],
  );
  assert.deepEqual([summary.documents, summary.policies], [5, 3]);
});

test('what could not be judged of one policy is told once, in however many variants it is', () => {
  const policy = object('NetworkPolicy', 'web', {
    apiVersion: 'networking.k8s.io/v1',
    spec: { podSelector: { matchLabels: { app: 'web' } } },
  });
  const texts = textsOf({
    'clusters/dev/web.yaml': policy,
    'clusters/dev/service.yaml': object('Service', 'dev'),
    'clusters/prod/web.yaml': policy,
    'clusters/prod/service.yaml': object('Service', 'prod'),
  });
  const { notEvaluated } = lintTexts(texts, { ruleset: onlyRule('NP401') });
  assert.deepEqual(
    notEvaluated.map(({ code, object }) => [code, object?.name]),
    [['NP401', 'web']],
  );
});
