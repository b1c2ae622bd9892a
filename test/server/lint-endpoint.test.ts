import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Report } from '../../src/lint/report.ts';
import { buildServer, type ServerParts } from '../../src/server/build-server.ts';
import { serverParts } from '../support/server-parts.ts';
import { lintTexts } from '../support/lint-texts.ts';

async function serve(changes: Partial<ServerParts> = {}): Promise<FastifyInstance> {
  return (await buildServer(serverParts(changes))).app;
}

interface Lint {
  readonly query?: string;
  readonly headers?: InjectOptions['headers'];
}

async function lint(app: FastifyInstance, payload: string | Buffer, { query = '', headers }: Lint = {}) {
  return await app.inject({
    method: 'POST',
    url: `/v1/lint${query}`,
    headers: { 'content-type': 'application/yaml', ...headers },
    payload,
  });
}

interface JsonReport {
  readonly findings: readonly { code: string; object: { namespace: string }; location: { line: number } }[];
  readonly summary: Readonly<Record<string, number>>;
}

const wrong = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector:
    matchLabel: { app: api }
`;
const asJson = JSON.stringify({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { podSelector: { matchLabel: { app: 'api' } } },
});
const asList = `apiVersion: v1\nkind: List\nitems:\n- ${asJson}\n- ${asJson.replace('"api"', '"other"')}\n`;

const texts: readonly [string, string, number][] = [
  ['one object in YAML', wrong, 1],
  ['one object in JSON', asJson, 1],
  ['several documents', `${wrong}---\n${wrong.replace('name: api', 'name: other')}`, 2],
  ['a List', asList, 2],
  [
    'objects that are no policies beside it',
    `kind: ConfigMap\napiVersion: v1\nmetadata: { name: x }\n---\n${wrong}`,
    1,
  ],
];

for (const [what, text, policies] of texts)
  test(`a report on ${what}`, async () => {
    const answer = await lint(await serve(), text);
    assert.equal(answer.statusCode, 200);
    assert.match(String(answer.headers['content-type']), /^application\/json/);
    const { findings, summary } = answer.json<JsonReport>();
    assert.equal(summary['policies'], policies);
    assert.equal(findings.filter(({ code }) => code === 'NP102').length, policies);
  });

for (const type of [
  'application/yaml',
  'text/yaml',
  'application/x-yaml',
  'text/plain; charset=utf-8',
  'application/json',
  'application/x-www-form-urlencoded',
  'TEXT/YAML',
])
  test(`a text may come as ${type}`, async () => {
    const answer = await lint(await serve(), asJson, { headers: { 'content-type': type } });
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.json<JsonReport>().findings[0]?.code, 'NP102');
  });

test('findings stand at their line', async () => {
  const { findings } = (await lint(await serve(), wrong)).json<JsonReport>();
  assert.equal(findings[0]?.location.line, 6);
});

test('the format is the one named, else the one accepted, else JSON', async () => {
  const app = await serve();
  const choices: readonly [Lint, RegExp][] = [
    [{}, /^application\/json/],
    [{ headers: { accept: '*/*' } }, /^application\/json/],
    [{ headers: { accept: 'text/plain' } }, /^text\/plain/],
    [{ headers: { accept: 'text/html, text/plain;q=0.9, */*' } }, /^text\/plain/],
    [{ headers: { accept: 'text/plain;q=0.1, application/json;q=0.9' } }, /^application\/json/],
    [{ headers: { accept: 'text/plain;q=0' } }, /^application\/json/],
    [{ headers: { accept: 'application/json' }, query: '?format=text' }, /^text\/plain/],
    [{ headers: { accept: 'application/sarif+json' } }, /^application\/sarif/],
    [{ headers: { accept: 'text/plain' }, query: '?format=json' }, /^application\/json/],
  ];
  for (const [choice, type] of choices)
    assert.match(String((await lint(app, wrong, choice)).headers['content-type']), type);
  assert.match((await lint(app, wrong, { query: '?format=text' })).body, /^error: unknown field .*\[NP102 /m);
});

const unmatched = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api }
spec: { podSelector: { matchLabels: { app: nobody } } }
`;
const pods = (app: string): string => `---
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: shop, labels: { app: ${app} } }
spec: { containers: [] }
`;

test('a policy is judged on top of the cluster, or by the objects of the request alone', async () => {
  const app = await serve();
  const codes = async (text: string, query: string): Promise<readonly string[]> =>
    (await lint(app, text, { query })).json<JsonReport>().findings.map(({ code }) => code);
  assert.ok((await codes(unmatched, '?namespace=shop')).includes('NP401'));
  assert.ok(!(await codes(unmatched, '?namespace=shop&context=request')).includes('NP401'));
  assert.ok((await codes(unmatched + pods('other'), '?namespace=shop&context=request')).includes('NP401'));
  assert.ok(!(await codes(unmatched + pods('nobody'), '?namespace=shop')).includes('NP401'));
});

test('objects without a namespace are in the one of the query', async () => {
  const { findings } = (
    await lint(await serve(), unmatched, { query: '?namespace=shop' })
  ).json<JsonReport>();
  assert.equal(findings[0]?.object.namespace, 'shop');
});

test('a text that cannot be read is a finding', async () => {
  const { findings } = (await lint(await serve(), 'kind: [NetworkPolicy')).json<JsonReport>();
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['NP003'],
  );
});

