import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '../../src/server/build-server.ts';
import { serverParts } from '../support/server-parts.ts';

const app: FastifyInstance = (await buildServer(serverParts())).app;

async function post(payload: unknown, contentType = 'application/json') {
  return await app.inject({
    method: 'POST',
    url: '/v1/why',
    headers: { 'content-type': contentType },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
}

const deny = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  ingress:
    - ports: [{ port: 8080 }]
`;

test('a question about the cluster of the server', async () => {
  const answer = await post({ from: 'shop/web-1', to: 'shop/api-1', port: 80 });
  assert.equal(answer.statusCode, 200);
  const { version, answer: word, walkthroughs, leftOut } = answer.json();
  assert.deepEqual([version, word, walkthroughs.length, leftOut], [1, 'allowed', 1, []]);
  assert.deepEqual(walkthroughs[0].ports, { protocols: { TCP: [[80, 80]] } });
});

test('facts of the request are read on top of the cluster, with their places', async () => {
  const answer = await post({ from: 'shop/web-1', to: 'shop/api-1', port: 80, text: deny });
  const { answer: word, walkthroughs } = answer.json();
  assert.equal(word, 'denied');
  assert.equal(
    walkthroughs[0].walkthrough,
    'egress: allowed, no policy isolates it → ingress: denied, isolated by shop/api',
  );
  assert.deepEqual(walkthroughs[0].ingress.rules, [
    {
      namespace: 'shop',
      name: 'api',
      path: '/spec/ingress/0',
      location: { line: 7, column: 7, endLine: 7, endColumn: 12 },
      outcome: 'otherPort',
      peers: [],
      ports: [
        {
          path: '/spec/ingress/0/ports/0',
          location: { line: 7, column: 17, endLine: 7, endColumn: 21 },
        },
      ],
    },
  ]);
});

test('a port can be asked for by number, by name and protocol, or not at all', async () => {
  const ask = async (question: object): Promise<string> =>
    (await post({ from: 'shop/web-1', to: 'shop/api-1', text: deny, ...question })).json().answer;
  assert.equal(await ask({ port: 8080 }), 'allowed');
  assert.equal(await ask({ port: '8080' }), 'allowed');
  assert.equal(await ask({ port: 8080, protocol: 'UDP' }), 'denied');
  assert.equal(await ask({ port: '8080/udp' }), 'denied');
  assert.equal(await ask({ port: '8080/tcp', protocol: 'UDP' }), 'allowed');
  assert.equal(await ask({}), 'allowed');
});

test('what of the text does not count is told', async () => {
  const answer = await post({
    from: 'shop/web-1',
    to: 'shop/api-1',
    text: deny.replace('port:', 'prt: 1, protocol:'),
  });
  const { leftOut } = answer.json();
  assert.match(
    leftOut[0].reason,
    /the API server refuses this policy: spec\.ingress\[0\]\.ports\[0\]\.protocol/,
  );
});

test('a question without an answer is 422 and says what there is', async () => {
  const questions: readonly (readonly [object, string])[] = [
    [
      { from: 'shop/wbe-1', to: 'shop/api-1' },
      'there is no pod or workload shop/wbe-1 in namespace shop; did you mean shop/web-1?',
    ],
    [
      { from: 'shop/web-1', to: 'shop/api-1', context: 'request' },
      'shop/web-1: no pod or workload is known at all; give the manifests of some',
    ],
    [
      { from: 'internet', to: '192.0.2.1' },
      'policies have no say between two addresses outside; one end must be a pod',
    ],
    [
      { from: 'internet', to: 'shop/api-1', port: 'http' },
      'shop/api-1 has no container port TCP http; none of its ports has a name',
    ],
  ];
  for (const [question, message] of questions) {
    const answer = await post(question);
    assert.equal(answer.statusCode, 422);
    assert.deepEqual(answer.json(), { error: 'unanswerable', message });
  }
});

test('what is no question is 400, 415 and says what is wrong', async () => {
  const ends = { from: 'shop/web-1', to: 'shop/api-1' };
  const bodies: readonly (readonly [unknown, number, RegExp])[] = [
    [{ from: 'shop/web-1' }, 400, /^the body lacks the member to$/],
    [{ ...ends, prot: 80 }, 400, /^there is no member prot$/],
    [{ ...ends, protocol: 'ICMP' }, 400, /^protocol is one of TCP, UDP, SCTP$/],
    [{ ...ends, context: 'moon' }, 400, /^context is one of cluster, request$/],
    [{ ...ends, from: '' }, 400, /^from must NOT have fewer than 1 characters$/],
    [[], 400, /^the body must be object$/],
    ['{', 400, /JSON/],
    ['', 400, /./],
  ];
  for (const [body, status, message] of bodies) {
    const answer = await post(body);
    assert.equal(answer.statusCode, status, JSON.stringify(body));
    assert.match(answer.json().message, message);
  }
  assert.equal((await post('from: a', 'application/yaml')).statusCode, 415);
});

test('the interface is described', async () => {
  const { paths } = (await app.inject('/openapi.json')).json();
  const { requestBody, responses } = paths['/v1/why'].post;
  assert.deepEqual(requestBody.content['application/json'].schema.required, ['from', 'to']);
  assert.deepEqual(Object.keys(responses), ['200', '400', '413', '415', '422', '429', '503']);
});
