import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inventoryOf } from '../../../src/model/given.ts';
import { callersOf } from '../../../src/semantics/services/callers.ts';
import { callOf } from '../../../src/semantics/services/calls.ts';
import { weightOf } from '../../../src/semantics/services/call-weight.ts';

function pod(name: string, container: object): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels: { app: name } },
    spec: { containers: [container] },
  };
}

function policy(app: string, peers: number): object {
  const from = Array.from({ length: peers }, (_, index) => ({
    podSelector: { matchLabels: { app: `x${index}` } },
  }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${app}-${peers}`, namespace: 'shop' },
    spec: { podSelector: { matchLabels: { app } }, ingress: [{ from }] },
  };
}

function weightBeside(...policies: readonly object[]): number {
  const known = inventoryOf(
    [
      pod('web', { name: 'web', env: [{ name: 'DB_URL', value: 'postgres://db:5432' }] }),
      pod('db', { name: 'db', ports: [{ containerPort: 5432 }] }),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'db', namespace: 'shop' },
        spec: { selector: { app: 'db' }, ports: [{ port: 5432 }] },
      },
      ...policies,
    ],
    'default',
  );
  const service = known.services.get('shop', 'db');
  assert(service !== undefined);
  const [caller] = callersOf(service, known.pods);
  assert(caller !== undefined);
  const call = callOf(
    caller,
    service,
    known.pods.in('shop').filter(({ name }) => name === 'db'),
  );
  assert(call !== undefined);
  return weightOf(call, known);
}

test('a call counts for more connections where more peers are compared than people write', () => {
  assert.equal(weightBeside(), 1);
  assert.equal(weightBeside(policy('db', 150)), 1);
  assert.equal(weightBeside(policy('db', 150), policy('db', 100)), 2);
  assert.equal(weightBeside(policy('db', 2000)), 11);
});

test('policies for other pods are not compared, those for no pod are', () => {
  assert.equal(weightBeside(policy('web', 2000)), 1);
  assert.equal(weightBeside(policy('gone', 2000)), 11);
});
