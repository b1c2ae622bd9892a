import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { findConnectionSource } from '../../src/cluster/connection-source.ts';
import { temporaryDirectory } from '../support/connection.ts';

const home = temporaryDirectory();
const pod = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
mkdirSync(join(home, 'mounted'));
const serviceAccountDirectory = join(home, 'mounted');

function write(name: string): string {
  const file = join(home, name);
  writeFileSync(file, '{}');
  return file;
}

test('nothing configured is a failure in words, never an address that nobody gave', () => {
  const found = findConnectionSource({ environment: { HOME: home }, serviceAccountDirectory });
  assert.ok('failure' in found);
  assert.match(found.failure.message, /no cluster is configured/);
});

test('a pod without a mounted token is a failure that says where it was looked for', () => {
  const found = findConnectionSource({ environment: pod, serviceAccountDirectory });
  assert.ok('failure' in found);
  assert.match(found.failure.message, /no service account token at .*mounted/);
});

test('in a pod the service account is used', () => {
  write('mounted/token');
  assert.deepEqual(findConnectionSource({ environment: { ...pod, HOME: home }, serviceAccountDirectory }), {
    source: { kind: 'service-account', server: 'https://[fd00::1]:443', directory: serviceAccountDirectory },
  });
});

test('~/.kube/config comes before the service account', () => {
  mkdirSync(join(home, '.kube'));
  const file = write('.kube/config');
  assert.deepEqual(findConnectionSource({ environment: { ...pod, HOME: home }, serviceAccountDirectory }), {
    source: { kind: 'kubeconfig', files: [file] },
  });
});

test('KUBECONFIG comes before ~/.kube/config, with those of its files that exist', () => {
  const [a, b] = [write('a'), write('b')];
  const environment = { HOME: home, KUBECONFIG: ['', a, join(home, 'missing'), b].join(delimiter) };
  assert.deepEqual(findConnectionSource({ environment, context: 'production' }), {
    source: { kind: 'kubeconfig', files: [a, b], context: 'production' },
  });
});

test('a file that was asked for is the only one tried', () => {
  const missing = join(home, 'missing');
  const found = findConnectionSource({
    kubeconfig: missing,
    environment: { HOME: home, KUBECONFIG: write('a') },
  });
  assert.ok('failure' in found);
  assert.equal(found.failure.message, `no kubeconfig at ${missing}`);
});
