import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { buildServer, type ServerParts } from '../../src/server/build-server.ts';
import { admissionReview, applied, storedPolicy } from '../support/admission-reviews.ts';
import { keptLog, serverParts } from '../support/server-parts.ts';

interface Answered {
  readonly status: number;
  readonly body: {
    readonly [member: string]: unknown;
    readonly response?: Readonly<Record<string, unknown>>;
  };
}

async function serve(
  changes: Partial<ServerParts> = {},
): Promise<{ app: FastifyInstance; parts: ServerParts }> {
  const parts = serverParts(changes);
  const { app } = await buildServer(parts);
  return { app, parts };
}

async function post(
  app: FastifyInstance,
  payload: string | object,
  query = '?timeout=3s',
): Promise<Answered> {
  const answer = await app.inject({
    method: 'POST',
    url: `/validate${query}`,
    headers: { 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const sound = storedPolicy({
  podSelector: { matchLabels: { app: 'api' } },
  ingress: [{ ports: [{ port: 80, protocol: 'TCP' }] }],
});
const unmatched = storedPolicy({ podSelector: { matchLabels: { app: 'apii' } } });
const misspelt = storedPolicy(
  { podSelector: {} },
  {
    annotations: applied({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'api', namespace: 'shop' },
      spec: { podSelector: { matchLabel: { app: 'api' } } },
    }),
  },
);

test('every verdict is an HTTP 200 with the uid of the request', async () => {
  const { app } = await serve();
  for (const [object, allowed] of [
    [sound, true],
    [unmatched, true],
    [misspelt, false],
  ] as const) {
    const { status, body } = await post(app, admissionReview({ object }));
    assert.equal(status, 200);
    assert.equal(body['kind'], 'AdmissionReview');
    assert.equal(body.response?.['uid'], admissionReview({}).request['uid']);
    assert.equal(body.response?.['allowed'], allowed);
  }
});

const malformed: readonly [string, string, string][] = [
  ['no JSON', '{"apiVersion":', ''],
  ['an empty body', '', ''],
  ['a list', '[]', ''],
  ['null', 'null', ''],
  ['no request', '{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"}', '/request'],
  ['no uid', JSON.stringify(admissionReview({ uid: undefined })), '/request/uid'],
];

for (const [what, payload, path] of malformed)
  test(`what is no review gets a 400 that says where: ${what}`, async () => {
    const { app } = await serve();
    const { status, body } = await post(app, payload);
    assert.equal(status, 400);
    assert.equal(body['error'], 'malformed-review');
    assert.equal(body['path'], path);
    assert.match(String(body['message']), /expected /);
  });

test('keys that look like an attack are data, not a way around the webhook', async () => {
  const { app } = await serve();
  const text = JSON.stringify(admissionReview({ object: unmatched }));
  for (const extra of ['"__proto__":{"a":1}', '"constructor":{"prototype":{"a":1}}']) {
    const payload = text.replace('"userInfo":{', `"userInfo":{"extra":{${extra}},`);
    assert.notEqual(payload, text);
    const { status, body } = await post(app, payload);
    assert.equal(status, 200);
    assert.match(String(body.response?.['warnings']), /NP401/);
  }
});

test('a review of 7 MiB is read and one of 9 MiB is not', async () => {
  const { app } = await serve();
  const padded = (bytes: number): object =>
    admissionReview({ object: { ...sound, padding: 'x'.repeat(bytes) } });
  assert.equal((await post(app, padded(7 * 2 ** 20))).status, 200);
  const { status, body } = await post(app, padded(9 * 2 ** 20));
  assert.deepEqual([status, body['error']], [413, 'body-too-large']);
});

test('what is not JSON by its own word is refused', async () => {
  const { app } = await serve();
  const answer = await app.inject({
    method: 'POST',
    url: '/validate',
    headers: { 'content-type': 'application/xml' },
    payload: '<review/>',
  });
  assert.deepEqual([answer.statusCode, answer.json().error], [415, 'unsupported-media-type']);
});

test('a call whose time is over is not judged any more, and counted', async () => {
  const { app, parts } = await serve({ review: () => assert.fail('judged') });
  const answer = await app.inject({
    method: 'POST',
    url: '/validate?timeout=300ms',
    headers: { 'content-type': 'application/json' },
    payload: admissionReview({}),
  });
  assert.equal(answer.statusCode, 503);
  assert.equal(answer.headers['retry-after'], '1');
  assert.equal((await parts.metrics.deadlineExceeded.get()).values[0]?.value, 1);
  const [shed] = (await parts.metrics.shed.get()).values;
  assert.deepEqual([shed?.labels, shed?.value], [{ face: 'validate', reason: 'deadline' }, 1]);
});

test('a budget that makes no sense does not shorten the time', async () => {
  const { app } = await serve();
  for (const query of [
    '',
    '?timeout=',
    '?timeout=soon',
    '?timeout=-1s',
    '?timeout=99999s',
    '?timeout=1s&timeout=2s',
  ])
    assert.equal((await post(app, admissionReview({ object: sound }), query)).status, 200, query);
});

test('a defect of the reviewer is a call failure without details', async () => {
  const { app } = await serve({
    review: () => {
      throw new Error('secret path');
    },
  });
  const { status, body } = await post(app, admissionReview({}));
  assert.deepEqual([status, body], [500, { error: 'failed', message: 'the review failed, see the log' }]);
});

test('after known requests every metric has its known value', async () => {
  const { app, parts } = await serve();
  for (let round = 0; round < 3; round += 1) await post(app, admissionReview({ object: sound }));
  for (let round = 0; round < 2; round += 1)
    await post(app, admissionReview({ object: unmatched, dryRun: true }));
  await post(app, admissionReview({ object: misspelt }));
  await post(app, admissionReview({ object: misspelt, userInfo: { username: 'root' } }));
  await post(app, admissionReview({ object: null, oldObject: sound, operation: 'DELETE' }));
  for (let round = 0; round < 4; round += 1) await post(app, '{}');

  const text = (await app.inject('/metrics')).body;
  const series = (name: string): Readonly<Record<string, number>> =>
    Object.fromEntries(
      text
        .split('\n')
        .filter((line) => line.startsWith(`netpol_lint_${name}{`) || line.startsWith(`netpol_lint_${name} `))
        .map((line) => [
          line.slice(`netpol_lint_${name}`.length, line.lastIndexOf(' ')),
          Number(line.slice(line.lastIndexOf(' '))),
        ]),
    );
  const request = (operation: string, decision: string, dryRun: string, code: number): string =>
    `{operation="${operation}",decision="${decision}",dry_run="${dryRun}",code="${code}"}`;
  assert.deepEqual(series('admission_requests_total'), {
    [request('CREATE', 'allowed', 'false', 200)]: 3,
    [request('CREATE', 'allowed', 'true', 200)]: 2,
    [request('CREATE', 'denied', 'false', 200)]: 1,
    [request('CREATE', 'exempt', 'false', 200)]: 1,
    [request('DELETE', 'allowed', 'false', 200)]: 1,
    [request('unknown', 'malformed', 'unknown', 400)]: 4,
  });
  assert.deepEqual(series('admission_duration_seconds_count'), {
    '{operation="CREATE"}': 7,
    '{operation="DELETE"}': 1,
  });
  assert.deepEqual(series('admission_body_bytes_count'), { '': 8 });
  assert.deepEqual(series('admission_in_flight'), { '': 0 });
  assert.deepEqual(series('rule_errors_total'), {});
  const findings = series('findings_total');
  assert.equal(findings['{rule="NP401",severity="warning",mode="warn"}'], 2);
  assert.equal(findings['{rule="NP401",severity="warning",mode="audit"}'], 2);
  assert.equal(findings['{rule="NP102",severity="error",mode="enforce"}'], 1);
  assert.deepEqual(series('admission_remembered_total'), { '': 3 });
  assert.equal(series('rule_duration_seconds_count')['{rule="NP401"}'], 3);
  assert.match(text, /^nodejs_eventloop_lag_seconds /m);
  assert.equal((await parts.metrics.shed.get()).values.length, 0);
});

test('a rule that fails is counted by its code', async () => {
  const { parts } = await serve();
  const [rule] = parts.ruleset.rules;
  assert.ok(rule);
  const { measured } = await import('../../src/server/measured-rule.ts');
  const broken = measured(
    {
      ...rule,
      code: 'NP999',
      check: () => {
        throw new Error('broken');
      },
    },
    parts.metrics,
  );
  assert.throws(() => [...broken.check({ operation: 'lint' } as never)], /broken/);
  assert.deepEqual((await parts.metrics.ruleErrors.get()).values, [{ labels: { rule: 'NP999' }, value: 1 }]);
});

test('one log line says who did what and what came of it, and nothing of the object', async () => {
  const { log, lines } = keptLog();
  const { app } = await serve({ log });
  const userInfo = { username: `mallory\n{"level":60}${'x'.repeat(400)}` };
  await post(app, admissionReview({ object: misspelt, userInfo }));
  assert.equal(lines.length, 1);
  const { time: _, pid: __, hostname: ___, milliseconds, user, reqId: ____, ...line } = lines[0] ?? {};
  assert.equal(typeof milliseconds, 'number');
  assert.match(String(user), /^mallory \{"level":60\}x+…$/);
  assert.deepEqual(line, {
    level: 30,
    uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
    operation: 'CREATE',
    kind: 'networking.k8s.io/v1/NetworkPolicy',
    namespace: 'shop',
    name: 'api',
    fieldManager: 'kubectl-client-side-apply',
    dryRun: false,
    decision: 'denied',
    denied: ['NP102'],
    warned: [],
    audited: ['NP102'],
    notEvaluated: [],
    msg: 'review',
  });
});

test('any body is answered with 200 or 400', async () => {
  const { app } = await serve();
  const bodies = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .tuple(
        fc.constantFrom('uid', 'object', 'oldObject', 'operation', 'userInfo', 'options'),
        fc.jsonValue(),
      )
      .map(([member, value]) => JSON.stringify(admissionReview({ [member]: value }))),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const { status, body: answer } = await post(app, body);
      assert.ok(status === 200 ? answer.response !== undefined : status === 400, `${status}`);
    }),
  );
});

test('a review that fails is a failed call, and the others of its turn are answered', async () => {
  const broken = storedPolicy({ podSelector: { matchLabels: { app: 'api' } } });
  const { parts } = await serve();
  const { app } = await buildServer({
    ...parts,
    review: (body) => {
      if (JSON.stringify(body).includes('no-such-operation')) throw new Error('a defect');
      return parts.review(body);
    },
  });
  const review = admissionReview({ object: broken });
  const [good, bad, alsoGood] = await Promise.all([
    post(app, review),
    post(app, { ...review, kind: 'no-such-operation' }),
    post(app, review),
  ]);
  assert.deepEqual([good.status, bad.status, alsoGood.status], [200, 500, 200]);
  assert.equal(bad.body['message'], 'the review failed, see the log');
});
