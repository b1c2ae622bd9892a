import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runCommandLine } from '../support/command-line.ts';
import { temporaryDirectory, writeKubeconfig } from '../support/connection.ts';
import {
  type ListWatchServer,
  refuse,
  sendJson,
  startListWatchServer,
} from '../support/list-watch-server.ts';
import { pod } from '../support/watched-cluster.ts';

const files = {
  'selects.yaml': `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api }
spec: { podSelector: { matchLabels: { app: not-there } }, policyTypes: [Ingress] }
`,
  'loose.yaml': `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: loose }
spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 010.0.0.0/8 } }] }] }
`,
  'pod.yaml': `apiVersion: v1
kind: Pod
metadata: { name: new, labels: { app: not-there } }
spec: { containers: [{ name: new, image: new }] }
`,
};

interface Cluster {
  readonly server: ListWatchServer;
  /** The options that name it. */
  readonly options: readonly string[];
}

async function cluster(): Promise<Cluster> {
  const server = await startListWatchServer();
  after(() => server.stop());
  server.put('namespaces', { metadata: { name: 'shop' } });
  server.put('pods', pod('web'));
  const access = { server: server.url, 'insecure-skip-tls-verify': true };
  const kubeconfig = writeKubeconfig(temporaryDirectory(), access, { token: 'secret' });
  return { server, options: ['--kubeconfig', kubeconfig] };
}

interface Found {
  readonly code: string;
  readonly object: { readonly namespace: string };
}

async function findings(argv: readonly string[]): Promise<readonly Found[]> {
  const { stdout, stderr } = await runCommandLine([...argv, '--format', 'json'], { files });
  assert.equal(stderr, '');
  return JSON.parse(stdout).findings;
}

test('files are judged as if applied to the cluster, in the namespace of the context', async () => {
  const { options } = await cluster();
  const [found, ...others] = await findings(['selects.yaml', ...options, '--context', 'test']);
  assert.deepEqual([found?.code, found?.object.namespace, others], ['NP401', 'shop', []]);
  assert.deepEqual(await findings(['selects.yaml', 'pod.yaml', ...options]), []);
  assert.deepEqual(await findings(['selects.yaml', '--with', 'pod.yaml', ...options]), []);
  const elsewhere = await findings(['selects.yaml', '-n', 'web', ...options]);
  assert.equal(elsewhere[0]?.object.namespace, 'web');
});

test('who may not list across namespaces is served from their own', async () => {
  const { server, options } = await cluster();
  server.intercept(({ path, resource }, response) => {
    if (path === '/version' || path.includes('/namespaces/shop')) return false;
    refuse(response, 403, 'Forbidden', `${resource} is forbidden at the cluster scope`);
    return true;
  });
  const found = await findings(['selects.yaml', ...options]);
  assert.deepEqual(
    found.map(({ code }) => code),
    ['NP401'],
  );
  server.intercept((_, response) => {
    refuse(response, 403, 'Forbidden', 'nothing is allowed');
    return true;
  });
  const { status, stderr } = await runCommandLine(['selects.yaml', ...options], { files });
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^netpol-lint: cannot read http:\/\/127\.0\.0\.1:\d+: nothing is allowed; with -n name a namespace that you may read\n/,
  );
});

for (const [what, code, message, advice] of [
  ['a token that has expired', 401, 'Unauthorized', 'log in again, or choose another context with --context'],
  ['no token', 403, 'User "system:anonymous" cannot list', 'the kubeconfig holds no credentials for it'],
  ['no API server', 404, 'nothing here', 'see whether kubectl reaches it: kubectl get --raw /version'],
] as const) {
  test(`${what}: what to do is said`, async () => {
    const { server, options } = await cluster();
    server.intercept((_, response) => {
      refuse(response, code, 'No', message);
      return true;
    });
    const { status, stderr } = await runCommandLine(['selects.yaml', ...options], { files });
    assert.equal(status, 2);
    assert.ok(stderr.includes(`: ${message}; ${advice}\n`), stderr);
  });
}

test('without a path the policies of the cluster are judged, or those of one namespace, each in its own lines', async () => {
  const { server, options } = await cluster();
  for (const [namespace, app] of [
    ['shop', 'wbe'],
    ['lab', 'web'],
  ] as const) {
    server.put('networkpolicies', {
      metadata: { name: 'from-web', namespace },
      spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ingress: [{}] },
    });
  }
  const { status, stdout, stderr } = await runCommandLine(['lint', ...options, '--show-level', 'warning']);
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^shop\/from-web\n\nwarning: podSelector app=wbe matches none of 1 pod in shop/m);
  assert.match(stdout, /at shop\/from-web:7:3 /);
  const report = async (...more: readonly string[]): Promise<number> =>
    JSON.parse((await runCommandLine(['lint', ...options, ...more, '--format', 'json'])).stdout).summary
      .policies;
  assert.deepEqual([await report(), await report('-n', 'lab')], [2, 1]);
  const astray = await runCommandLine(['lint', ...options, '-n', 'shpo']);
  assert.equal(astray.status, 2);
  assert.match(astray.stderr, /^netpol-lint: there is no namespace shpo in http:/);
  let busy = 2;
  server.intercept(({ resource }, response) => {
    if (resource !== 'networkpolicies' || busy === 0) return false;
    busy -= 1;
    refuse(response, 429, 'TooManyRequests', 'busy', { 'retry-after': '0' });
    return true;
  });
  assert.equal(await report(), 2, 'a busy server is asked again');
});

test('the version of the API server decides how CIDRs are read, unless one is given', async () => {
  const { server, options } = await cluster();
  const refuses = async (argv: readonly string[]): Promise<boolean> =>
    (await findings(['loose.yaml', ...options, ...argv])).some(({ code }) => code === 'NP101');
  assert.equal(await refuses([]), true);
  assert.equal(await refuses(['--kubernetes-version', '1.35']), false);
  let version: object = { major: '1', minor: '35+' };
  server.intercept(({ path }, response) => {
    if (path === '/version') sendJson(response, 200, version);
    return path === '/version';
  });
  assert.equal(await refuses([]), false);
  assert.equal(await refuses(['--kubernetes-version', '1.36']), true);
  version = {};
  assert.equal(await refuses([]), true, 'a server that does not say is taken to be strict');
});

test('a person is told what is being read, a pipe is not', async () => {
  const { server, options } = await cluster();
  const { stderr } = await runCommandLine(['selects.yaml', ...options], { files, terminal: true });
  assert.equal(stderr, `reading ${server.url} …\n`);
});
