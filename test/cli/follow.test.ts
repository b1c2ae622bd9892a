import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { runCommandLine } from '../support/command-line.ts';

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api }
spec: { podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress] }
`;
const workload = `apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec: { template: { metadata: { labels: { app: api } }, spec: { containers: [] } } }
`;
const base = {
  'base/kustomization.yaml': 'resources: [policy.yaml, app.yaml]\n',
  'base/policy.yaml': policy,
  'base/app.yaml': workload,
  'base/not-listed.yaml': policy.replaceAll('api', 'other'),
};
const files = {
  ...base,
  'overlays/prod/kustomization.yaml': 'namespace: shop\nresources: [../../base]\n',
};

interface Linted {
  readonly status: number;
  readonly stderr: string;
  readonly policies: number;
  readonly documents: number;
  /** `file:line: message` of each NP003. */
  readonly unreadable: readonly string[];
}

async function lint(given: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<Linted> {
  const { status, stdout, stderr } = await runCommandLine([...argv, '--format', 'json'], {
    files: given,
    prepare: (folder) => mkdirSync(join(folder, '.git')),
  });
  const { findings, summary } = JSON.parse(stdout);
  const unreadable = findings.flatMap(
    ({ code, message, location }: { code: string; message: string; location: Place }) =>
      code === 'NP003' ? [`${location.file}:${location.line}: ${message}`] : [],
  );
  return { status, stderr, policies: summary.policies, documents: summary.documents, unreadable };
}

interface Place {
  readonly file: string;
  readonly line: number;
}

const clean = { status: 0, stderr: '', unreadable: [] };

suite('what a kustomization lists outside of what is named', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, number, number])[] = [
    ['is judged: a base, without what the base does not list', files, 1, 4],
    [
      'is judged: a file',
      { ...base, 'overlays/prod/kustomization.yaml': 'resources: [../../base/policy.yaml]\n' },
      1,
      2,
    ],
    [
      'is judged: a component, and what that lists',
      {
        ...base,
        'overlays/prod/kustomization.yaml': 'components: [../../isolation/]\n',
        'isolation/kustomization.yml': 'bases: [../base]\n',
      },
      1,
      5,
    ],
    [
      'is read once, also where it lists what lists it',
      { ...files, 'base/kustomization.yaml': 'resources: [policy.yaml, ../overlays/prod, .]\n' },
      1,
      3,
    ],
    [
      'is no path where it is to be filled in, or a resource itself',
      { 'overlays/prod/kustomization.yaml': 'resources: ["${BASE}", "{{ base }}", "kind: A\\nb: c"]\n' },
      0,
      1,
    ],
    [
      'is not followed from what Flux reads',
      {
        ...files,
        'overlays/prod/kustomization.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nresources: [../../base]\n',
      },
      0,
      1,
    ],
  ];
  for (const [title, given, policies, documents] of cases) {
    test(title, async () => {
      assert.deepEqual(await lint(given, 'overlays/prod'), { ...clean, policies, documents });
    });
  }

  test('stays context where it is named as that, and is left out where it is excluded', async () => {
    const beside = await lint(files, 'overlays/prod', '--with', 'base');
    assert.deepEqual(beside, { ...clean, policies: 0, documents: 5 });
    const excluding = { ...files, '.netpol-lint.yaml': 'exclude: [policy.yaml]\n' };
    assert.deepEqual(await lint(excluding, 'overlays/prod'), { ...clean, policies: 0, documents: 3 });
  });

  test('and is not there is a finding at its line', async () => {
    const given = {
      'prod/kustomization.yaml': 'resources:\n  - ../gone\n  - ../empty\n  - ../secret.yaml\n',
      'empty/a.txt': '',
      '.gitignore': 'secret.yaml\n',
    };
    const { status, unreadable, stderr } = await lint(given, 'prod');
    assert.deepEqual(
      [status, unreadable],
      [
        2,
        [
          'prod/kustomization.yaml:2: the kustomization lists ../gone, which does not exist',
          'prod/kustomization.yaml:3: the kustomization lists ../empty, which holds no kustomization.yaml',
        ],
      ],
    );
    assert.equal(
      stderr,
      'prod/kustomization.yaml:4:5: ../secret.yaml is listed, but git ignores it, and it is not there: not read\n',
    );
  });

  test('and is remote gets a line', async () => {
    const remote = [
      'https://example.com/a.yaml',
      'github.com/shop/deploy//base?ref=main',
      'git@example.com:shop/deploy.git',
      'git::https://example.com/deploy',
    ];
    const given = { 'prod/kustomization.yaml': `resources: ${JSON.stringify(remote)}\n` };
    const { stderr, ...linted } = await lint(given, 'prod');
    assert.deepEqual(linted, { status: 0, unreadable: [], policies: 0, documents: 1 });
    const told = stderr.split('\n').map((line) => line.replace(/^\S+ /, ''));
    assert.deepEqual(told, [...remote.map((each) => `${each} is listed, but it is remote: not read`), '']);
  });

  test('counts for the map and for questions', async () => {
    const { stdout, status, stderr } = await runCommandLine(['map', 'overlays/prod'], { files });
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /shop\/Deployment\/api/);
    const why = ['why', '10.0.0.1', 'shop/api', '-f', 'overlays/prod'];
    assert.equal((await runCommandLine(why, { files })).status, 1);
    const broken = { 'prod/kustomization.yaml': 'resources: [../gone]\n' };
    const unread = await runCommandLine(['map', 'prod'], { files: broken });
    assert.deepEqual(
      [unread.status, unread.stderr],
      [2, 'prod/kustomization.yaml:1:13: the kustomization lists ../gone, which does not exist\n'],
    );
  });

  test('is followed within a commit', async () => {
    const prepare = (cwd: string): void => {
      const git = (...args: readonly string[]): void => {
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd });
      };
      git('init', '--quiet');
      git('add', '.');
      git('commit', '--quiet', '--message', 'all');
      rmSync(join(cwd, 'base/policy.yaml'));
    };
    const { status, stdout } = await runCommandLine(['diff', '--git', 'HEAD', 'overlays/prod'], {
      files: { ...files, 'overlays/prod/a.yaml': 'kind: ConfigMap\n' },
      prepare: (cwd) => {
        prepare(cwd);
        execFileSync('sh', ['-c', 'echo "resources: [app.yaml]" > base/kustomization.yaml'], { cwd });
      },
      env: { PATH: process.env['PATH'] ?? '' },
    });
    assert.equal(status, 1, stdout);
    assert.match(stdout, /- shop\/api/);
  });
});

suite('a path that leads out', () => {
  const secret = 'kind: NetworkPolicy\nkey: [secret\n';

  async function listing(path: string, prepare: (folder: string) => void): Promise<Linted['stderr']> {
    const { stdout, stderr } = await runCommandLine(['work/base'], {
      files: {
        'work/base/kustomization.yaml': `resources: [${path}]\n`,
        'secret.yaml': secret,
        'work/own.yaml': secret,
      },
      prepare,
    });
    assert.equal(stdout.includes('[secret'), stderr === '', stdout);
    return stderr;
  }

  const repository = (folder: string): string => {
    mkdirSync(join(folder, 'work/.git'), { recursive: true });
    return folder;
  };

  test('of the repository is not followed, and neither is a link out of it', async () => {
    const told = /is listed, but it lies outside of the repository: not read/;
    assert.match(await listing('../../secret.yaml', repository), told);
    const link = (folder: string): void =>
      symlinkSync(join(folder, 'secret.yaml'), join(repository(folder), 'work/link.yaml'));
    assert.match(await listing('../link.yaml', link), told);
    assert.equal(await listing('../own.yaml', repository), '');
  });

  test('of its folder is followed to other kustomizations alone, where there is no repository', async () => {
    const told = /is listed, but it lies outside of the folder of the kustomization: not read/;
    assert.match(await listing('../own.yaml', () => undefined), told);
  });
});
