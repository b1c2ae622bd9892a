import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommandLine } from '../support/command-line.ts';

const pods = `apiVersion: v1
kind: Pod
metadata: { name: web-1, namespace: shop, labels: { app: web } }
---
apiVersion: v1
kind: Pod
metadata: { name: db-0, namespace: shop, labels: { app: db } }
`;
const policies = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from:
        - podSelector: { matchLabels: { app: web } }
      ports:
        - port: 5432
`;
const files = { 'pods.yaml': pods, 'policies.yaml': policies };

test('what decides is told with file and line', async () => {
  const { status, stdout } = await runCommandLine(
    ['why', 'shop/web-1', 'shop/db-0', '--port', '5432/tcp', '-f', 'pods.yaml', '-f', 'policies.yaml'],
    { files },
  );
  assert.equal(status, 0);
  assert.equal(
    `\n${stdout}`,
    `
shop/web-1 → shop/db-0 on TCP 5432: allowed
egress: allowed, no policy isolates it → ingress: allowed by shop/db rule 1
  ingress  shop/db rule 1 allows it          policies.yaml:7:7
             from pods with app=web in shop  policies.yaml:8:11
             on TCP 5432                     policies.yaml:10:11
`,
  );
});

test('a denial is status 1, and facts may follow the ends', async () => {
  const { status, stdout } = await runCommandLine(['why', 'shop/web-1', 'shop/db-0', '.', '-p', '80'], {
    files,
  });
  assert.equal(status, 1);
  assert.equal(
    `\n${stdout}`,
    `
shop/web-1 → shop/db-0 on TCP 80: denied
egress: allowed, no policy isolates it → ingress: denied, isolated by shop/db
  ingress  shop/db isolates                              policies.yaml:5:3
             rule 1 allows this source, but on TCP 5432  policies.yaml:7:7
`,
  );
});

test('without a port the status tells whether anything is allowed', async () => {
  const some = await runCommandLine(['why', 'shop/web-1', 'shop/db-0', '.'], { files });
  assert.equal(some.status, 0);
  assert.match(some.stdout, /on everything but TCP 5432: denied[^]*on TCP 5432: allowed/);
  const none = await runCommandLine(['why', 'internet', 'shop/db-0', '.'], { files });
  assert.equal(none.status, 1);
});

test('what cannot be told is not allowed', async () => {
  const stdin = policies.replace(
    'podSelector: { matchLabels: { app: web } }',
    'namespaceSelector: { matchLabels: { a: b } }',
  );
  const { status, stdout } = await runCommandLine(
    ['why', 'shop/web-1', 'shop/db-0', '-f', '-', 'pods.yaml'],
    {
      files,
      stdin,
    },
  );
  assert.equal(status, 1);
  assert.match(stdout, /cannot tell: the labels of namespace shop are not known/);
});

test('the JSON has the answer and where each rule stands', async () => {
  const { status, stdout } = await runCommandLine(
    ['why', 'shop/web-1', 'shop/db-0', '.', '-p', '5432', '--format', 'json'],
    { files },
  );
  assert.equal(status, 0);
  const { version, answer, walkthroughs } = JSON.parse(stdout);
  assert.deepEqual([version, answer, walkthroughs.length], [1, 'allowed', 1]);
  assert.deepEqual(walkthroughs[0].ingress.rules[0].peers, [
    {
      path: '/spec/ingress/0/from/0',
      location: { file: 'policies.yaml', line: 8, column: 11, endLine: 8, endColumn: 22 },
    },
  ]);
  const { egress } = walkthroughs[0];
  assert.deepEqual(egress, {
    answer: 'allowed',
    because: 'notIsolated',
    isolatedBy: [],
    rules: [],
    reasons: [],
  });
});

test('wrong usage is one sentence and status 2', async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['why'], /why takes two ends: FROM and TO/],
    [['why', 'shop/web-1', 'shop/db-0'], /why needs facts: name files or folders with -f, or say --cluster/],
    [
      ['why', 'shop/wep-1', 'shop/db-0', '.'],
      /no pod or workload shop\/wep-1 in namespace shop; did you mean shop\/web-1\?/,
    ],
    [['why', 'shop/web-1', 'shop/db-0', '.', '--port', 'x_y'], /x_y is neither a port number nor/],
    [['why', 'shop/web-1', 'shop/db-0', '.', '--format', 'yaml'], /--format yaml is not known/],
    [
      ['why', 'shop/web-1', 'shop/db-0', '.', '--ports', '1'],
      /unknown option --ports; did you mean --port\?/,
    ],
  ];
  for (const [argv, message] of cases) {
    const { status, stdout, stderr } = await runCommandLine(argv, { files });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, message);
  }
});

test('something unreadable beside the facts is status 2, and the answer is there', async () => {
  const { status, stdout, stderr } = await runCommandLine(
    ['why', 'shop/web-1', 'shop/db-0', '.', '-f', 'nowhere.yaml'],
    { files },
  );
  assert.deepEqual([status, stderr], [2, 'nowhere.yaml does not exist\n']);
  assert.match(stdout, /on TCP 5432: allowed/);
});

test('a place stands behind its text, however long another text is', async () => {
  const many = 'a-label-with-a-long-name: a-value-that-is-long-as-well-and-goes-on, app: web';
  const { stdout } = await runCommandLine(['why', 'shop/web-1', 'shop/db-0', '.', '-p', '80'], {
    files: { ...files, 'policies.yaml': policies.replace('app: web', many) },
  });
  const lines = stdout.split('\n').filter((line) => line.includes('policies.yaml'));
  assert.deepEqual(
    lines.map((line) => line.indexOf('policies.yaml')),
    [84, 134],
  );
});
