import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { connect as dial, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { selfSigned } from '../../src/certificates/self-signed.ts';
import { connect, type Connection } from '../../src/cluster/connection.ts';
import type { ConnectionSource } from '../../src/cluster/connection-source.ts';
import { serverVersion } from '../../src/cluster/server-version.ts';
import { connectTo, temporaryDirectory, writeKubeconfig } from '../support/connection.ts';
import { refuse, startListWatchServer, type ListWatchServer } from '../support/list-watch-server.ts';
import { until } from '../support/until.ts';

const user = { token: 't' };

const newPair = () =>
  selfSigned({
    commonName: 'kubernetes',
    names: ['127.0.0.1'],
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
  });

async function started(...pair: Parameters<typeof startListWatchServer>): Promise<ListWatchServer> {
  const server = await startListWatchServer(...pair);
  after(() => server.stop());
  return server;
}

async function connected(source: ConnectionSource): Promise<Connection> {
  const result = await connect(source);
  assert.ok('connection' in result, JSON.stringify(result));
  after(() => result.connection.close());
  return result.connection;
}

function serviceAccount(server: ListWatchServer, certificate: string, token: string) {
  const directory = temporaryDirectory();
  const write = (files: { readonly ca?: string; readonly token?: string }): void => {
    if (files.ca !== undefined) writeFileSync(join(directory, 'ca.crt'), files.ca);
    if (files.token !== undefined) writeFileSync(join(directory, 'token'), `${files.token}\n`);
  };
  write({ ca: certificate, token });
  return { source: { kind: 'service-account', server: server.url, directory } as const, write };
}

/** Lets in who shows this token, and nobody else. */
function admitOnly(server: ListWatchServer, token: string): void {
  server.intercept((request, response) => {
    if (request.authorization === `Bearer ${token}`) return false;
    refuse(response, 401, 'Unauthorized', 'Unauthorized');
    return true;
  });
}

test('a pod speaks with the token and the certificates of its service account', async () => {
  const pair = newPair();
  const server = await started(pair);
  admitOnly(server, 'first');
  const { source } = serviceAccount(server, pair.certificate, 'first');
  assert.deepEqual(await serverVersion(await connected(source)), { major: 1, minor: 36 });
});

test('a token that is refused is read again and tried once more', async () => {
  const pair = newPair();
  const server = await started(pair);
  const { source, write } = serviceAccount(server, pair.certificate, 'first');
  const connection = await connected(source);
  admitOnly(server, 'first');
  await serverVersion(connection);
  write({ token: 'second' });
  admitOnly(server, 'second');
  assert.deepEqual(await serverVersion(connection), { major: 1, minor: 36 });
  admitOnly(server, 'third');
  const before = server.requests.length;
  assert.deepEqual(await serverVersion(connection), {
    failure: { reason: 'unauthorized', message: 'Unauthorized' },
  });
  assert.equal(server.requests.length - before, 2);
});

test('certificates are read again, so a server with a new one is trusted once the file has it', async () => {
  const [old, renewed] = [newPair(), newPair()];
  const server = await started(renewed);
  const { source, write } = serviceAccount(server, old.certificate, 'first');
  const connection = await connected(source);
  const untrusted = await serverVersion(connection);
  assert.ok('failure' in untrusted && untrusted.failure.reason === 'connection');
  assert.equal(server.requests.length, 0);
  write({ ca: renewed.certificate });
  assert.deepEqual(await serverVersion(connection), { major: 1, minor: 36 });
});

test('one request after the other goes through one connection', async () => {
  const server = await started(newPair());
  const file = writeKubeconfig(
    temporaryDirectory(),
    { server: server.url, 'insecure-skip-tls-verify': true },
    { username: 'ann', password: 'secret' },
  );
  const connection = await connected({ kind: 'kubeconfig', files: [file] });
  for (let request = 0; request < 10; request += 1) await serverVersion(connection);
  assert.equal(server.requests.length, 10);
  assert.equal(server.connections(), 1);
  assert.equal(server.requests[0]?.authorization, `Basic ${Buffer.from('ann:secret').toString('base64')}`);
});

test('tokenFile of a kubeconfig is found beside it, and read again', async () => {
  const server = await started();
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'token'), 'first\n');
  const cluster = { server: `${server.url}/`, 'insecure-skip-tls-verify': true };
  const file = writeKubeconfig(directory, cluster, { tokenFile: 'token', token: 'never used' });
  const connection = await connected({ kind: 'kubeconfig', files: [file] });
  admitOnly(server, 'first');
  assert.ok('major' in (await serverVersion(connection)));
  writeFileSync(join(directory, 'token'), 'second\n');
  admitOnly(server, 'second');
  assert.ok('major' in (await serverVersion(connection)));
});

