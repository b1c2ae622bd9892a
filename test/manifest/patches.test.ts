import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readFacts } from '../../src/manifest/facts.ts';
import type { Text } from '../../src/manifest/text.ts';
import { type Files, lintTexts, textsOf } from '../support/lint-texts.ts';

const policy = (spec: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\nspec: ${spec}\n`;
/** Without what it is to change, NP109 and NP301 among others would speak of it. */
const patch = policy('{ policyTypes: [Ingress], egress: [{}] }');

/** How many policies are judged, and of how many documents. */
function judged(files: Files, chosen?: Text['chosen'], context: Files = {}): readonly number[] {
  const { summary } = lintTexts(textsOf(files, chosen), { context: textsOf(context) });
  return [summary.policies, summary.documents];
}

suite('a patch is no object', () => {
  const cases: readonly (readonly [string, Files, readonly [policies: number, documents: number]])[] = [
    [
      'under patches',
      { 'dev/p.yaml': patch, 'dev/kustomization.yaml': 'patches: [{ path: ./p.yaml }]\n' },
      [0, 2],
    ],
    [
      'under patchesStrategicMerge',
      { 'p.yaml': patch, 'dev/kustomization.yaml': 'patchesStrategicMerge: [../p.yaml]\n' },
      [0, 2],
    ],
    [
      'under patchesJson6902',
      { 'p.yaml': patch, 'kustomization.yaml': 'patchesJson6902: [{ path: p.yaml, target: {} }]\n' },
      [0, 2],
    ],
    [
      'that stands in the kustomization itself',
      {
        'p.yaml': patch,
        'kustomization.yaml': 'patches: [{ patch: "a: b" }, 5]\npatchesStrategicMerge: ["kind: Pod\\n", 5]\n',
      },
      [1, 2],
    ],
    [
      'but what another tool calls so is one',
      {
        'p.yaml': patch,
        'kustomization.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\npatches: [{ path: p.yaml }]\n',
      },
      [1, 2],
    ],
    ['with a directive', { 'a.yaml': `$patch: delete\n${patch}`, 'b.yaml': policy('{}') }, [1, 2]],
    ['with a directive further down', { 'a.yaml': policy('{ ingress: [{ $patch: replace }] }') }, [0, 1]],
  ];
  for (const [title, files, expected] of cases) test(title, () => assert.deepEqual(judged(files), expected));

  test('nor is it where the kustomization is context', () => {
    const context = { 'kustomization.yaml': 'patches: [{ path: p.yaml }]\n' };
    assert.deepEqual(judged({ 'p.yaml': patch }, 'named', context), [0, 2]);
  });

  test('a patch is no fact either', () => {
    const texts = textsOf({ 'p.yaml': patch, 'kustomization.yaml': 'patches: [{ path: p.yaml }]\n' });
    const { inventory } = readFacts({ texts, defaultNamespace: 'default' });
    assert.equal(inventory.policies.size, 0);
  });

  test('unless it is all that somebody asks for', () => {
    assert.deepEqual(judged({ 'p.yaml': policy('{ ingress: [{ $patch: replace }] }') }, 'named'), [1, 1]);
  });
});
