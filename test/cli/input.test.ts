import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Given, runCommandLine } from '../support/command-line.ts';

/** A policy that nothing is wrong with, named so that the summary can count it. */
function policy(name: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress] }
`;
}

interface Linted {
  readonly status: number;
  /** How many policies were linted. */
  readonly policies: number;
  readonly documents: number;
  /** `file: message` of each NP003. */
  readonly unreadable: readonly string[];
}

async function lint(argv: readonly string[], given: Given): Promise<Linted> {
  const { status, stdout, stderr } = await runCommandLine([...argv, '--format', 'json'], given);
  assert.equal(stderr, '');
  const { findings, summary } = JSON.parse(stdout);
  const unreadable = findings
    .filter(({ code }: { code: string }) => code === 'NP003')
    .map(
      (finding: { location: { file: string }; message: string }) =>
        `${finding.location.file}: ${finding.message}`,
    );
  return { status, policies: summary.policies, documents: summary.documents, unreadable };
}

const clean = { status: 0, unreadable: [] };

test('files, folders and patterns are read, each file once', async () => {
  const files = {
    'a.yaml': policy('a'),
    'b.yml': policy('b'),
    'c.json': JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'c' },
      spec: { podSelector: {} },
    }),
    'd.YAML': policy('d'),
    'deep/down/e.yaml': `${policy('e')}---\n${policy('f')}`,
    'README.md': policy('not-read'),
    'node_modules/x/g.yaml': policy('not-read'),
    '.git/h.yaml': policy('not-read'),
    '.hidden/i.yaml': policy('i'),
  };
  const cases: [string[], number][] = [
    [['a.yaml'], 1],
    [['./a.yaml', 'a.yaml', '.'], 7],
    [['.'], 7],
    [['deep'], 2],
    [['deep/'], 2],
    [['deep', 'deep/down'], 2],
    [['*.yaml'], 1],
    [['**/*.yaml'], 3],
    [['d*p'], 2],
    [['README.md'], 1],
    [['node_modules/x/g.yaml'], 1],
    [['node_modules/x'], 1],
  ];
  for (const [paths, policies] of cases) {
    const { documents: _, ...linted } = await lint(paths, { files });
    assert.deepEqual(linted, { ...clean, policies }, paths.join(' '));
  }
});

test('a path that gives nothing is a finding NP003 and status 2; the others are still linted', async () => {
  const files = {
    'a.yaml': policy('a'),
    'empty/x.txt': '',
    'latin.yaml': new Uint8Array([0x0a, 0x6b, 0x3a, 0x20, 0xe4]),
  };
  const cases: [string, string][] = [
    ['missing.yaml', 'missing.yaml: missing.yaml does not exist'],
    ['a.yaml/x', 'a.yaml/x: a.yaml/x does not exist'],
    ['*.nothing', '*.nothing: *.nothing matches no file'],
    ['empty', 'empty: empty holds no .yaml, .yml or .json file'],
    ['latin.yaml', 'latin.yaml: latin.yaml is not text in UTF-8: see line 2'],
    ['x'.repeat(300), `${'x'.repeat(300)}: ${'x'.repeat(300)} cannot be read: ENAMETOOLONG, name too long`],
  ];
  for (const [path, told] of cases) {
    const linted = await lint(['a.yaml', path], { files });
    assert.deepEqual(linted, { status: 2, policies: 1, documents: 1, unreadable: [told] }, path);
    assert.deepEqual(await lint(['a.yaml', '--with', path], { files }), linted, `--with ${path}`);
  }
});

test('what is linted is not read once more as context', async () => {
  const files = { 'a.yaml': policy('a'), 'broken.yaml': 'kind: NetworkPolicy\nspec: [\n' };
  const { policies, documents, unreadable } = await lint(['a.yaml', 'broken.yaml', '--with', '.'], { files });
  assert.deepEqual([policies, documents, unreadable.length], [1, 2, 1]);
  const stdin = policy('a');
  assert.deepEqual(await lint(['-', '--with', '-'], { stdin }), { ...clean, policies: 1, documents: 1 });
});

function makeRepository(folder: string): void {
  mkdirSync(join(folder, '.git'));
}

test('.gitignore hides from folders, not from those who name a file', async () => {
  const files = {
    '.gitignore': 'out/\n*.gen.yaml\n!keep.gen.yaml\n',
    'a.yaml': policy('a'),
    'b.gen.yaml': policy('b'),
    'keep.gen.yaml': policy('keep'),
    'out/c.yaml': policy('c'),
    'sub/.gitignore': '/d.yaml\n!b.gen.yaml\n',
    'sub/d.yaml': policy('d'),
    'sub/b.gen.yaml': policy('b'),
    'sub/deep/d.yaml': policy('e'),
    'sub/deep/x.gen.yaml': policy('x'),
  };
  const cases: [string[], number][] = [
    [['.'], 4],
    [['sub'], 2],
    [['sub/deep'], 1],
    [['out'], 1],
    [['b.gen.yaml'], 1],
    [['.', 'b.gen.yaml', 'out/c.yaml'], 6],
  ];
  for (const [paths, policies] of cases)
    assert.equal((await lint(paths, { files, prepare: makeRepository })).policies, policies, paths.join(' '));
  const excluded = { 'a.yaml': policy('a'), 'sub/b.yaml': policy('b'), '.git/info/exclude': 'b.yaml\n' };
  for (const [path, policies] of [
    ['.', 1],
    ['sub', 0],
    ['sub/b.yaml', 1],
  ] as const)
    assert.equal((await lint([path], { files: excluded })).policies, policies, `exclude, ${path}`);
  const outside = await lint(['sub/deep'], { files });
  assert.equal(outside.policies, 2, 'outside a repository the folders above have no say');
  const hidden = await lint(['only'], { files: { 'only/.gitignore': '*\n', 'only/a.yaml': policy('a') } });
  assert.deepEqual(hidden.unreadable, [
    'only: only holds no .yaml, .yml or .json file but 1 that .gitignore or exclude hides',
  ]);
});

test('standard input, once, under the name given', async () => {
  assert.deepEqual(await lint(['-'], { stdin: policy('a') }), { ...clean, policies: 1, documents: 1 });
  assert.deepEqual(await lint(['-', '-'], { stdin: policy('a') }), { ...clean, policies: 1, documents: 1 });
  assert.deepEqual(await lint(['-', 'a.yaml'], { stdin: policy('a'), files: { 'a.yaml': policy('b') } }), {
    ...clean,
    policies: 2,
    documents: 2,
  });
  const broken = { stdin: 'kind: NetworkPolicy\nspec: [\n' };
  assert.match((await lint(['-'], broken)).unreadable[0] ?? '', /^-: /);
  assert.match(
    (await lint(['-', '--stdin-filename', 'rendered.yaml'], broken)).unreadable[0] ?? '',
    /^rendered\.yaml: /,
  );
});

test('UTF-16 is read, and of files in another encoding only those that may hold a policy are told of', async () => {
  const text = policy('a');
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
  const cases = [Buffer.from(`\uFEFF${text}`), utf16, Buffer.from(utf16).swap16()];
  for (const stdin of cases) assert.equal((await lint(['-'], { stdin })).policies, 1);
  const found = { 'f/latin.yaml': Buffer.from('name: J\xfcrgen\n', 'latin1'), 'f/a.yaml': text };
  assert.deepEqual(await lint(['f'], { files: found }), { ...clean, policies: 1, documents: 1 });
  const ours = { 'f/latin.yaml': Buffer.from('kind: NetworkPolicy # J\xfcrgen\n', 'latin1') };
  assert.deepEqual((await lint(['f'], { files: ours })).unreadable, [
    'f/latin.yaml: f/latin.yaml is not text in UTF-8: see line 1',
  ]);
});

test('standard input that gives nothing is not taken for a clean run', async () => {
  for (const stdin of ['', '\n \n', '\uFEFF']) {
    const { status, unreadable } = await lint(['-'], { stdin });
    assert.deepEqual([status, unreadable], [2, ['-: standard input is empty']]);
  }
  const comments = { stdin: '# every policy of this chart is switched off\n' };
  assert.deepEqual(await lint(['-'], comments), { ...clean, policies: 0, documents: 0 });
});

test('what cannot be read is not told to be a mistake of syntax', async () => {
  const { stdout } = await runCommandLine(['lint', 'missing.yaml']);
  assert.match(stdout, /help: check the path; nothing in it was judged\n/);
});

function makeLinks(folder: string): void {
  symlinkSync('../a.yaml', join(folder, 'in', 'link.yaml'));
  symlinkSync('..', join(folder, 'in', 'up'));
  symlinkSync('gone.yaml', join(folder, 'in', 'broken.yaml'));
  symlinkSync('loop.yaml', join(folder, 'in', 'loop.yaml'));
}

test('links to files are read, links to folders are not followed, broken links are passed over', async () => {
  const files = { 'a.yaml': policy('a'), 'in/b.yaml': policy('b') };
  assert.deepEqual(await lint(['in'], { files, prepare: makeLinks }), {
    ...clean,
    policies: 2,
    documents: 2,
  });
  assert.deepEqual((await lint(['in/broken.yaml'], { files, prepare: makeLinks })).unreadable, [
    'in/broken.yaml: in/broken.yaml does not exist',
  ]);
  const [loop] = (await lint(['in/loop.yaml'], { files, prepare: makeLinks })).unreadable;
  assert.match(loop ?? '', /in\/loop\.yaml cannot be read: ELOOP/);
});

test('a file and a link to it are one file', async () => {
  const prepare = (folder: string): void => symlinkSync('b.yaml', join(folder, 'in', 'a.yaml'));
  const files = { 'in/b.yaml': policy('b') };
  for (const paths of [['in'], ['in/a.yaml', 'in/b.yaml']])
    assert.equal((await lint(paths, { files, prepare })).policies, 1, paths.join(' '));
});

test('a folder or a file that may not be read is told with the reason', async () => {
  const prepare = (folder: string): void => {
    chmodSync(join(folder, 'f', 'shut'), 0);
    chmodSync(join(folder, 'f', 'b.yaml'), 0);
  };
  const restore = (folder: string): void => chmodSync(join(folder, 'f', 'shut'), 0o700);
  const files = { 'f/a.yaml': policy('a'), 'f/b.yaml': policy('b'), 'f/shut/c.yaml': policy('c') };
  const { status, policies, unreadable } = await lint(['f'], { files, prepare, restore });
  if (process.getuid?.() === 0) assert.deepEqual({ status, policies, unreadable }, { ...clean, policies: 3 });
  else
    assert.deepEqual(
      { status, policies, unreadable },
      {
        status: 2,
        policies: 1,
        unreadable: [
          'f/b.yaml: f/b.yaml cannot be read: EACCES, permission denied',
          'f/shut: f/shut cannot be read: EACCES, permission denied',
        ],
      },
    );
});