test('an exec plugin gives the token, and is asked again when the token is refused', async () => {
  const server = await started();
  const directory = temporaryDirectory();
  const answer = join(directory, 'credential.json');
  const give = (token: string): void =>
    writeFileSync(answer, JSON.stringify({ kind: 'ExecCredential', status: { token } }));
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'cat', args: [answer] };
  give('first');
  const connection = await connectTo(server.url, { exec });
  admitOnly(server, 'first');
  assert.ok('major' in (await serverVersion(connection)));
  give('second');
  admitOnly(server, 'second');
  assert.ok('major' in (await serverVersion(connection)));
});

const version = 'client.authentication.k8s.io/v1';

test('requests that come together ask the plugin once, and again when what it gave has expired', async () => {
  const server = await started();
  const directory = temporaryDirectory();
  const [asked, released] = [join(directory, 'asked'), join(directory, 'released')];
  const counting = async (expires: string): Promise<number> => {
    const status = JSON.stringify({ status: { token: 't', expirationTimestamp: expires } });
    writeFileSync(asked, '');
    rmSync(released, { force: true });
    const wait = `until [ -e '${released}' ]; do sleep 0.01; done`;
    const script = `echo "$KUBERNETES_EXEC_INFO" >>'${asked}'; ${wait}; echo '${status}'`;
    const exec = { apiVersion: version, command: 'sh', args: ['-c', script], interactiveMode: 'Never' };
    const connection = await connectTo(server.url, { exec });
    const answers = Promise.all(Array.from({ length: 5 }, () => serverVersion(connection)));
    await until('the plugin is asked', () => readFileSync(asked, 'utf8') !== '');
    writeFileSync(released, '');
    await answers;
    assert.ok('major' in (await serverVersion(connection)));
    return readFileSync(asked, 'utf8').trim().split('\n').length;
  };
  assert.equal(await counting('2999-01-01T00:00:00Z'), 1);
  const wanted = { apiVersion: version, kind: 'ExecCredential', spec: { interactive: false } };
  assert.deepEqual(JSON.parse(readFileSync(asked, 'utf8')), wanted);
  assert.equal(await counting('2020-01-01T00:00:00Z'), 2);
});

test('a plugin named by a path is looked for beside the kubeconfig, and may give a certificate', async () => {
  const server = await started();
  const directory = temporaryDirectory();
  const status = JSON.stringify({ status: { clientCertificateData: 'c', clientKeyData: 'k' } });
  writeFileSync(join(directory, 'plugin'), `#!/bin/sh\necho '${status}'\n`, { mode: 0o700 });
  const cluster = { server: server.url, 'insecure-skip-tls-verify': true };
  const exec = { apiVersion: version, command: './plugin' };
  const file = writeKubeconfig(directory, cluster, { exec });
  assert.ok('major' in (await serverVersion(await connected({ kind: 'kubeconfig', files: [file] }))));
});

test('a plugin that fails is a failure, not a crash', async () => {
  const server = await started();
  const exec = { apiVersion: version, command: '/nonexistent/plugin', installHint: 'Get it from ours.' };
  assert.deepEqual(await serverVersion(await connectTo(server.url, { exec })), {
    failure: {
      reason: 'credentials',
      message:
        'no credentials from /nonexistent/plugin: it is not installed, or not in PATH; Get it from ours.',
    },
  });
});

for (const [what, script, message] of [
  ['fails', 'echo log in first >&2; exit 1', 'no credentials from sh: log in first'],
  ['fails without a word', 'exit 1', 'no credentials from sh: it ended with status 1'],
  ['gives nothing', 'echo "{}"', 'sh gives neither a token nor a certificate'],
  ['prints a bare token', 'echo eyJhbGciOiJub25lIn0', 'sh gives credentials that are not JSON'],
] as const) {
  test(`a plugin that ${what} is told of, its answer is not`, async () => {
    const server = await started();
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'sh', args: ['-c', script] };
    const answer = await serverVersion(await connectTo(server.url, { exec }));
    assert.deepEqual(answer, { failure: { reason: 'credentials', message } });
  });
}

const cluster = (name: string, server: string) => ({ name, cluster: { server } });

test('a plugin that does not come to an end is given up', async () => {
  const server = await started();
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'sleep', args: ['2'] };
  const connection = await connectTo(server.url, { exec });
  const { signal } = new AbortController();
  const opened = await connection.open('/version', { answer: 20, silence: 20, signal });
  assert.ok('failure' in opened && opened.failure.reason === 'credentials');
});

