import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { isAboutNetworkPolicy } from '../src/admission/admission-request.ts';
import { decode, isMalformed } from '../src/admission/decode.ts';
import { targetOf } from '../src/admission/target.ts';
import { readFolder } from '../src/config/read-folder.ts';
import { lint } from '../src/lint/lint.ts';
import { inventoryOf } from '../src/model/given.ts';
import { toJson } from '../src/report/json.ts';
import { catalog } from '../src/rules/index.ts';
import { createEngine } from '../src/semantics/engine/engine.ts';
import { buildServer } from '../src/server/build-server.ts';
import { readDocuments } from '../src/source/document.ts';
import { runCommandLine } from './support/command-line.ts';
import { serverParts } from './support/server-parts.ts';

const inventory = inventoryOf(readFolder('examples/cluster'), 'default');
const cluster = { ...inventory, engine: createEngine(inventory) };
const ruleset = { rules: catalog, settings: new Map() };
const clusterText = ['cluster', 'policies'].map((name) =>
  readFileSync(`examples/cluster/${name}.yaml`, 'utf8'),
);

/** What a person reads of a finding; where it stands in a text is known only where there is a text. */
function withoutPlaces(report: string): readonly string[] {
  const { findings } = JSON.parse(report) as { findings: Record<string, unknown>[] };
  return findings.map((finding) => JSON.stringify({ ...finding, location: undefined, related: undefined }));
}

async function byCommandLine(text: string): Promise<readonly string[]> {
  const files = {
    'policy.yaml': text,
    'context/a.yaml': clusterText[0] ?? '',
    'context/b.yaml': clusterText[1] ?? '',
  };
  const { stdout } = await runCommandLine(['lint', '--format', 'json', '--with', 'context', 'policy.yaml'], {
    files,
  });
  return withoutPlaces(stdout);
}

async function overHttp(text: string): Promise<readonly string[]> {
  const { app } = await buildServer(serverParts({}, cluster));
  const { body } = await app.inject({
    method: 'POST',
    url: '/v1/lint',
    headers: { 'content-type': 'application/yaml' },
    body: text,
  });
  await app.close();
  return withoutPlaces(body);
}

/** As the API server would ask about it: the author's text is in the annotation that kubectl leaves. */
function atAdmission(text: string): readonly string[] {
  const [document] = readDocuments(text);
  assert.ok(document?.kind === 'document');
  const object = document.value as { metadata: { name: string; namespace: string } };
  const applied = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(object) };
  const kind = { group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy' };
  const review = decode({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: '1',
      kind,
      resource: { group: kind.group, version: kind.version, resource: 'networkpolicies' },
      name: object.metadata.name,
      namespace: object.metadata.namespace,
      operation: 'CREATE',
      userInfo: { username: 'alice' },
      object: { ...object, metadata: { ...object.metadata, annotations: applied } },
      oldObject: null,
      options: { fieldValidation: 'Ignore' },
    },
  });
  assert.ok(!isMalformed(review) && isAboutNetworkPolicy(review), JSON.stringify(review));
  const report = lint([targetOf(review, { strictCidr: true, today: '2026-01-01' })], cluster, ruleset);
  // Only a request changes anything, so these rules have nothing to say about a file.
  const findings = report.findings.filter(({ code }) => !code.startsWith('NP6'));
  return withoutPlaces(toJson({ ...report, findings }));
}

const head =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec:\n';
const policies: Readonly<Record<string, string>> = {
  'nothing to say':
    '  podSelector: { matchLabels: { app: api } }\n  ingress: [{ from: [{ podSelector: { matchLabels: { app: frontend } } }], ports: [{ port: 9000 }] }]\n',
  'a misspelt field': '  podSelector: { matchLabel: { app: api } }\n',
  'a misplaced field': '  podSelector: { app: api }\n',
  'labels that match nothing': '  podSelector: { matchLabels: { app: fronted } }\n',
  'a split peer':
    '  podSelector: { matchLabels: { app: api } }\n  ingress:\n  - from:\n    - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } }\n    - podSelector: { matchLabels: { app: proxy } }\n',
  'egress without DNS':
    '  podSelector: { matchLabels: { app: api } }\n  policyTypes: [Egress]\n  egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }] }]\n',
  'rules without their type':
    '  podSelector: { matchLabels: { app: api } }\n  policyTypes: [Egress]\n  ingress: [{}]\n',
  'a namespace that is not there':
    '  podSelector: { matchLabels: { app: api } }\n  ingress: [{ from: [{ namespaceSelector: { matchLabels: { name: edge } } }] }]\n',
};

suite('one policy, three faces, the same bytes', () => {
  for (const [title, spec] of Object.entries(policies)) {
    test(title, async () => {
      const expected = await byCommandLine(head + spec);
      assert.equal(expected.length === 0, title === 'nothing to say');
      assert.deepEqual(await overHttp(head + spec), expected);
      assert.deepEqual(atAdmission(head + spec), expected);
    });
  }
});
