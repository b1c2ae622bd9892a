import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repairTexts } from '../../src/cli/repair.ts';
import { writeRepairs } from '../../src/cli/write-repairs.ts';
import { lintManifests } from '../../src/manifest/lint-manifests.ts';
import type { Text } from '../../src/manifest/text.ts';
import { catalog } from '../../src/rules/index.ts';
import { type Given, makeFolder, runCommandLine } from '../support/command-line.ts';

const broken = `# who may call the shop
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector:
    app: web # the front
  policyTypes: [ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabel: # whose
              team: shop
      ports:
        - port: "8080"
`;

const repaired = broken
  .replace('    app: web # the front', '    matchLabels:\n      app: web # the front')
  .replace('[ingress]', '[Ingress]')
  .replace('matchLabel:', 'matchLabels:')
  .replace('"8080"', '8080');

/** Runs the command line and reads the file afterwards. */
async function run(
  args: readonly string[],
  content: string | Uint8Array,
  given: Given = {},
): Promise<{ status: number; stdout: string; stderr: string; file: string }> {
  let file = '';
  const outcome = await runCommandLine(args, {
    ...given,
    files: { 'web.yaml': content },
    restore: (folder) => {
      file = readFileSync(join(folder, 'web.yaml'), 'utf8');
    },
  });
  return { ...outcome, file };
}

test('--fix repairs what can be repaired safely, comments and all else as they are', async () => {
  const { status, stdout, stderr, file } = await run(['lint', '--fix', 'web.yaml'], broken);
  assert.equal(file, repaired);
  assert.equal(status, 0);
  assert.match(stdout, /^no findings/m);
  assert.match(stderr, /^repaired web\.yaml: NP101 invalid-field \(2\), NP102 [a-z-]+, NP103 [a-z-]+\n$/);
});

test('line breaks of Windows and a byte order mark stay', async () => {
  const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
  const { file } = await run(['--fix', 'web.yaml'], windows(broken));
  assert.equal(file, windows(repaired));
});

