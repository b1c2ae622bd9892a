import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readTexts } from '../../src/manifest/text.ts';
import { textAt, valueAt } from '../../src/model/json.ts';
import { endToEndTools } from '../../scripts/e2e-tools.ts';
import { run } from './support/kubectl.ts';

const base = `
apiVersion: v1
kind: Namespace
metadata: { name: system }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: system }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web, tier: front } } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: mail }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: mail } } } } } }
---
apiVersion: v1
kind: Pod
metadata: { name: one, namespace: elsewhere, labels: { app: one } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: system }
spec: { selector: { app: web } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: { matchLabels: { app: web } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: mail } } }, { podSelector: {} }]
    - from: [{ namespaceSelector: { matchLabels: { team: shop } } }]
  egress: [{ to: [{ podSelector: { matchExpressions: [{ key: app, operator: Exists }] } }] }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: check }
webhooks: [{ name: check.example.com, clientConfig: { service: { name: web, namespace: system } } }]
`;

/**
 * What a kustomization says beside its resources, by labels of these keys. No key is set twice by `labels`: where one of
 * them reaches templates, kustomize sends the value of the other there too.
 */
function says(...keys: readonly string[]): fc.Arbitrary<object> {
  const value = fc.constantFrom('a', 'b');
  const entry = fc
    .record({
      key: fc.constantFrom(...keys),
      value,
      includeSelectors: fc.boolean(),
      includeTemplates: fc.boolean(),
    })
    .map(({ key, value: text, ...flags }) => ({ pairs: { [key]: text }, ...flags }));
  return fc.record(
    {
      namespace: fc.constantFrom('shop', 'lab'),
      commonLabels: fc.dictionary(fc.constantFrom(...keys), value, { minKeys: 1 }),
      labels: fc.uniqueArray(entry, { minLength: 1, selector: ({ pairs }) => Object.keys(pairs)[0] }),
    },
    { requiredKeys: [] },
  );
}

const inner = says('app', 'team');
const outer = fc.option(says('tier', 'zone'), { nil: undefined });

/** What rules see of an object, in the places where a kustomization changes it. */
function seen(value: unknown): object {
  const isPod = textAt(value, 'kind') === 'Pod';
  return {
    kind: textAt(value, 'kind'),
    name: textAt(value, 'metadata', 'name'),
    namespace: textAt(value, 'metadata', 'namespace'),
    labels: isPod ? valueAt(value, 'metadata', 'labels') : undefined,
    template: valueAt(value, 'spec', 'template', 'metadata', 'labels'),
    jobTemplate: valueAt(value, 'spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'),
    selector: textAt(value, 'kind') === 'Service' ? valueAt(value, 'spec', 'selector') : undefined,
    policy: textAt(value, 'kind') === 'NetworkPolicy' ? valueAt(value, 'spec') : undefined,
    webhooks: valueAt(value, 'webhooks'),
  };
}

type Files = Readonly<Record<string, string>>;

function read(files: Files): readonly object[] {
  const texts = Object.entries(files).map(([file, text]) => ({ file, text, chosen: 'found' as const }));
  return readTexts(texts)
    .flatMap(({ documents }) => documents)
    .flatMap((item) => (item.kind === 'document' ? seen(item.value) : []))
    .filter((each) => !/Kustomization|undefined/.test(String(valueAt(each, 'kind'))))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

async function built(folder: string): Promise<{ readonly stdout: string } | undefined> {
  const { status, stdout, stderr } = await run(join(endToEndTools(), 'kubectl'), ['kustomize', folder], {
    env: { HOME: folder },
  });
  // Two labels of one key are for kustomize to refuse.
  if (status !== 0 && /label name .* exists in multiple instances/.test(stderr)) return undefined;
  assert.equal(status, 0, stderr);
  return { stdout };
}

test('objects are read as kustomize makes them, however deep its files are nested', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(inner, outer, async (below, above) => {
      const files: Files = {
        'base/all.yaml': base,
        'base/kustomization.yaml': JSON.stringify({ resources: ['all.yaml'], ...below }),
        ...(above && { 'top/kustomization.yaml': JSON.stringify({ resources: ['../base'], ...above }) }),
      };
      const folder = mkdtempSync(join(tmpdir(), 'netpol-lint-kustomize-'));
      try {
        for (const [file, text] of Object.entries(files)) {
          mkdirSync(join(folder, file, '..'), { recursive: true });
          writeFileSync(join(folder, file), text);
        }
        const result = await built(join(folder, above === undefined ? 'base' : 'top'));
        if (result === undefined) return;
        assert.deepEqual(read(files), read({ '-': result.stdout }));
        compared += 1;
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(compared > 20, `only ${compared} were compared`);
});
