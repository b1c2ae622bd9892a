import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { reportSchema } from '../../src/report/report-schema.ts';
import { catalog } from '../../src/rules/index.ts';
import { makeFolder, runCommandLine } from '../support/command-line.ts';

function policy(rest: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
${rest}`;
}

const files = {
  'clean.yaml': policy('  podSelector: {}\n  policyTypes: [Ingress]\n'),
  'error.yaml': policy('  podSelector: {}\n  policyTypes: [Ingress]\n  egress:\n    - {}\n'),
  'warning.yaml': policy('  podSelector:\n  ingress:\n    - ports: [{ port: 80 }]\n'),
  'info.yaml': policy('  policyTypes: [Ingress]\n'),
  'broken.yaml': 'kind: NetworkPolicy\nspec: [\n',
  'pods.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop, labels: { app: web } }\nspec: { containers: [{ name: web, image: web }] }\n',
  'selects.yaml': policy('  podSelector: { matchLabels: { app: wbe } }\n  policyTypes: [Ingress]\n'),
  'loose.yaml': policy(
    '  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: { cidr: 010.0.0.0/8 }\n',
  ),
  'nameless.yaml': policy('  podSelector: {}\n  policyTypes: [Ingress]\n  egress:\n    - {}\n').replace(
    ', namespace: shop',
    '',
  ),
};

test('a run fails for what it was told to fail for', async () => {
  const cases: [number, string[]][] = [
    [0, ['clean.yaml']],
    [1, ['error.yaml']],
    [0, ['warning.yaml']],
    [0, ['info.yaml']],
    [2, ['broken.yaml']],
    [2, ['broken.yaml', 'error.yaml']],
    [1, ['warning.yaml', 'error.yaml', 'info.yaml']],
    [1, ['error.yaml', '--fail-level', 'error']],
    [0, ['error.yaml', '--fail-level', 'none']],
    [1, ['warning.yaml', '--fail-level', 'warning']],
    [0, ['info.yaml', '--fail-level=warning']],
    [1, ['info.yaml', '--fail-level=info']],
    [1, ['error.yaml', '--fail-level=info']],
    [0, ['warning.yaml', '--max-warnings', '1']],
    [1, ['warning.yaml', '--max-warnings', '0']],
    [1, ['warning.yaml', '--max-warnings', '0', '--fail-level', 'none']],
    [0, ['info.yaml', '--max-warnings', '0']],
    [0, ['error.yaml', '--exit-zero']],
    [0, ['warning.yaml', '--exit-zero', '--max-warnings', '0']],
    [2, ['broken.yaml', '--exit-zero']],
    [2, ['broken.yaml', '--fail-level', 'none']],
    [1, ['error.yaml', '--fail-level', 'none', '--fail-level', 'error']],
  ];
  for (const [expected, argv] of cases) {
    assert.equal((await runCommandLine(argv, { files })).status, expected, argv.join(' '));
    assert.equal((await runCommandLine(['lint', ...argv], { files })).status, expected, argv.join(' '));
  }
});

test('the concise and the pretty form of a run', async () => {
  const concise = await runCommandLine(['error.yaml', '--format', 'concise'], { files });
  assert.equal(
    concise.stdout,
    'error.yaml:7:3: error NP106 1 egress rule without effect: policyTypes lists only Ingress\n',
  );
  const { stdout } = await runCommandLine(['error.yaml'], { files });
  const [finding, , rest] = stdout.split(/(?=\nnot evaluated:|\n1 error)/);
  assert.equal(
    finding,
    `error.yaml

error: 1 egress rule without effect: policyTypes lists only Ingress [NP106 rules-without-type]
  at error.yaml:7:3  NetworkPolicy shop/api  /spec/egress
  6 |   policyTypes: [Ingress]
  7 |   egress:
    |   ^^^^^^
  help: add Egress to policyTypes, or delete spec.egress
`,
  );
  assert.equal(rest, '\n1 error in 1 policy (1 document read)\n');
});

test('JSON is always one object that fits the published schema', async () => {
  const validate = new Ajv().compile(reportSchema);
  for (const paths of [['clean.yaml'], ['.'], ['broken.yaml'], ['missing.yaml'], ['-']]) {
    const { stdout, stderr } = await runCommandLine([...paths, '--format', 'json'], { files });
    assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors));
    assert.ok(stdout.endsWith('}\n'));
    assert.equal(stderr, '');
  }
});

test('forms of the report for files, beside one for standard output', async (t) => {
  const folder = makeFolder();
  t.after(() => folder.remove());
  const json = join(folder.path, 'report.json');
  const concise = join(folder.path, 'report=1.txt');
  const argv = [
    'error.yaml',
    '--format',
    `json=${json}`,
    '--format',
    `concise=${concise}`,
    '--color',
    'always',
  ];
  const { status, stdout } = await runCommandLine(argv, { files });
  assert.equal(status, 1);
  assert.match(stdout, /1 egress rule without effect/, 'pretty, as nothing else was asked for');
  assert.equal(JSON.parse(readFileSync(json, 'utf8')).findings.length, 1);
  assert.match(readFileSync(concise, 'utf8'), /^error\.yaml:7:3: error NP106/);
  const both = await runCommandLine(
    ['error.yaml', '--format', 'concise', '--format', `pretty=${json}`, '--color', 'always'],
    { files },
  );
  assert.match(both.stdout, /^error\.yaml:7:3/);
  assert.ok(!readFileSync(json, 'utf8').includes('\u001b'), 'files are not coloured');
  const blocked = await runCommandLine(['error.yaml', '--format', 'json=folder'], {
    files,
    prepare: (path) => mkdirSync(join(path, 'folder')),
  });
  assert.equal(blocked.status, 2);
  assert.match(blocked.stderr, /^netpol-lint: cannot write folder: EISDIR/);
  const deep: string[] = [];
  const made = await runCommandLine(['error.yaml', '--format', 'sarif=out/reports/a.sarif'], {
    files,
    restore: (path) => deep.push(readFileSync(join(path, 'out/reports/a.sarif'), 'utf8')),
  });
  assert.equal(made.status, 1);
  assert.equal(JSON.parse(deep[0] ?? '').version, '2.1.0');
});

test('a namespace that can be none is refused with what a name is', async () => {
  for (const name of ['Bad_NS', '-a', 'a.b', 'n'.repeat(64)]) {
    const { status, stderr } = await runCommandLine(['error.yaml', `--namespace=${name}`], { files });
    assert.equal(status, 2, name);
    assert.match(stderr, /: it is a name of at most 63 lower-case letters, digits and -, /);
  }
});

test('colours follow the option, then the environment, then the terminal', async () => {
  const cases: [boolean, string[], Record<string, string>, boolean][] = [
    [false, [], {}, false],
    [true, [], {}, true],
    [true, [], { TERM: 'dumb' }, false],
    [true, [], { NO_COLOR: '1' }, false],
    [true, [], { NO_COLOR: '' }, true],
    [false, [], { FORCE_COLOR: '1' }, true],
    [true, [], { FORCE_COLOR: '0' }, false],
    [true, [], { FORCE_COLOR: 'false' }, false],
    [false, [], { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [false, ['--color', 'always'], { NO_COLOR: '1' }, true],
    [true, ['--color', 'never'], { FORCE_COLOR: '1' }, false],
    [true, ['--color', 'auto'], {}, true],
  ];
  for (const [terminal, argv, env, coloured] of cases) {
    const { stdout } = await runCommandLine(['error.yaml', ...argv], { files, terminal, env });
    assert.equal(stdout.includes('\u001b['), coloured, JSON.stringify([terminal, argv, env]));
  }
  const { stdout } = await runCommandLine(['error.yaml', '--format', 'json'], {
    files,
    env: { FORCE_COLOR: '1' },
  });
  assert.ok(!stdout.includes('\u001b'), 'JSON never');
});

async function codes(argv: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await runCommandLine([...argv, '--format', 'json'], { files });
  return JSON.parse(stdout).findings.map(({ code }: { code: string }) => code);
}

test('context beside the policies and with --with is judged against, not linted', async () => {
  assert.deepEqual(await codes(['selects.yaml']), []);
  assert.deepEqual(await codes(['selects.yaml', 'pods.yaml']), ['NP401']);
  assert.deepEqual(await codes(['selects.yaml', '--with', 'pods.yaml']), ['NP401']);
  assert.deepEqual(await codes(['selects.yaml', '--with', 'clean.yaml', '--with', 'pods.yaml']), ['NP401']);
  assert.deepEqual(await codes(['clean.yaml', '--with', 'error.yaml']), []);
});

test('what was not evaluated is said', async () => {
  const { stdout } = await runCommandLine(['selects.yaml'], { files });
  assert.match(stdout, /not evaluated:\n {2}no Pod .*NP401/);
});

test('the version of Kubernetes decides how CIDRs are read', async () => {
  for (const version of [
    [],
    ['--kubernetes-version', '1.36'],
    ['--kubernetes-version', 'v1.37.1'],
    ['--kubernetes-version', '2.0'],
  ])
    assert.ok((await codes(['loose.yaml', ...version])).includes('NP101'), version.join(' '));
  for (const version of ['1.35', 'v1.35.9', '1.29.4-gke.100', '1.30+'])
    assert.ok(!(await codes(['loose.yaml', '--kubernetes-version', version])).includes('NP101'), version);
});

async function shown(argv: readonly string[]): Promise<string> {
  return (await runCommandLine(['nameless.yaml', ...argv], { files })).stdout;
}

test('objects that name no namespace are in the one given', async () => {
  assert.match(await shown([]), /NetworkPolicy default\/api/);
  assert.match(await shown(['-n', 'web']), /NetworkPolicy web\/api/);
  assert.match(await shown(['--namespace=web']), /NetworkPolicy web\/api/);
});

test('after -- everything is a path', async () => {
  const { stdout } = await runCommandLine(['--format', 'concise', '--', '--exit-zero'], { files });
  assert.equal(stdout, '--exit-zero:1:1: error NP003 --exit-zero does not exist\n');
});

test('what cannot be read counts as what the configuration takes it for', async () => {
  const { status, stdout } = await runCommandLine(['--rule', 'NP003=warning', 'missing.yaml'], { files });
  assert.equal(status, 2);
  assert.match(stdout, /^1 warning in 0 policies/m);
});

test('a cluster that cannot be reached is told in one sentence, status 2', async () => {
  const kubeconfig = `apiVersion: v1
kind: Config
current-context: here
contexts: [{ name: here, context: { cluster: here, user: me } }]
clusters: [{ name: here, cluster: { server: 'https://127.0.0.1:9' } }]
users: [{ name: me, user: { token: t } }]
`;
  const cases: [string[], RegExp][] = [
    [['--cluster'], /no cluster is configured/],
    [['--kubeconfig', 'missing'], /no kubeconfig at .*missing/],
    [['--kubeconfig', 'kubeconfig', '--context', 'there'], /the kubeconfig has no context there/],
    [['--kubeconfig', 'kubeconfig'], /ECONNREFUSED/],
  ];
  for (const [argv, expected] of cases) {
    const given = { files: { ...files, kubeconfig }, env: { HOME: '/nonexistent' } };
    const { status, stdout, stderr } = await runCommandLine(['clean.yaml', ...argv], given);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(
      stderr,
      /^netpol-lint: cannot read (the cluster|https:\/\/127\.0\.0\.1:9): [^\n]+\nSee netpol-lint lint --help\.\n$/,
    );
    assert.match(stderr, expected);
  }
});

test('the files hold what the tests above need', () => {
  for (const code of ['NP003', 'NP101', 'NP106', 'NP109', 'NP401'])
    assert.ok(catalog.some((rule) => rule.code === code));
});

test('rules are set one by one, by code or name', async () => {
  const run = async (...args: string[]) => runCommandLine(['lint', '--format', 'json', ...args], { files });
  const codesOf = ({ stdout }: { stdout: string }) =>
    (JSON.parse(stdout) as { findings: { code: string; severity: string }[] }).findings.map(
      ({ code, severity }) => `${code} ${severity}`,
    );
  const cases: [string[], number, string[]][] = [
    [['error.yaml'], 1, ['NP106 error']],
    [['error.yaml', '--rule', 'NP106=off'], 0, []],
    [['error.yaml', '--rule', 'np106=info'], 0, ['NP106 info']],
    [['error.yaml', '--rule=rules-without-type=warning', '--fail-level=warning'], 1, ['NP106 warning']],
    [['error.yaml', '--rule', 'NP106=off', '--rule', 'NP106=error'], 1, ['NP106 error']],
  ];
  for (const [args, status, found] of cases) {
    const outcome = await run(...args);
    assert.equal(outcome.status, status, args.join(' '));
    assert.deepEqual(
      codesOf(outcome).filter((each) => each.startsWith('NP106')),
      found,
      args.join(' '),
    );
  }
});

test('what is wrong with the setting of a rule is told', async () => {
  const cases: [string, RegExp][] = [
    ['NP106', /--rule NP106 sets nothing; write NP106=off or another level/],
    ['NP16=off', /there is no rule NP16; did you mean NP106\?/],
    ['NP106=of', /--rule NP106=of is not known; did you mean off\? It takes error, warning, info, off/],
    ['NP106=off=', /--rule NP106=off= is not known/],
    ['NP003=off', /NP003 unreadable-document cannot be off: it tells what was not judged/],
  ];
  for (const [setting, message] of cases) {
    const { status, stderr } = await runCommandLine(['lint', 'error.yaml', '--rule', setting], { files });
    assert.equal(status, 2, setting);
    assert.match(stderr, message);
  }
});

test('what is suppressed is counted, shown on request, and told when suppressions are ignored', async () => {
  const why = '# netpol-lint-ignore NP106: the rule waits for its policy type\n';
  const quiet = { 'quiet.yaml': `${why}${files['error.yaml']}` };
  const run = async (...args: string[]) => runCommandLine(['lint', 'quiet.yaml', ...args], { files: quiet });
  const heeded = await run();
  assert.equal(heeded.status, 0);
  assert.match(heeded.stdout, /, 1 suppressed\n$/);
  assert.doesNotMatch(heeded.stdout, /NP106/);
  const shown = await run('--show-suppressed');
  assert.equal(shown.status, 0);
  assert.match(shown.stdout, /^suppressed: .*NP106.*\n.*quiet\.yaml:8:3\n  because: the rule waits/m);
  const { suppressed } = JSON.parse((await run('--show-suppressed', '--format', 'json')).stdout) as {
    suppressed: { code: string; suppression: object }[];
  };
  assert.deepEqual(
    suppressed.map(({ code, suppression }) => [code, Object.keys(suppression)]),
    [['NP106', ['kind', 'reason', 'location']]],
  );
  const ignored = await run('--ignore-suppressions');
  assert.deepEqual([ignored.status, ignored.stdout.includes('NP106')], [1, true]);
});

test('--show-level leaves out what is less bad, and still counts it', async () => {
  const args = ['lint', 'warning.yaml', 'info.yaml', '--show-level', 'warning', '--fail-level', 'info'];
  const { status, stdout } = await runCommandLine(args, { files });
  assert.equal(status, 1);
  assert.match(stdout, /^warning: /m);
  assert.doesNotMatch(stdout, /^info: /m);
  assert.match(stdout, /infos? in 2 policies \(2 documents read\), \d+ of them not shown\n$/);
});