test('--diff shows the same and changes nothing', async () => {
  const { status, stdout, stderr, file } = await run(['lint', '--diff', 'web.yaml'], broken);
  assert.equal(file, broken);
  assert.equal(status, 1);
  assert.match(stdout, /^--- a\/web\.yaml\n\+\+\+ b\/web\.yaml\n@@ /);
  assert.match(stdout, /\n\+    matchLabels:\n\+      app: web # the front\n\+  policyTypes: \[Ingress\]\n/);
  assert.equal(stderr, '--fix would repair 4 findings in 1 file\n');
});

test('--exit-zero holds for a diff as well', async () => {
  const { status } = await run(['lint', '--diff', '--exit-zero', 'web.yaml'], broken);
  assert.equal(status, 0);
});

test('git applies the diff, whatever the lines end with', async () => {
  for (const text of [broken, broken.trimEnd(), broken.replaceAll('\n', '\r\n')]) {
    const diff = (await run(['lint', '--diff', './web.yaml'], text)).stdout;
    const folder = makeFolder({ 'web.yaml': text });
    try {
      const { status, stderr } = spawnSync('git', ['apply', '-'], {
        cwd: folder.path,
        input: diff,
        encoding: 'utf8',
      });
      assert.deepEqual([status, stderr], [0, '']);
      const fixed = (await run(['--fix', 'web.yaml'], text)).file;
      assert.equal(readFileSync(join(folder.path, 'web.yaml'), 'utf8'), fixed);
    } finally {
      folder.remove();
    }
  }
});

test('a terminal shows what goes in red and what comes in green', async () => {
  const { stdout } = await run(['lint', '--diff', '--color', 'always', 'web.yaml'], broken);
  assert.ok(stdout.includes('\u001b[31m-        - port'), stdout);
});

test('--diff of what needs no repair is empty', async () => {
  const { status, stdout, stderr } = await run(['lint', '--diff', '-'], '', { stdin: repaired });
  assert.deepEqual([status, stdout, stderr], [0, '', 'nothing that could be repaired\n']);
});

test('a report says how much could be repaired', async () => {
  const { stderr } = await run(['lint', 'web.yaml'], broken);
  assert.equal(stderr, '4 findings can be repaired with --fix; --diff shows how\n');
});

const split = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: dns, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
        # the resolver
        - podSelector: { matchLabels: { k8s-app: kube-dns } }
      ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
`;

test('DNS over one protocol is opened for the other with --unsafe-fixes', async () => {
  const before = split
    .replace('        # the resolver\n        - pod', '          pod')
    .replace(
      '[{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]',
      '\n        - port: 53\n          protocol: UDP # c',
    );
  assert.equal((await run(['--fix', 'web.yaml'], before)).file, before);
  const { file, stdout } = await run(['--fix', '--unsafe-fixes', 'web.yaml'], before);
  assert.equal(file, `${before}        - port: 53\n          protocol: TCP\n`);
  assert.match(stdout, /^no findings/m);
});

test('what changes the meaning is repaired only with --unsafe-fixes', async () => {
  const left = await run(['--fix', 'web.yaml'], split);
  assert.equal(left.file, split);
  assert.match(left.stdout, /NP201/);
  const { file, stdout } = await run(['--fix', '--unsafe-fixes', 'web.yaml'], split);
  assert.equal(
    file,
    split.replace('- podSelector: { matchLabels: { k8s', '  podSelector: { matchLabels: { k8s'),
  );
  assert.match(stdout, /^no findings/m);
});

const head = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
`;

test('a label that may be the name of a namespace is put under matchLabels only with --unsafe-fixes', async () => {
  const named = `${head}spec:
  podSelector: {}
  ingress:
    - from:
        - namespaceSelector:
            name: edge
`;
  const { file } = await run(['--fix', 'web.yaml'], named);
  assert.equal(file, named);
  const { file: unsafe } = await run(['--fix', '--unsafe-fixes', 'web.yaml'], named);
  assert.match(unsafe, /matchLabels:\n {14}name: edge/);
});

test('lists and mappings are made where they can only be meant', async () => {
  const shapes: readonly (readonly [before: string, after: string])[] = [
    ['policyTypes: Ingress', 'policyTypes: [Ingress]'],
    ['policyTypes:\n    -Ingress', 'policyTypes:\n    - Ingress'],
    ['ingress: { ports: { port: 80 } }', 'ingress: [{ ports: [{ port: 80 }] }]'],
    ['ingress: [{ ports: [80, http] }]', 'ingress: [{ ports: [{port: 80}, {port: http}] }]'],
    ['ingress: [{ ports: [{ port: 80-90 }] }]', 'ingress: [{ ports: [{ port: 80, endPort: 90 }] }]'],
    ['ingress: [{ ports: [{ port: "53/udp" }] }]', 'ingress: [{ ports: [{ port: 53, protocol: UDP }] }]'],
    [
      'ingress: [{ ports: [{ port: "53/udp", protocol: UDP }] }]',
      'ingress: [{ ports: [{ port: 53, protocol: UDP }] }]',
    ],
    [
      'ingress: [{ ports: [{ port: 80 }, { endPort: 90 }] }]',
      'ingress: [{ ports: [{ port: 80, endPort: 90 }] }]',
    ],
    [
      'ingress: [{ ports: [{ containerPort: 80 }, { targetPort: http, protocol: TCP }] }]',
      'ingress: [{ ports: [{ port: 80 }, { port: http, protocol: TCP }] }]',
    ],
    ['ingress: [{ from: [10.0.0.0/8] }]', 'ingress: [{ from: [{ipBlock: {cidr: 10.0.0.0/8}}] }]'],
    [
      'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: 10.1.0.0/16 } }] }]',
      'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }] }]',
    ],
    ['ingress:\n    from:\n      podSelector: {}', 'ingress:\n    - from:\n        - podSelector: {}'],
    [
      'ingress:\n    - from:\n        - podSelector:\n            matchLabels:\n              - app: web\n              - tier: front',
      'ingress:\n    - from:\n        - podSelector:\n            matchLabels:\n                app: web\n                tier: front',
    ],
    [
      'ingress:\n    - from:\n        - podSelector:\n            matchExpressions:\n              - key: app\n              - operator: In\n              - values: web',
      'ingress:\n    - from:\n        - podSelector:\n            matchExpressions:\n              - key: app\n                operator: In\n                values: [web]',
    ],
  ];
  for (const [before, after] of shapes) {
    const { file } = await run(['--fix', 'web.yaml'], `${head}spec:\n  podSelector: {}\n  ${before}\n`);
    assert.equal(file, `${head}spec:\n  podSelector: {}\n  ${after}\n`);
  }
});

test('what may mean more than one thing is left', async () => {
  const spec = [
    'policyTypes: Ingress, Egress',
    'ingress: [{ from: { podSelector: {}, namespaceSelector: {} } }]',
    'ingress: [{ ports: [{ port: 90-80 }, { port: 53/udp, protocol: TCP }] }]',
    'ingress: { web: { ports: [] } }',
    'ingress: [{ ports: [{ name: http, containerPort: 80 }, { name: http }] }]',
    'ingress: [{ from: [{ ipBlock: { cidr: 10.20.0.0/0 } }] }]',
    'ingress: [{ from: [{ podSelector: [{ matchLabels: {} }, { matchLabels: {} }] }, web] }]',
  ];
  for (const line of spec) {
    const policy = `${head}spec:\n  podSelector: {}\n  ${line}\n`;
    const { file } = await run(['--fix', 'web.yaml'], policy);
    assert.equal(file, policy);
  }
});

test('a field of another kind of policy keeps its name where its value is of that kind too', async () => {
  const foreign = `${head}spec:
  podSelector: {}
  ingress:
    - toPorts:
        - ports: [{ port: 80 }]
    - from:
        - pods: { podSelector: {} }
      ports: [{ protocol: TCP, toPort: 90 }]
  subject: { pods: {} }
`;
  const { file } = await run(['--fix', 'web.yaml'], foreign);
  assert.equal(file, foreign);
});

test('what a person suppressed stays', async () => {
  const suppressed = broken.replace(
    '    app: web',
    '    # netpol-lint-ignore NP103: a template fills it in\n    app: web',
  );
  const { file } = await run(['--fix', 'web.yaml'], suppressed);
  assert.match(file, /podSelector:\n    # .*\n    app: web/);
  assert.match(file, /\[Ingress\]/);
});

test('context is not repaired', async () => {
  const { file } = await run(['--fix', 'other.yaml', '--with', 'web.yaml'], broken, {
    prepare: (folder) => writeFileSync(join(folder, 'other.yaml'), repaired),
  });
  assert.equal(file, broken);
});

test('what a kustomization lists elsewhere is judged and not repaired', async () => {
  const files = {
    'base/web.yaml': broken,
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'prod/kustomization.yaml': 'resources: [../base]\n',
  };
  let file = '';
  const restore = (folder: string): void => {
    file = readFileSync(join(folder, 'base/web.yaml'), 'utf8');
  };
  const { stdout, stderr } = await runCommandLine(['--fix', 'prod'], { files, restore });
  assert.equal(file, broken);
  assert.match(stdout, /NP103/);
  assert.doesNotMatch(stderr, /repaired/);
  const told = await runCommandLine(['lint', 'prod'], { files });
  assert.doesNotMatch(told.stderr, /--fix/);
});

test('what was typed about repairs is checked', async () => {
  const misuses: readonly (readonly [readonly string[], RegExp])[] = [
    [['--fix', '-'], /standard input is none; see --diff/],
    [['--fix', '--diff', 'web.yaml'], /write one of them/],
    [['--unsafe-fixes', 'web.yaml'], /goes with --fix or --diff/],
    [['--fix', '--cluster'], /name them/],
    [['--diff', '--cluster'], /name them, or - for/],
  ];
  for (const [args, message] of misuses) {
    const { status, stderr } = await run(['lint', ...args], broken, { stdin: broken });
    assert.equal(status, 2);
    assert.match(stderr, message);
  }
});

test('a file that is not UTF-8 or may not be written is left alone', async () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(broken, 'utf16le')]);
  const { status, stderr } = await run(['--fix', 'web.yaml'], utf16);
  assert.equal(status, 2);
  assert.match(stderr, /cannot repair web\.yaml: it has changed meanwhile or is not UTF-8/);
});

test('a file that somebody changed meanwhile is left alone', () => {
  const judge = (texts: readonly Text[]): ReturnType<typeof lintManifests> =>
    lintManifests({
      texts,
      context: [],
      defaultNamespace: 'default',
      strictCidr: true,
      ruleset: { rules: catalog, settings: new Map() },
    });
  const folder = makeFolder({ 'one.yaml': '', 'two.yaml': broken });
  const texts = ['one.yaml', 'two.yaml'].map((file): Text => ({ file, text: broken, chosen: 'named' }));
  const { changes } = repairTexts(texts, new Set(texts), judge, 'safe');
  const told: string[] = [];
  const io = { cwd: folder.path, stderr: { write: (text: string) => told.push(text) } } as never;
  assert.deepEqual(writeRepairs(changes, io), {
    misuse: 'cannot repair one.yaml: it has changed meanwhile or is not UTF-8',
  });
  assert.match(told.join(''), /^repaired two\.yaml: /);
  assert.equal(readFileSync(join(folder.path, 'two.yaml'), 'utf8'), repaired);
  folder.remove();
});
