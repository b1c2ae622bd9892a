import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { catalog } from '../../src/rules/index.ts';
import { buildServer } from '../../src/server/build-server.ts';
import { limitBodies } from '../../src/server/body-budget.ts';
import { deadlineOf } from '../../src/server/deadline.ts';
import type { Face } from '../../src/server/face.ts';
import { groupFaces } from '../../src/server/group-faces.ts';
import { measureInventory } from '../../src/server/inventory-metrics.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { readinessOf } from '../../src/server/readiness.ts';
import { serverParts } from '../support/server-parts.ts';
import { until } from '../support/until.ts';

const addresses: readonly [Face, 'GET' | 'POST', string][] = [
  ['validate', 'POST', '/validate'],
  ['lint', 'POST', '/v1/lint'],
  ['lint', 'GET', '/v1/rules'],
  ['lint', 'GET', '/openapi.json'],
  ['probes', 'GET', '/livez'],
  ['probes', 'GET', '/readyz'],
  ['metrics', 'GET', '/metrics'],
];

for (const face of ['validate', 'lint', 'probes', 'metrics'] as const)
  test(`a listener for ${face} serves that and nothing else`, async () => {
    const { app } = await buildServer(serverParts({ faces: [face] }));
    for (const [owner, method, url] of addresses) {
      const { statusCode, body } = await app.inject({ method, url });
      assert.equal(statusCode === 404, owner !== face, `${url} ${statusCode}`);
      if (owner !== face) assert.equal((JSON.parse(body) as { error: string }).error, 'not-found');
    }
  });

test('every rule is listed, and found by code or name', async () => {
  const parts = serverParts();
  const ruleset = {
    rules: catalog,
    settings: new Map([['NP201', { severity: 'error', deny: true }]] as const),
  };
  const { app } = await buildServer({ ...parts, ruleset });
  const { rules } = (await app.inject('/v1/rules')).json<{ rules: { code: string }[] }>();
  assert.deepEqual(
    rules.map(({ code }) => code),
    catalog.map(({ code }) => code),
  );
  for (const wanted of ['NP201', 'np201', 'split-peer']) {
    const rule = (await app.inject(`/v1/rules/${wanted}`)).json();
    assert.deepEqual([rule.code, rule.severity, rule.admission], ['NP201', 'error', 'deny']);
  }
  const unknown = await app.inject('/v1/rules/NP000');
  assert.deepEqual([unknown.statusCode, unknown.json().error], [404, 'unknown-rule']);
});

test('a method that a path does not take is told those that it does', async () => {
  const { app } = await buildServer(serverParts());
  const cases = [
    ['GET', '/v1/lint?format=json', 405, 'POST'],
    ['POST', '/v1/rules/NP201', 405, 'GET, HEAD'],
    ['DELETE', '/validate', 405, 'POST'],
    ['GET', '/v1/lints', 404, undefined],
  ] as const;
  for (const [method, url, status, allow] of cases) {
    const answer = await app.inject({ method, url });
    assert.deepEqual([answer.statusCode, answer.headers.allow], [status, allow], url);
  }
});

test('the interface is described as it is', async () => {
  const { app } = await buildServer(serverParts());
  const { openapi, info, paths, components } = (await app.inject('/openapi.json')).json();
  assert.deepEqual([openapi, info.version], ['3.1.0', '1.2.3']);
  assert.deepEqual(Object.keys(paths).sort(), [
    '/livez',
    '/metrics',
    '/readyz',
    '/v1/lint',
    '/v1/rules',
    '/v1/rules/{rule}',
    '/v1/why',
    '/validate',
  ]);
  assert.deepEqual(Object.keys(paths['/v1/lint'].post.responses['200'].content), [
    'application/json',
    'text/plain',
    'application/sarif+json',
  ]);
  const { schema: report } = paths['/v1/lint'].post.responses['200'].content['application/json'];
  assert.equal(report.$ref, '#/components/schemas/report');
  const references = JSON.stringify(components).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  for (const [, name = ''] of references) assert.ok(name in components.schemas, name);
  const { schema } = paths['/validate'].post.requestBody.content['application/json'];
  assert.deepEqual(schema.required, ['apiVersion', 'kind', 'request']);
});

test('alive always, ready while it should get calls', async () => {
  const { app } = await buildServer(
    serverParts({ isReady: () => ({ ready: false, reason: 'shutting down' }) }),
  );
  assert.equal((await app.inject('/livez')).statusCode, 200);
  const readyz = await app.inject('/readyz');
  assert.deepEqual([readyz.statusCode, readyz.body], [503, 'not ready: shutting down\n']);
  const { app: ready } = await buildServer(serverParts());
  assert.equal((await ready.inject('/readyz')).statusCode, 200);
});

test('ready means not draining and an hour of certificate left', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const ready = (isDraining: boolean, notAfter: string): boolean =>
    readinessOf({ isDraining, notAfter: new Date(notAfter), now }).ready;
  assert.equal(ready(false, '2026-01-01T01:00:00Z'), true);
  assert.equal(ready(false, '2026-01-01T00:59:59Z'), false);
  assert.equal(ready(false, '2025-12-31T00:00:00Z'), false);
  assert.equal(ready(true, '2027-01-01T00:00:00Z'), false);
});

