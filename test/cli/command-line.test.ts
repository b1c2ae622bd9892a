import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tool } from '../../src/report/tool.ts';
import { catalog } from '../../src/rules/index.ts';
import { main } from '../../src/cli/command-line.ts';
import { outputTo, runCommandLine } from '../support/command-line.ts';

test('help and version go to standard output with status 0', async () => {
  const cases: [string[], RegExp][] = [
    [['--help'], /^Lints Kubernetes NetworkPolicies\.\n\nUsage: netpol-lint \[lint\] PATH/],
    [['-h'], /Commands:\n {2}lint/],
    [['help'], /Exit status: 0 clean/],
    [['help', 'rules'], /^List the rules\.\n\nUsage: netpol-lint rules/],
    [
      ['lint', '--help'],
      /--fail-level LEVEL +the least severity that fails the run, error unless given: error, warning, info, none/,
    ],
    [['lint', '-h'], /-n, --namespace NAME/],
    [['explain', '--help'], /Usage: netpol-lint explain NP201\n {7}netpol-lint explain split-peer/],
    [['rules', '--help'], /-h, --help/],
    [['version', '--help'], /--json/],
    [['--version'], new RegExp(`^netpol-lint ${tool.version}\n$`)],
    [['-V'], /^netpol-lint /],
    [['version'], /^netpol-lint /],
  ];
  for (const [argv, expected] of cases) {
    const { status, stdout, stderr } = await runCommandLine(argv);
    assert.deepEqual([status, stderr], [0, ''], argv.join(' '));
    assert.match(stdout, expected);
  }
});

test('the version as JSON', async () => {
  for (const argv of [
    ['version', '--json'],
    ['--version', '--json'],
  ]) {
    const { stdout } = await runCommandLine(argv);
    assert.deepEqual(JSON.parse(stdout), { ...tool, node: process.versions.node });
  }
});

test('wrong usage is one sentence on standard error with status 2', async () => {
  const cases: [string[], string][] = [
    [
      ['lint'],
      'nothing to lint: name files, folders, or - for standard input, or --cluster for what the cluster has',
    ],
    [['lint', '--fromat', 'json', 'a'], 'unknown option --fromat; did you mean --format?'],
    [['lint', '--zzzzzz', 'a'], 'unknown option --zzzzzz'],
    [['lint', '-q', 'a'], 'unknown option -q'],
    [['lint', 'a', '--format'], '--format needs a value: F[=FILE]'],
    [['lint', 'a', '--format='], '--format needs a value: F[=FILE]'],
    [['lint', '--format', '--exit-zero', 'a'], '--format needs a value: F[=FILE]'],
    [
      ['lint', '--format', 'jsno', 'a'],
      '--format jsno is not known; did you mean json? It takes pretty, concise, json, github, gitlab, rdjson, sarif',
    ],
    [
      ['lint', '--format', 'banana', 'a'],
      '--format banana is not known. It takes pretty, concise, json, github, gitlab, rdjson, sarif',
    ],
    [['lint', '--format', 'json=', 'a'], '--format json= names no file'],
    [
      ['lint', '--format', 'json', '--format', 'concise', 'a'],
      'only one format can go to standard output; write the others as FORMAT=FILE',
    ],
    [['lint', '--exit-zero=yes', 'a'], '--exit-zero takes no value'],
    [
      ['lint', '--fail-level', 'warnings', 'a'],
      '--fail-level warnings is not known; did you mean warning? It takes error, warning, info, none',
    ],
    [['lint', '--fail-level', 'x', 'a'], '--fail-level x is not known. It takes error, warning, info, none'],
    [['lint', '--color', 'sometimes', 'a'], '--color sometimes is not known. It takes auto, always, never'],
    [['lint', '--max-warnings', 'many', 'a'], '--max-warnings many is no number of warnings'],
    [['lint', '--max-warnings=-1', 'a'], '--max-warnings -1 is no number of warnings'],
    [['lint', '--kubernetes-version', 'new', 'a'], 'new is no Kubernetes version; write it like 1.36'],
    [['rules', '--format', 'yaml'], '--format yaml is not known. It takes table, json'],
    [['rules', 'NP201'], 'rules takes no argument; for one rule: netpol-lint explain NP201'],
    [['version', '--jsn'], 'unknown option --jsn; did you mean --json?'],
  ];
  for (const [argv, sentence] of cases) {
    const { status, stdout, stderr } = await runCommandLine(argv, { files: { a: '' } });
    assert.deepEqual([status, stdout], [2, ''], argv.join(' '));
    assert.equal(stderr, `netpol-lint: ${sentence}\nSee netpol-lint ${argv[0]} --help.\n`);
  }
});

test('without arguments the overview goes to standard error', async () => {
  const { status, stdout, stderr } = await runCommandLine([]);
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^Lints Kubernetes NetworkPolicies/);
});

test('a misspelt command is told from a path', async () => {
  const misspelt = await runCommandLine(['explian', 'NP201']);
  assert.equal(misspelt.status, 2);
  assert.equal(misspelt.stderr, 'netpol-lint: there is no command or file explian; did you mean explain?\n');
  const file = await runCommandLine(['explian'], { files: { explian: '' } });
  assert.equal(file.status, 0, 'a file of that name is linted');
});

test('the catalog as a table and as JSON', async () => {
  const table = await runCommandLine(['rules']);
  assert.equal(table.stdout.trimEnd().split('\n').length, catalog.length);
  for (const { code, name, summary } of catalog)
    assert.ok(
      table.stdout
        .split('\n')
        .some((line) => line.startsWith(code) && line.includes(name) && line.endsWith(summary)),
    );
  const entries: unknown = JSON.parse((await runCommandLine(['rules', '--format', 'json'])).stdout);
  assert.ok(Array.isArray(entries));
  assert.deepEqual(Object.keys(entries[0]), [
    'code',
    'name',
    'severity',
    'confidence',
    'admission',
    'summary',
    'needs',
    'uses',
    'url',
  ]);
  assert.deepEqual(
    entries.map(({ code }) => code),
    catalog.map(({ code }) => code),
  );
});

test('serve hands over its arguments untouched', async () => {
  const { status, served } = await runCommandLine(['serve', '--help', '--port', '1']);
  assert.deepEqual([status, served], [0, ['--help', '--port', '1']]);
});

test('an exception is a defect of ours: status 3, with its stack', async () => {
  let told = '';
  const status = await main(['serve'], {
    stdout: outputTo(() => assert.fail('nothing belongs on standard output')),
    stderr: outputTo((text) => (told += text)),
    readStdin: async () => Buffer.from(''),
    env: {},
    today: '2026-01-01',
    cwd: '/',
    packageRoot: '/',
    serve: async () => {
      throw new TypeError('out of reach');
    },
  });
  assert.equal(status, 3);
  assert.match(
    told,
    /^netpol-lint: this is a defect of netpol-lint, please report it\nTypeError: out of reach\n +at /,
  );
});