const refusals: readonly [string, string, Lint, number, string][] = [
  ['no text', '', {}, 400, 'empty-body'],
  ['nothing but blanks', ' \n\t', {}, 400, 'empty-body'],
  ['an unknown format', wrong, { query: '?format=xml' }, 400, 'bad-parameter'],
  ['a misspelt parameter', wrong, { query: '?namspace=shop' }, 400, 'bad-parameter'],
  ['a parameter given twice', wrong, { query: '?format=json&format=text' }, 400, 'bad-parameter'],
  ['an unknown context', wrong, { query: '?context=all' }, 400, 'bad-parameter'],
  ['an endless namespace', wrong, { query: `?namespace=${'n'.repeat(64)}` }, 400, 'bad-parameter'],
  ['no namespace', wrong, { query: '?namespace=' }, 400, 'bad-parameter'],
  ['a namespace that cannot be', wrong, { query: '?namespace=Bad_Name' }, 400, 'bad-parameter'],
  ['a picture', 'GIF89a', { headers: { 'content-type': 'image/gif' } }, 415, 'unsupported-media-type'],
  [
    'a form with files',
    'x',
    { headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    415,
    'unsupported-media-type',
  ],
  ['9 MiB', 'x'.repeat(9 * 2 ** 20), {}, 413, 'body-too-large'],
];

for (const [what, text, how, status, error] of refusals)
  test(`${what} is refused with a reason`, async () => {
    const answer = await lint(await serve(), text, how);
    const body = answer.json<{ error: string; message: string }>();
    assert.deepEqual([answer.statusCode, body.error], [status, error]);
    assert.match(body.message, /\S/);
  });

test('a refusal says what would be right', async () => {
  const app = await serve();
  const messageFor = async (query: string): Promise<string> =>
    (await lint(app, wrong, { query })).json<{ message: string }>().message;
  assert.equal(await messageFor('?format=xml'), 'format is one of json, text, sarif');
  assert.equal(await messageFor('?namspace=shop'), 'there is no parameter namspace');
  assert.match(await messageFor('?namespace=Bad_Name'), /^namespace is a name of lower-case letters, /);
  const picture = await lint(app, 'GIF89a', { headers: { 'content-type': 'image/gif' } });
  assert.equal(
    picture.json<{ message: string }>().message,
    'send the body with Content-Type application/yaml, application/json or text/plain, not image/gif',
  );
  const large = await lint(app, 'x'.repeat(9 * 2 ** 20));
  assert.equal(
    large.json<{ message: string }>().message,
    'the body is larger than 8 MiB; send fewer objects at once',
  );
});

test('who asks too often is told to wait; admission calls never are', async () => {
  const parts = serverParts();
  const { app } = await buildServer({ ...parts, lint: { ...parts.lint, requestsPerMinute: 2 } });
  const statuses: number[] = [];
  for (let round = 0; round < 4; round += 1) statuses.push((await lint(app, wrong)).statusCode);
  assert.deepEqual(statuses, [200, 200, 429, 429]);
  const refused = await lint(app, wrong);
  assert.equal(refused.json().error, 'too-many-requests');
  assert.ok(Number(refused.headers['retry-after']) > 0);
  for (let round = 0; round < 5; round += 1) {
    const review = await app.inject({ method: 'POST', url: '/validate', payload: {} });
    assert.equal(review.statusCode, 400);
  }
  const counted = (await parts.metrics.lintRequests.get()).values;
  assert.deepEqual(counted, [
    { labels: { code: 200 }, value: 2 },
    { labels: { code: 429 }, value: 3 },
  ]);
});

test('any text is answered with a report', async () => {
  const app = await serve({ lint: { ...serverParts().lint, requestsPerMinute: 1_000_000 } });
  const fragments = fc.array(
    fc.constantFrom(
      wrong,
      unmatched,
      '---\n',
      '  ',
      '- ',
      'kind: ',
      '{',
      ']',
      '&a ',
      '*a',
      '\t',
      '"',
      '|\n',
      '__proto__: 1\n',
      '\u0000',
      '\uFEFF',
    ),
    { minLength: 1, maxLength: 12 },
  );
  const bodies = fc.oneof(
    fragments.map((parts) => parts.join('')),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.json(),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const answer = await lint(app, body);
      assert.ok(answer.statusCode === 200 || (answer.statusCode === 400 && body.trim() === ''), answer.body);
    }),
  );
});

test('what takes too long is refused with what to do, whatever has been found by then', async () => {
  const { lint: face, ruleset } = serverParts();
  const impatient = ({ text }: { readonly text: string }): Report => {
    let left = 4;
    return lintTexts([{ text, chosen: 'named' }], { ruleset, isOver: () => --left < 0 });
  };
  const app = await serve({ lint: { ...face, lint: impatient } });
  const policies = (count: number): string =>
    Array.from({ length: count }, (_, index) => wrong.replace('name: api', `name: a${index}`)).join('---\n');
  assert.equal((await lint(app, policies(2))).statusCode, 200);
  const answer = await lint(app, policies(5));
  assert.equal(answer.statusCode, 413);
  assert.deepEqual(answer.json(), {
    error: 'too-costly',
    message: 'there was no time for 5 policies; send fewer at once, or lint them with the command line',
  });
});

test('bytes that are no text are answered', async () => {
  const answer = await lint(await serve(), Buffer.from([0xff, 0xfe, 0x00, 0x41, 0xc3, 0x28]));
  assert.equal(answer.statusCode, 200);
});
