import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { connect, type Connection } from '../../src/cluster/connection.ts';

/** An empty folder that is removed after the tests of the file. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'netpol-lint-'));
  after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Writes a kubeconfig with one context, called `test`; `cluster` and `user` are what stands in those entries. */
export function writeKubeconfig(directory: string, cluster: object, user: object): string {
  const file = join(directory, 'kubeconfig');
  const content = {
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test', namespace: 'shop' } }],
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'test', user }],
  };
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** A connection without TLS to a server on loopback, closed after the tests of the file. */
export async function connectTo(url: string, user: object = { token: 'secret' }): Promise<Connection> {
  const cluster = { server: url, 'insecure-skip-tls-verify': true };
  const file = writeKubeconfig(temporaryDirectory(), cluster, user);
  const connected = await connect({ kind: 'kubeconfig', files: [file] });
  assert.ok('connection' in connected);
  after(() => connected.connection.close());
  return connected.connection;
}
