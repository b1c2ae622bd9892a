import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect as connectTcp } from 'node:net';
import { after, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { loopbackPair } from '../../src/certificates/loopback.ts';
import type { CertificatePair } from '../../src/certificates/pair.ts';
import { buildServer, type BuiltServer } from '../../src/server/build-server.ts';
import { createDrain, type Drain } from '../../src/server/drain.ts';
import { admissionReview } from '../support/admission-reviews.ts';
import { serverParts } from '../support/server-parts.ts';
import { until } from '../support/until.ts';

interface Running extends BuiltServer {
  readonly port: number;
  readonly drain: Drain;
}

const running: Running[] = [];
after(async () => {
  for (const { app } of running) await app.close();
});

async function start(certificate: CertificatePair): Promise<Running> {
  const drain = createDrain();
  const server = await buildServer(serverParts({ certificate, isDraining: drain.isDraining }));
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const started = { ...server, drain, port: (server.app.server.address() as AddressInfo).port };
  running.push(started);
  return started;
}

async function handshake(port: number, pair: CertificatePair, options: object = {}): Promise<TLSSocket> {
  const socket = connect({
    port,
    host: '127.0.0.1',
    servername: 'localhost',
    ca: pair.certificate,
    ...options,
  });
  await once(socket, 'secureConnect');
  return socket;
}

/** The first line and the headers of an answer to a request on this connection. */
async function ask(socket: TLSSocket): Promise<string> {
  socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return answer.toString();
}

function serialOf(socket: TLSSocket): string {
  return socket.getPeerCertificate().serialNumber;
}

test('a new certificate serves new connections and ends the old ones after their next answer', async () => {
  const first = loopbackPair();
  const second = loopbackPair();
  const { port, useCertificate } = await start(first);
  const old = await handshake(port, first);
  assert.match(await ask(old), /^HTTP\/1\.1 200 [^]*connection: keep-alive/i);

  useCertificate(second);
  const fresh = await handshake(port, second);
  assert.equal(serialOf(fresh), new X509Certificate(second.certificate).serialNumber);
  assert.equal(serialOf(old), new X509Certificate(first.certificate).serialNumber);
  const ended = once(old, 'close');
  assert.match(await ask(old), /^HTTP\/1\.1 200 [^]*connection: close/i);
  await ended;
  assert.match(await ask(fresh), /^HTTP\/1\.1 200 [^]*connection: keep-alive/i);
  fresh.destroy();
});

test('the first certificate is trusted by itself and no older protocol is spoken, before and after a swap', async () => {
  const first = loopbackPair();
  const { port, useCertificate } = await start(first);
  const second = loopbackPair();
  for (const pair of [first, second]) {
    if (pair === second) useCertificate(second);
    const modern = await handshake(port, pair, { ALPNProtocols: ['h2', 'http/1.1'] });
    assert.deepEqual([modern.getProtocol(), modern.alpnProtocol], ['TLSv1.3', 'http/1.1']);
    modern.destroy();
    const common = await handshake(port, pair, { maxVersion: 'TLSv1.2' });
    assert.equal(common.getProtocol(), 'TLSv1.2');
    common.destroy();
    const outdated = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    await assert.rejects(handshake(port, pair, outdated));
    await assert.rejects(handshake(port, pair, { ALPNProtocols: ['h2'] }));
  }
});

test('what is no TLS at all does not keep others from being served', async () => {
  const pair = loopbackPair();
  const { port } = await start(pair);
  const odd = connectTcp(port, '127.0.0.1');
  odd.on('error', () => undefined);
  odd.end('GET / HTTP/1.1\r\n\r\n');
  const silent = connectTcp(port, '127.0.0.1');
  const socket = await handshake(port, pair);
  assert.match(await ask(socket), /^HTTP\/1\.1 200 /);
  for (const each of [odd, silent, socket]) each.destroy();
});

interface Pool {
  readonly agent: Agent;
  /** How many connections lead to a port. */
  readonly connectionsTo: (port: number) => number;
}

/**
 * Dials as an API server does: connections are kept by name, and new ones go wherever the name leads at that moment.
 * Those that wait are used in turn, so that each of them is soon told to close.
 */
function poolTo(endpoint: () => number, pair: CertificatePair): Pool {
  const agent = new Agent({ keepAlive: true, maxSockets: 8, scheduling: 'fifo' });
  const open: number[] = [];
  agent.createConnection = () => {
    const port = endpoint();
    open.push(port);
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: pair.certificate });
    return socket.on('close', () => void open.splice(open.indexOf(port), 1));
  };
  return { agent, connectionsTo: (port) => open.filter((each) => each === port).length };
}

async function post(agent: Agent): Promise<number> {
  const call = request({
    agent,
    method: 'POST',
    path: '/validate?timeout=3s',
    headers: { 'content-type': 'application/json' },
  });
  call.end(JSON.stringify(admissionReview({})));
  const [answer] = (await once(call, 'response')) as [
    NodeJS.ReadableStream & { readonly statusCode?: number },
  ];
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode ?? 0;
}

test('no call is lost while one replica drains and another takes over', async () => {
  const pair = loopbackPair();
  const leaving = await start(pair);
  const staying = await start(pair);
  let endpoint = leaving.port;
  const { agent, connectionsTo } = poolTo(() => endpoint, pair);
  const outcomes: (number | string)[] = [];
  const over = new AbortController();
  const client = async (): Promise<void> => {
    while (!over.signal.aborted) {
      outcomes.push(await post(agent).catch((error: unknown) => String(error)));
      await turn();
    }
  };
  const clients = Array.from({ length: 8 }, client);
  const moreAnswers = async (): Promise<void> => {
    const before = outcomes.length;
    await until('calls are answered', () => outcomes.length >= before + 50);
  };
  await moreAnswers();

  const noticed = Promise.withResolvers<void>();
  const exited = new Promise<number>((exit) => {
    leaving.drain.onSignal({
      delay: () => noticed.promise,
      closeMilliseconds: 60_000,
      close: () => leaving.app.close(),
      exit,
    });
  });
  assert.ok(leaving.drain.isDraining());
  await moreAnswers();
  endpoint = staying.port;
  await until('nobody is connected to the one that leaves', () => connectionsTo(leaving.port) === 0);
  noticed.resolve();
  assert.equal(await exited, 0);
  await moreAnswers();
  over.abort();
  await Promise.all(clients);
  agent.destroy();

  assert.deepEqual(
    outcomes.filter((outcome) => outcome !== 200),
    [],
  );
  assert.equal(leaving.app.server.listening, false);
});

test('a second signal ends the process at once, and so does closing that never comes to an end', async () => {
  const statuses: number[] = [];
  const exit = (status: number): void => void statuses.push(status);
  const endless = new Promise<never>(() => undefined);
  const impatient = createDrain();
  const given = { delay: async () => undefined, closeMilliseconds: 60_000, close: () => endless, exit };
  impatient.onSignal({ ...given, closeMilliseconds: 1 });
  await until('closing was given up', () => statuses.length > 0);
  assert.deepEqual(statuses, [1]);
  impatient.onSignal(given);
  assert.deepEqual(statuses, [1, 1]);
  const failing = createDrain();
  failing.onSignal({ ...given, close: () => Promise.reject(new Error('closed')) });
  await until('closing has failed', () => statuses.length > 2);
  assert.deepEqual(statuses, [1, 1, 1]);
});
