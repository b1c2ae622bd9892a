import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCommandLine } from '../support/command-line.ts';

const workloads = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: db, namespace: shop }
spec: { template: { metadata: { labels: { app: db } }, spec: { containers: [] } } }
`;
const closed = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
`;
const open = `${closed}  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ port: 5432 }]
`;
const files = {
  'old/workloads.yaml': workloads,
  'old/policy.yaml': closed,
  'new/workloads.yaml': workloads,
  'new/policy.yaml': open,
};

test('of two folders it tells what is gained, and fails the run unless told not to', async () => {
  const { status, stdout, stderr } = await runCommandLine(['diff', 'old', 'new'], { files });
  assert.deepEqual([status, stderr], [1, '']);
  assert.equal(
    `\n${stdout}`,
    `
Opens: connections are gained, and none is lost.
  ~ shop/db

Gained, more is allowed than before:
  shop/Deployment/web  shop/Deployment/db  TCP 5432
`,
  );
  assert.equal((await runCommandLine(['diff', 'old', 'new', '--exit-zero'], { files })).status, 0);
});

test('no difference is status 0', async () => {
  const { status, stdout } = await runCommandLine(['diff', 'old', 'old'], { files });
  assert.deepEqual([status, stdout], [0, 'No connection is gained or lost.\n']);
});

test('as Markdown it is a comment on a pull request', async () => {
  const { stdout } = await runCommandLine(['diff', 'old', 'new', '--format', 'markdown'], { files });
  assert.equal(
    `\n${stdout}`,
    `
## Connectivity

**Opens: connections are gained, and none is lost.**

Policies: changed <code>shop/db</code>

### Gained

| from | to | ports |
| --- | --- | --- |
| <code>shop/Deployment/web</code> | <code>shop/Deployment/db</code> | <code>TCP 5432</code> |

<details><summary>Picture of what is gained</summary>

\`\`\`mermaid
flowchart LR
  n1["shop/Deployment/web"]
  n2["shop/Deployment/db"]
  n1 -->|"TCP 5432"| n2
\`\`\`

</details>
`,
  );
});

test('what authors write cannot become markup', async () => {
  const hostile = workloads.replaceAll('name: web', 'name: "x|<b>`@all`\\n# y"');
  const { stdout } = await runCommandLine(['diff', 'old', '-', '--format', 'markdown'], {
    files,
    stdin: `${hostile}---\n${open}`,
  });
  assert.match(stdout, /x&#124;&#60;b&#62;&#96;&#64;all&#96; &#35; y/);
  assert.doesNotMatch(stdout, /<b>|@all|^# y/m);
});

test('the JSON holds the policies that changed and what that gains and loses', async () => {
  const { stdout } = await runCommandLine(['diff', 'old', 'new', '--format', 'json'], { files });
  const { version, basis, policies, gained, lost, newlyIsolated } = JSON.parse(stdout);
  assert.deepEqual([version, basis, lost], [1, 'pods', []]);
  assert.deepEqual(policies, { added: [], removed: [], changed: [{ namespace: 'shop', name: 'db' }] });
  assert.deepEqual(gained[0].protocols, { TCP: [[5432, 5432]] });
  assert.deepEqual(newlyIsolated, { ingress: [], egress: [] });
});

test('facts of both states are given once', async () => {
  const own = { 'workloads.yaml': workloads, 'old.yaml': closed, 'new.yaml': open };
  const { stdout } = await runCommandLine(['diff', 'old.yaml', 'new.yaml', '--with', 'workloads.yaml'], {
    files: own,
  });
  assert.match(stdout, /shop\/Deployment\/web +shop\/Deployment\/db +TCP 5432/);
});

/** A repository in which main has the closed policy, and HEAD the open one. */
function repository(folder: string): void {
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: folder,
      stdio: 'pipe',
    });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=closed');
  git('checkout', '--quiet', '-b', 'topic');
  writeFileSync(join(folder, 'deploy/policy.yaml'), open);
  git('commit', '--quiet', '--all', '--message=open');
  git('checkout', '--quiet', 'main');
  writeFileSync(join(folder, 'deploy/other.yaml'), open.replace('name: db', 'name: other'));
  git('add', '.');
  git('commit', '--quiet', '--message=other');
  git('checkout', '--quiet', 'topic');
}

const committed = { 'deploy/workloads.yaml': workloads, 'deploy/policy.yaml': closed };
const given = { files: committed, prepare: repository };

