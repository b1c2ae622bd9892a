import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { NetworkPolicy, Peer, PolicyPort } from '../../src/model/networkpolicy.ts';
import { readNetworkPolicy, readStoredNetworkPolicy } from '../../src/model/read-networkpolicy.ts';

const options = { defaultNamespace: 'default', strictCidr: true };

/** The policy of a valid spec; both readers must make the same of it. */
function policy(spec: unknown, metadata: object = { name: 'web' }): NetworkPolicy {
  const object = { metadata, spec };
  const read = readNetworkPolicy(object, options);
  assert.ok('policy' in read, describe(read));
  const stored = readStoredNetworkPolicy(object, 'default');
  assert.ok(stored !== undefined);
  assert.equal(describe(stored), describe(read.policy));
  return read.policy;
}

function describe(value: object): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}

function peers(...from: readonly unknown[]): readonly Peer[] {
  return policy({ ingress: [{ from }] }).ingress[0]?.peers ?? [];
}

function ports(...entries: readonly unknown[]): readonly PolicyPort[] {
  return policy({ ingress: [{ ports: entries }] }).ingress[0]?.ports ?? [];
}

const isolation: readonly (readonly [name: string, spec: unknown, ...isolates: string[]])[] = [
  ['no spec', undefined, 'ingress'],
  ['null', null, 'ingress'],
  ['an empty spec', {}, 'ingress'],
  ['empty policyTypes', { policyTypes: [] }, 'ingress'],
  ['egress: []', { egress: [] }, 'ingress'],
  ['egress: null', { egress: null }, 'ingress'],
  ['an egress rule', { egress: [{}] }, 'ingress', 'egress'],
  ['an egress rule that is null', { egress: [null] }, 'ingress', 'egress'],
  ['an egress rule and empty policyTypes', { policyTypes: [], egress: [{}] }, 'ingress', 'egress'],
  ['an egress rule and [Ingress]', { policyTypes: ['Ingress'], egress: [{}] }, 'ingress'],
  ['[Egress]', { policyTypes: ['Egress'] }, 'egress'],
  ['[Egress, Ingress]', { policyTypes: ['Egress', 'Ingress'] }, 'ingress', 'egress'],
  ['[Ingress, Ingress]', { policyTypes: ['Ingress', 'Ingress'] }, 'ingress'],
];

for (const [name, spec, ...isolates] of isolation) {
  test(`${name} isolates for ${isolates.join(' and ')}`, () => {
    assert.deepEqual(policy(spec).isolates, isolates);
  });
}

test('rules of a direction that is not isolated are kept', () => {
  assert.equal(policy({ policyTypes: ['Ingress'], egress: [{}] }).egress.length, 1);
});

test('null, absent and empty rules allow everything; an empty list of rules allows nothing', () => {
  for (const rule of [null, {}, { from: null }, { from: [], ports: [] }]) {
    assert.deepEqual(policy({ ingress: [rule] }).ingress, [{ peers: [], ports: [] }]);
  }
  assert.deepEqual(policy({ ingress: [] }).ingress, []);
});

test('a missing podSelector selects every pod', () => {
  for (const podSelector of [undefined, null, {}, { matchLabels: null }, { matchExpressions: [] }]) {
    assert.ok(policy({ podSelector }).podSelector.isEmpty);
  }
});

test('in a peer an empty selector is written, null is not', () => {
  const [everyPod, everyNamespace, both] = peers(
    { podSelector: {}, namespaceSelector: null },
    { podSelector: null, namespaceSelector: {} },
    { podSelector: {}, namespaceSelector: {}, ipBlock: null },
  );
  const written = (peer: Peer | undefined): readonly boolean[] =>
    peer?.kind === 'pods' ? [peer.podSelector !== undefined, peer.namespaceSelector !== undefined] : [];
  assert.deepEqual([everyPod, everyNamespace, both].map(written), [
    [true, false],
    [false, true],
    [true, true],
  ]);
});

test('matchLabels come before matchExpressions, each in the order written, a null value empty', () => {
  const podSelector = {
    matchExpressions: [
      { key: 'z', operator: 'Exists' },
      { key: 'a', operator: 'NotIn', values: ['b', null] },
    ],
    matchLabels: { tier: 'back', app: null, constructor: 'x' },
  };
  assert.deepEqual(policy({ podSelector }).podSelector.requirements, [
    { key: 'tier', operator: 'In', values: ['back'] },
    { key: 'app', operator: 'In', values: [''] },
    { key: 'constructor', operator: 'In', values: ['x'] },
    { key: 'z', operator: 'Exists' },
    { key: 'a', operator: 'NotIn', values: ['b', ''] },
  ]);
});

test('a selector asks an object for its own labels only', () => {
  const { podSelector } = policy({
    podSelector: { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] },
  });
  assert.equal(podSelector.matches(new Map()), false);
  assert.equal(podSelector.matches(new Map([['constructor', '']])), true);
});

