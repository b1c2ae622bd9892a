import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { after, test } from 'node:test';
import { temporaryDirectory, writeKubeconfig } from './support/connection.ts';
import { sendJson, startListWatchServer } from './support/list-watch-server.ts';
import { until } from './support/until.ts';

interface Server {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Where it listens. */
  readonly origin: string;
}

const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
});

function run(args: readonly string[]): { readonly child: ChildProcess; readonly output: () => string } {
  const { KUBERNETES_SERVICE_HOST: _, NETPOL_LINT_CONFIG: __, ...env } = process.env;
  const child = spawn(process.execPath, ['src/main.ts', ...args], { env });
  children.push(child);
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  return { child, output: () => text };
}

async function start(...args: readonly string[]): Promise<Server> {
  const started = run(['--port', '0', ...args]);
  await until('the server greets', () => started.output().includes('Stop with Ctrl-C.'));
  const [, origin] = /listens on (\S+),/.exec(started.output()) ?? [];
  assert.ok(origin);
  return { ...started, origin };
}

async function ask(
  url: string,
  agent: Agent,
  body?: string | Buffer,
): Promise<{ status: number; text: string }> {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const call = request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers });
  call.end(body);
  const [answer] = (await once(call, 'response')) as [
    NodeJS.ReadableStream & { readonly statusCode: number },
  ];
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return { status: answer.statusCode, text };
}

const trusting = (): Agent => new Agent({ keepAlive: true, rejectUnauthorized: false });

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

test('without arguments it serves the examples: one refused, one warned of, and a text with findings', async () => {
  const { child, origin } = await start();
  const agent = trusting();
  const review = async (name: string): Promise<{ allowed: boolean; warnings?: string[] }> => {
    const { text } = await ask(`${origin}/validate`, agent, readFileSync(`examples/${name}.json`));
    return (JSON.parse(text) as { response: { allowed: boolean } }).response;
  };
  assert.equal((await review('review-denied')).allowed, false);
  const warned = await review('review-warned');
  assert.equal(warned.allowed, true);
  assert.match(warned.warnings?.[0] ?? '', /^NP401 /);
  const { text } = await ask(`${origin}/v1/lint?format=text`, agent, readFileSync('examples/shop.yaml'));
  assert.match(text, /\[NP201 split-peer\]/);
  assert.equal((await ask(`${origin}/readyz`, agent)).status, 200);
  assert.match(
    (await ask(`${origin}/metrics`, agent)).text,
    /^netpol_lint_info\{version="[\d.]+",config="\w{12}"\} 1$/m,
  );
  agent.destroy();
  child.kill('SIGINT');
  assert.equal(await exitOf(child), 0);
});

test('after SIGTERM it is not ready, still serves, and ends at once with a second one', async () => {
  const { child, origin, output } = await start('--drain-seconds', '300');
  const agent = trusting();
  child.kill('SIGTERM');
  let readiness = await ask(`${origin}/readyz`, agent);
  while (readiness.status === 200) readiness = await ask(`${origin}/readyz`, agent);
  assert.deepEqual(readiness, { status: 503, text: 'not ready: shutting down\n' });
  const review = await ask(`${origin}/validate`, agent, readFileSync('examples/review-warned.json'));
  assert.equal(review.status, 200);
  assert.equal((await ask(`${origin}/livez`, agent)).status, 200);
  child.kill('SIGTERM');
  assert.equal(await exitOf(child), 1);
  agent.destroy();
  assert.match(output(), /"version":"[\d.]+","config":"\w{12}","certificateUntil":"[^"]+","msg":"started"/);
  assert.match(output(), /"signal":"SIGTERM","seconds":300,"msg":"stopping"/);
});

test('when the time for a drain is over, it ends with 0', async () => {
  const { child } = await start('--drain-seconds', '0');
  child.kill('SIGTERM');
  assert.equal(await exitOf(child), 0);
});

test('an API server that does not answer is not waited for, and is learnt of when it does', async () => {
  const api = await startListWatchServer();
  after(() => api.stop());
  const held: (() => void)[] = [];
  api.intercept(({ path }, response) => {
    if (path !== '/version') return false;
    held.push(() => sendJson(response, 200, { major: '1', minor: '35' }));
    return true;
  });
  const cluster = { server: api.url, 'insecure-skip-tls-verify': true };
  const kubeconfig = writeKubeconfig(temporaryDirectory(), cluster, { token: 'secret' });
  const { child, output } = run(['--port', '0', '--kubeconfig', kubeconfig]);
  await until('it listens', () => output().includes('"msg":"listening"'));
  const [, origin = ''] = /"url":"([^"]+)"/.exec(output()) ?? [];
  const agent = trusting();
  assert.equal((await ask(`${origin}/readyz`, agent)).status, 200);
  const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.1/8 } }] }] }
`;
  const isRefused = async (): Promise<boolean> =>
    (await ask(`${origin}/v1/lint?format=text`, agent, policy)).text.includes('NP101');
  assert.equal(await isRefused(), true, 'an unknown version is read strictly');
  await until('the version is asked for', () => held.length > 0);
  for (const answer of held) answer();
  await until('the version is known', () => output().includes('"event":"version"'));
  assert.equal(await isRefused(), false, 'Kubernetes 1.35 takes the CIDR');
  agent.destroy();
  child.kill('SIGINT');
  assert.equal(await exitOf(child), 0);
});

test('what keeps it from starting is said in one line, with status 2', async () => {
  const { child, origin } = await start();
  const cases: readonly [readonly string[], RegExp][] = [
    [['--port', new URL(origin).port], /^cannot listen: port \d+ is taken; choose another with --port\n$/],
    [
      ['--tls-cert', '/nowhere.crt', '--tls-key', '/nowhere.key'],
      /^cannot read the certificate and its key: there is no \/nowhere\.crt\n$/,
    ],
    [['--kubeconfig', '/nowhere'], /^no cluster to watch: no kubeconfig at \/nowhere\n$/],
    [['--config', '/nowhere.yaml'], /^cannot read \/nowhere\.yaml: .*\n$/],
  ];
  for (const [args, message] of cases) {
    const failed = run(args);
    assert.equal(await exitOf(failed.child), 2, args.join(' '));
    assert.match(failed.output(), message);
  }
  child.kill('SIGINT');
  assert.equal(await exitOf(child), 0);
});