test('what was stopped before it began does not wait for a plugin', async () => {
  const server = await started();
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'sleep', args: ['60'] };
  const connection = await connectTo(server.url, { exec });
  const patience = { answer: 60_000, silence: 60_000, signal: AbortSignal.abort() };
  const opened = await connection.open('/version', patience);
  assert.ok('failure' in opened && opened.failure.reason === 'stopped');
  assert.equal(server.requests.length, 0);
});

test('requests go through the proxy that the kubeconfig names', async () => {
  const pair = newPair();
  const server = await started(pair);
  const tunnels: string[] = [];
  const proxy = createProxy().on('connect', (request, client: Socket) => {
    tunnels.push(request.url ?? '');
    client.write('HTTP/1.1 200 OK\r\n\r\n');
    const upstream = dial(server.port, '127.0.0.1');
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
  after(() => proxy.close());
  const { port } = proxy.address() as AddressInfo;
  const file = writeKubeconfig(
    temporaryDirectory(),
    {
      server: server.url,
      'certificate-authority-data': Buffer.from(pair.certificate).toString('base64'),
      'proxy-url': `http://127.0.0.1:${port}`,
    },
    user,
  );
  const connection = await connected({ kind: 'kubeconfig', files: [file] });
  assert.deepEqual(await serverVersion(connection), { major: 1, minor: 36 });
  assert.deepEqual(tunnels, [`127.0.0.1:${server.port}`]);
});

test('a signal that lives long gathers no listeners', async () => {
  const server = await started();
  const connection = await connectTo(server.url);
  const { signal } = new AbortController();
  for (let request = 0; request < 5; request += 1) await serverVersion(connection, signal);
  await until('the last exchange is over', () => getEventListeners(signal, 'abort').length === 0);
});

test('the context can be chosen, and of two files the first wins', async () => {
  const directory = temporaryDirectory();
  const write = (name: string, content: object): string => {
    const file = join(directory, name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  };
  const first = write('first', {
    clusters: [cluster('a', 'https://first.example')],
    users: [{ name: 'u', user: { token: 't' } }],
  });
  const second = write('second', {
    'current-context': 'one',
    contexts: [
      { name: 'one', context: { cluster: 'a', user: 'u', namespace: 'shop' } },
      { name: 'two', context: { cluster: 'b', user: 'u' } },
    ],
    clusters: [cluster('a', 'https://second.example'), cluster('b', 'https://other.example')],
  });
  const usual = await connected({ kind: 'kubeconfig', files: [first, second] });
  assert.deepEqual([usual.server, usual.namespace], ['https://first.example', 'shop']);
  const chosen = await connected({ kind: 'kubeconfig', files: [first, second], context: 'two' });
  assert.deepEqual([chosen.server, chosen.namespace], ['https://other.example', 'default']);
});

const unusable = [
  { what: 'text that is no YAML', text: 'token: [secret', message: /^[^\n]+kubeconfig: [^\n]*\(\d+:\d+\)$/ },
  { what: 'no context', content: {}, message: /no current context/ },
  { what: 'text that is no mapping', content: ['a'], message: /not a kubeconfig/ },
  { what: 'an unknown context', content: { 'current-context': 'lost' }, message: /no context lost/ },
  { what: 'a server that is no URL', cluster: { server: 'nowhere' }, message: /no address/ },
  { what: 'a server without TLS', cluster: { server: 'http://localhost:8080' }, message: /not https/ },
  { what: 'a cluster without a server', cluster: {}, message: /server is missing/ },
];
for (const { what, content, text, cluster, message } of unusable) {
  test(`a kubeconfig with ${what} is refused with the reason`, async () => {
    const directory = temporaryDirectory();
    const file = writeKubeconfig(directory, cluster ?? {}, user);
    if (content !== undefined || text !== undefined) writeFileSync(file, text ?? JSON.stringify(content));
    const result = await connect({ kind: 'kubeconfig', files: [file] });
    assert.ok('failure' in result && result.failure.reason === 'credentials');
    assert.match(result.failure.message, message);
  });
}

test('a server that is not there is a failure that says so', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => void closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => void closed.close(resolve));
  const answer = await serverVersion(await connectTo(`http://127.0.0.1:${port}`));
  assert.ok('failure' in answer && answer.failure.reason === 'connection');
  assert.match(answer.failure.message, /ECONNREFUSED/);
});

test('a server that takes the connection and says nothing is given up', async () => {
  const server = await started();
  server.intercept(() => true);
  const connection = await connectTo(server.url);
  const { signal } = new AbortController();
  const opened = await connection.open('/version', { answer: 20, silence: 20, signal });
  assert.ok('failure' in opened && opened.failure.reason === 'silent');
});
