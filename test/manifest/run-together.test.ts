import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readFacts } from '../../src/manifest/facts.ts';
import { runCommandLine } from '../support/command-line.ts';
import { lintTexts, textsOf } from '../support/lint-texts.ts';

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }
`;
const workload = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }
`;

suite('objects that have run together', () => {
  const cases: readonly (readonly [string, string, string, number])[] = [
    ['a policy that is lost', policy + workload, 'NP003', 5],
    ['a workload that is lost before a policy', workload + policy, 'NP104', 5],
    ['two workloads', workload + workload, 'NP003', 5],
  ];
  for (const [title, text, code, line] of cases) {
    test(title, () => {
      const texts = textsOf({ 'a.yaml': text });
      const { findings } = lintTexts(texts);
      const told = findings.filter(({ message }) => message.startsWith('2 objects have run together'));
      assert.deepEqual(
        told.map((finding) => [finding.code, finding.location?.line]),
        [[code, line]],
      );
      const { leftOut } = readFacts({ texts, defaultNamespace: 'default' });
      assert.deepEqual(
        leftOut.map(({ kind, location }) => [kind, location.line]),
        [['unreadable', line]],
      );
    });
  }

  test('are none where one line is copied', () => {
    const texts = [{ text: workload.replace('kind:', 'kind: Deployment\nkind:'), chosen: 'named' as const }];
    assert.deepEqual(readFacts({ texts, defaultNamespace: 'default' }).leftOut, []);
  });
});

test('an answer without a policy that is refused has status 2; what was refused before does not matter', async () => {
  const refused = policy.replace('[Ingress]', '[Ingres]');
  const files = {
    'old/a.yaml': workload,
    'old/p.yaml': refused,
    'new/a.yaml': workload,
    'new/p.yaml': policy,
  };
  const map = await runCommandLine(['map', 'old'], { files });
  assert.deepEqual([map.status, map.stderr.split(': ')[1]], [2, 'left out']);
  assert.equal((await runCommandLine(['diff', 'old', 'new'], { files })).status, 1);
  assert.equal((await runCommandLine(['diff', 'new', 'old'], { files })).status, 2);
});