test('two revisions of a folder are compared without a checkout', async () => {
  const gained = /^Opens: connections are gained, and none is lost\.\n {2}~ shop\/db\n/;
  for (const argv of [
    ['--git', 'main...topic', 'deploy'],
    ['--git', 'main...', 'deploy'],
    ['--git', 'topic~1..topic', 'deploy'],
    ['--git', 'topic~1..'],
    ['--git', 'HEAD~1', 'deploy'],
    ['git:topic~1:deploy', 'deploy'],
    ['git:topic~1:deploy/', 'git:HEAD:deploy'],
    ['git:topic~1:', 'git:HEAD:'],
  ]) {
    const { status, stdout, stderr } = await runCommandLine(['diff', ...argv], given);
    assert.equal(stderr, '', argv.join(' '));
    assert.equal(status, 1);
    assert.match(stdout, gained);
  }
  const other = await runCommandLine(['diff', '--git', 'main..topic', 'deploy'], given);
  assert.match(other.stdout, /- shop\/other/);
});

test('a folder that is new in a revision was empty before', async () => {
  const { status, stdout } = await runCommandLine(
    ['diff', 'git:topic~1:deploy/other.yaml', 'git:main:deploy/other.yaml'],
    given,
  );
  assert.equal(status, 1);
  assert.match(stdout, /\+ shop\/other/);
});

test('files of a commit are called by revision and path', async () => {
  const files = { ...committed, 'deploy/policy.yaml': closed.replace('matchLabels', 'matchLabel: [') };
  const { stderr, status } = await runCommandLine(['diff', 'git:topic~1:deploy', 'deploy'], {
    ...given,
    files,
  });
  assert.equal(status, 2);
  assert.match(stderr, /^topic~1:deploy\/policy\.yaml:\d+:\d+: left out: /);
});

test('a file of a commit that is no UTF-8 is told, not passed over', async () => {
  const latin = Buffer.from(`# J\xfcrgen\n${closed}`, 'latin1');
  const files = { ...committed, 'deploy/policy.yaml': latin };
  const { stderr, status } = await runCommandLine(['diff', 'git:topic~1:deploy', 'deploy'], {
    ...given,
    files,
  });
  assert.equal(status, 2);
  assert.equal(stderr, 'topic~1:deploy/policy.yaml is not text in UTF-8: see line 1; save it as UTF-8\n');
});

test('what both states have and cannot be read is told once', async () => {
  const files = { 'old.yaml': closed, 'new.yaml': closed, 'with.yaml': 'kind: Pod\nmetadata: [' };
  const { stderr, status } = await runCommandLine(['diff', 'old.yaml', 'new.yaml', '--with', 'with.yaml'], {
    files,
  });
  assert.equal(status, 2);
  assert.match(stderr, /^with\.yaml:\d+:\d+: left out: [^\n]*\n$/);
});

test('wrong usage is one sentence and status 2', async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /diff takes two states, OLD and NEW, or --git BASE\.\.HEAD PATH/],
    [['deploy'], /diff takes two states/],
    [['a', 'b', 'c'], /diff takes two states/],
    [['nowhere', 'deploy'], /^netpol-lint: nowhere does not exist\n/],
    [['git:nowhere:deploy', 'deploy'], /git knows no revision nowhere here/],
    [['git:--output=x:deploy', 'deploy'], /git knows no revision --output=x here/],
    [['--git', 'main...nowhere', 'deploy'], /git knows no revision nowhere here/],
    [
      ['git:main:absent', 'git:topic:absent'],
      /there is no manifest at either end: git:main:absent git:topic:absent/,
    ],
    [['deploy', 'deploy', '--format', 'html'], /--format html is not known\. It takes text, markdown, json/],
  ];
  for (const [argv, message] of cases) {
    const { status, stdout, stderr } = await runCommandLine(['diff', ...argv], given);
    assert.deepEqual([status, stdout], [2, ''], argv.join(' '));
    assert.match(stderr, message);
  }
});

test('without a repository there are no revisions, which is said', async () => {
  const outside = await runCommandLine(['diff', 'git:HEAD:a', 'b'], {
    prepare: (folder) => rmSync(join(folder, '.git'), { recursive: true, force: true }),
    env: { GIT_CEILING_DIRECTORIES: '/' },
  });
  assert.equal(outside.status, 2);
  assert.match(outside.stderr, /git knows no revision HEAD here|not a git repository|git cannot be run/);
});

test('imaginary pods also where pods are known, on request', async () => {
  const pod = 'kind: Pod\napiVersion: v1\nmetadata: { name: a, namespace: elsewhere }\n';
  const given = { 'old.yaml': '', 'new.yaml': closed, 'pod.yaml': pod };
  const pods = await runCommandLine(['diff', 'old.yaml', 'new.yaml', '--with', 'pod.yaml'], { files: given });
  assert.match(pods.stdout, /as far as can be told[^]*cannot tell: what policy \S+ does/);
  const asked = await runCommandLine(['diff', 'old.yaml', 'new.yaml', '--with', 'pod.yaml', '--exposure'], {
    files: given,
  });
  assert.equal(asked.status, 1);
  assert.match(asked.stdout, /^Closes: [^]*about imaginary pods/);
});
