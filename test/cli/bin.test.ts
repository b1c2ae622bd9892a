import assert from 'node:assert/strict';
import { execFileSync, spawn, type StdioOptions } from 'node:child_process';
import { closeSync, cpSync, existsSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { text } from 'node:stream/consumers';
import { tool } from '../../src/report/tool.ts';
import { makeFolder } from '../support/command-line.ts';
import { until } from '../support/until.ts';

const project = join(import.meta.dirname, '..', '..');

// What is not of our own test process: its coverage and its place in the test runner.
const env = { ...process.env, NODE_V8_COVERAGE: '', NODE_TEST_CONTEXT: '' };

/** Many policies with a finding each: more than a pipe holds at once. */
const many = Array.from(
  { length: 400 },
  (_, index) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p${index}, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress], egress: [{}] }
`,
).join('---\n');

const installed = makeFolder({ 'many.yaml': many });
const alone = makeFolder();
const unbuilt = makeFolder();
const bin = join(installed.path, 'bin', 'netpol-lint.cjs');

/** Loaded before the program, makes this Node say that it is an old one. */
const pretendOld = ['--require', join(installed.path, 'old.cjs')];

before(() => {
  const build = join(project, 'scripts', 'build.ts');
  execFileSync(process.execPath, [build, join(installed.path, 'dist')], { env });
  for (const { path } of [installed, alone, unbuilt])
    cpSync(join(project, 'bin'), join(path, 'bin'), { recursive: true });
  cpSync(join(installed.path, 'dist'), join(alone.path, 'dist'), { recursive: true });
  cpSync(join(project, 'examples'), join(installed.path, 'examples'), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(installed.path, 'node_modules'));
  const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`;
  writeFileSync(join(installed.path, 'old.cjs'), old);
});

after(() => {
  for (const folder of [installed, alone, unbuilt]) folder.remove();
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function start(args: readonly string[], stdin = ''): Promise<Ended> {
  const child = spawn(process.execPath, args, { cwd: installed.path, env });
  child.stdin.end(stdin);
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { status, stdout, stderr };
}

for (const [name, flags] of [
  ['a Node that is new enough', []],
  ['an old Node beside which a newer one is installed', pretendOld],
] as const) {
  test(`under ${name}`, async () => {
    assert.deepEqual(await start([...flags, bin, '--version']), {
      status: 0,
      stdout: `netpol-lint ${tool.version}\n`,
      stderr: '',
    });
    const large = await start([...flags, bin, '--format', 'json', 'many.yaml']);
    assert.deepEqual([large.status, large.stderr], [1, '']);
    assert.ok(JSON.parse(large.stdout).summary.errors >= 400, 'all of a report that is larger than a pipe');
    const piped = await start([...flags, bin, '-', '--format', 'concise'], many);
    assert.equal(piped.status, 1);
    assert.match(piped.stdout, /^-:4:50: error NP106 /);
    assert.equal((await start([...flags, bin, 'missing.yaml'])).status, 2);
    assert.match(
      (await start([...flags, bin, 'lint', '--bogus'])).stderr,
      /^netpol-lint: unknown option --bogus\n/,
    );
  });
}

test('under an old Node alone, one sentence says which is needed', async () => {
  const ended = await start([...pretendOld, join(alone.path, 'bin', 'netpol-lint.cjs'), '--version']);
  assert.deepEqual(ended, {
    status: 2,
    stdout: '',
    stderr: 'netpol-lint needs Node 22.19 or newer; this is Node 20.20.2.\n',
  });
});

test('before the build, one sentence says so', async () => {
  const ended = await start([join(unbuilt.path, 'bin', 'netpol-lint.cjs'), '--version']);
  assert.deepEqual(ended, {
    status: 2,
    stdout: '',
    stderr: 'netpol-lint is not built yet: run "npm run build" first.\n',
  });
});

for (const [signal, expected] of [
  ['SIGTERM', 0],
  ['SIGHUP', 129],
] as const) {
  test(`under an old Node, ${signal} to it alone ends the server, too`, async () => {
    const child = spawn(
      process.execPath,
      [...pretendOld, bin, 'serve', '--port', '0', '--drain-seconds', '0'],
      {
        cwd: installed.path,
        env,
      },
    );
    let output = '';
    child.stdout.on('data', (data) => (output += String(data)));
    await until('the server listens', () => output.includes('Stop with Ctrl-C.'));
    // The pipe closes when the server has ended, which holds it as well.
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.kill(signal);
    assert.equal(await closed, expected);
  });
}

function statusWith(
  stdio: StdioOptions,
  prepare: (child: ReturnType<typeof spawn>) => void,
): Promise<number | null> {
  const child = spawn(process.execPath, [bin, 'many.yaml'], { cwd: installed.path, env, stdio });
  prepare(child);
  return new Promise((resolve) => child.on('close', resolve));
}

test('a reader that goes away early does not disturb the run', async () => {
  const complaints: string[] = [];
  const status = await statusWith(['ignore', 'pipe', 'pipe'], (child) => {
    child.stdout?.destroy();
    child.stderr?.on('data', (data) => complaints.push(String(data)));
  });
  assert.deepEqual([status, complaints], [1, []]);
});

if (existsSync('/dev/full')) {
  test('a full disk makes the run fail, and is told', async () => {
    const full = openSync('/dev/full', 'w');
    const complaints: string[] = [];
    const status = await statusWith(['ignore', full, 'pipe'], (child) => {
      closeSync(full);
      child.stderr?.on('data', (data) => complaints.push(String(data)));
    });
    assert.equal(status, 2);
    assert.match(complaints.join(''), /^netpol-lint: cannot write to standard output: ENOSPC[^\n]*\n$/);
    const silent = openSync('/dev/full', 'w');
    assert.equal(await statusWith(['ignore', silent, silent], () => closeSync(silent)), 2);
  });
}