test('faces without a place of their own share that of admission', () => {
  const at = (port: number): { host: string; port: number } => ({ host: '::', port });
  assert.deepEqual(groupFaces({ admission: at(1), probes: 'shared', metrics: 'shared', lint: 'shared' }), [
    { address: at(1), faces: ['validate', 'lint', 'probes', 'metrics'], scheme: 'https' },
  ]);
  assert.deepEqual(groupFaces({ admission: at(1), probes: at(2), metrics: at(3), lint: 'off' }), [
    { address: at(1), faces: ['validate'], scheme: 'https' },
    { address: at(2), faces: ['probes'], scheme: 'http' },
    { address: at(3), faces: ['metrics'], scheme: 'http' },
  ]);
});

test('the time for an answer is what the API server waits, less a margin, and never long', () => {
  const cases: readonly [unknown, number][] = [
    ['2s', 1700],
    ['1500ms', 1200],
    ['0.5s', 200],
    ['10s', 2700],
    ['1m', 2700],
    ['300ms', 0],
    ['0s', 0],
    [undefined, 2700],
    ['', 2700],
    ['3', 2700],
    ['-3s', 2700],
    [['1s', '2s'], 2700],
    ['1e9s', 2700],
  ];
  for (const [timeout, milliseconds] of cases)
    assert.equal(deadlineOf(timeout), milliseconds, String(timeout));
});

test('bodies beyond the budget are turned away until others are done', async () => {
  const { default: fastify } = await import('fastify');
  const app = fastify();
  const { shed } = createMetrics();
  limitBodies(app, { face: 'lint', bytes: 100, undeclared: 80 }, shed);
  let release: (() => void) | undefined;
  app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
  app.post('/', (request, reply) => {
    const answer = (): void => void reply.send('done');
    if (request.url.endsWith('?wait')) release = answer;
    else answer();
  });
  const post = async (bytes: number, query = ''): Promise<number> =>
    (
      await app.inject({
        method: 'POST',
        url: `/${query}`,
        headers: { 'content-type': 'text/plain' },
        payload: 'x'.repeat(bytes),
      })
    ).statusCode;
  assert.equal(await post(1000), 200);
  const waiting = post(90, '?wait');
  await until('the first call waits', () => release !== undefined);
  assert.equal(await post(20), 503);
  assert.equal(await post(10), 200);
  release?.();
  assert.equal(await waiting, 200);
  assert.equal(await post(20), 200);
  assert.deepEqual((await shed.get()).values, [{ labels: { face: 'lint', reason: 'bytes' }, value: 1 }]);
});

test('the inventory is measured as it stands when asked', async () => {
  const { registry } = createMetrics();
  const pods = {
    freshness: 'unread',
    objects: 0,
    unreadable: 0,
    lastEvent: undefined as number | undefined,
    relists: 0,
    missed: 0,
    restarts: new Map<string, number>(),
  };
  let state = { pods };
  measureInventory(registry, () => state);
  const lines = async (): Promise<readonly string[]> =>
    (await registry.metrics()).split('\n').filter((line) => line.startsWith('netpol_lint_inventory_'));
  assert.deepEqual(await lines(), [
    'netpol_lint_inventory_synced{kind="pods"} 0',
    'netpol_lint_inventory_objects{kind="pods"} 0',
    'netpol_lint_inventory_unreadable_objects{kind="pods"} 0',
    'netpol_lint_inventory_relist_total{kind="pods"} 0',
    'netpol_lint_inventory_relist_divergence_total{kind="pods"} 0',
  ]);
  state = {
    pods: {
      ...pods,
      freshness: 'stale',
      objects: 7,
      lastEvent: 5000,
      relists: 2,
      missed: 1,
      restarts: new Map([['gone', 3]]),
    },
  };
  assert.deepEqual(await lines(), [
    'netpol_lint_inventory_synced{kind="pods"} 1',
    'netpol_lint_inventory_objects{kind="pods"} 7',
    'netpol_lint_inventory_unreadable_objects{kind="pods"} 0',
    'netpol_lint_inventory_last_event_timestamp_seconds{kind="pods"} 5',
    'netpol_lint_inventory_relist_total{kind="pods"} 2',
    'netpol_lint_inventory_relist_divergence_total{kind="pods"} 1',
    'netpol_lint_inventory_watch_restarts_total{kind="pods",reason="gone"} 3',
  ]);
  // promlint: a name that ends in _total is a counter's.
  const own = [...(await registry.metrics()).matchAll(/^# TYPE (netpol_lint_\w+_total) (\w+)$/gm)];
  assert.ok(own.length > 5);
  for (const [line, , type] of own) assert.equal(type, 'counter', line);
});

test('the metrics that are to be watched are there', async () => {
  const { registry } = createMetrics();
  measureInventory(registry, () => ({}));
  const watched = readFileSync('docs/configuration.md', 'utf8').match(/netpol_lint_\w+/g) ?? [];
  assert.ok(watched.length > 4);
  for (const name of watched) assert.ok(registry.getSingleMetric(name), name);
});