test('a port entry is every port, a name or a range of its protocol, TCP unless it says so', () => {
  assert.deepEqual(
    ports(
      null,
      {},
      { protocol: 'UDP' },
      { port: 80, endPort: null },
      { protocol: 'SCTP', port: 1, endPort: 9 },
      { port: 'http' },
    ),
    [
      { kind: 'every', protocol: 'TCP' },
      { kind: 'every', protocol: 'TCP' },
      { kind: 'every', protocol: 'UDP' },
      { kind: 'range', protocol: 'TCP', first: 80, last: 80 },
      { kind: 'range', protocol: 'SCTP', first: 1, last: 9 },
      { kind: 'named', protocol: 'TCP', name: 'http' },
    ],
  );
});

test('an ipBlock holds ranges and the text that they were read from', () => {
  assert.deepEqual(peers({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }), [
    {
      kind: 'ipBlock',
      cidr: { family: 4, first: 0x0a000000n, last: 0x0affffffn, text: '10.0.0.0/8' },
      except: [{ family: 4, first: 0x0a010000n, last: 0x0a01ffffn, text: '10.1.0.0/16' }],
    },
  ]);
  const [whole] = peers({ ipBlock: { cidr: '::/0' } });
  assert.ok(whole?.kind === 'ipBlock');
  assert.equal(whole.cidr.last, 2n ** 128n - 1n);
});

test('an object goes to the namespace that it names, or else to the default one', () => {
  assert.equal(policy({}, { name: 'web', namespace: 'shop' }).namespace, 'shop');
  for (const namespace of [undefined, null, '']) {
    assert.equal(policy({}, { name: 'web', namespace }).namespace, 'default');
  }
});

test('before creation generateName stands for the name', () => {
  assert.equal(policy({}, { generateName: 'web-' }).name, 'web-');
  assert.equal(policy({}, { generateName: 'web-', name: 'api' }).name, 'api');
});

test('what is stored is in force although it would be refused today', () => {
  const stored = readStoredNetworkPolicy(
    {
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['not a label'] }] },
        ingress: [{ from: [{ ipBlock: { cidr: '010.1.2.3/8' } }] }],
      },
    },
    'default',
  );
  assert.equal(stored?.namespace, 'shop');
  const [peer] = stored?.ingress[0]?.peers ?? [];
  assert.deepEqual(peer, {
    kind: 'ipBlock',
    cidr: { family: 4, first: 0x0a000000n, last: 0x0affffffn, text: '010.1.2.3/8' },
    except: [],
  });
});

const senseless: readonly unknown[] = [
  undefined,
  null,
  [],
  {},
  { metadata: {} },
  { metadata: { name: 'web' }, spec: { policyTypes: ['ingress'] } },
  { metadata: { name: 'web' }, spec: { ingress: [{ from: [{}] }] } },
  { metadata: { name: 'web' }, spec: { ingress: [{ from: [null] }] } },
  { metadata: { name: 'web' }, spec: { ingress: [{ ports: [{ protocol: 'tcp' }] }] } },
  { metadata: { name: 'web' }, spec: { egress: [{ to: [{ ipBlock: { cidr: 'everything' } }] }] } },
  { metadata: { name: 'web' }, spec: { egress: [{ to: [{ ipBlock: { cidr: '::/0', except: ['x'] } }] }] } },
  { metadata: { name: 'web' }, spec: { podSelector: { matchExpressions: [{ key: 'a', operator: 'in' }] } } },
  { metadata: { name: 'web' }, spec: { podSelector: { matchLabels: { a: 1 } } } },
];

for (const value of senseless) {
  test(`makes no sense even as a stored policy: ${JSON.stringify(value)}`, () => {
    assert.equal(readStoredNetworkPolicy(value, 'default'), undefined);
  });
}

test('anything is read or refused for at least one reason, whatever it replaces, never thrown at', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true });
  const shaped = fc.record({
    metadata: anything,
    spec: fc.oneof(anything, fc.record({ ingress: anything, egress: anything, podSelector: anything })),
  });
  const value = fc.oneof(anything, shaped);
  fc.assert(
    fc.property(value, value, fc.boolean(), (object, previous, strictCidr) => {
      const read = readNetworkPolicy(object, { defaultNamespace: 'default', strictCidr, previous });
      assert.ok('policy' in read || read.problems.length > 0);
      void readStoredNetworkPolicy(object, 'default');
    }),
  );
});

test('a value that contains itself is judged to an end', () => {
  const loop: Record<string, unknown> = { name: 'web' };
  for (const field of ['metadata', 'spec', 'podSelector', 'matchLabels']) loop[field] = loop;
  for (const field of ['ingress', 'egress', 'from', 'to', 'ports']) loop[field] = [loop];
  assert.ok('problems' in readNetworkPolicy(loop, { ...options, previous: loop }));
});

test('the problems of a hostile object are about a thousand at most', () => {
  const hostile = [
    { ingress: Array<number>(500_000).fill(1) },
    { ingress: [{ from: Array.from({ length: 300_000 }, () => ({})) }] },
    {
      podSelector: {
        matchLabels: Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [index, 1])),
      },
    },
  ];
  for (const spec of hostile) {
    const read = readNetworkPolicy({ metadata: { name: 'web' }, spec }, options);
    assert.ok('problems' in read);
    assert.equal(read.problems.length, 1000);
  }
});
