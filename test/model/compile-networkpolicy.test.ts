import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NetworkPolicy, Peer, PolicyPort, PolicyRule } from '../../src/model/networkpolicy.ts';
import { readNetworkPolicy, readStoredNetworkPolicy } from '../../src/model/read-networkpolicy.ts';
import { block, from, ingress, policyOf, ports, type Json } from '../support/policy-cases/shapes.ts';

function read(object: unknown): NetworkPolicy {
  const result = readNetworkPolicy(object, { defaultNamespace: 'shop', strictCidr: true });
  assert.ok('policy' in result);
  return result.policy;
}

function showPeer(peer: Peer): string {
  if (peer.kind === 'ipBlock')
    return [peer.cidr.text, ...peer.except.map(({ text }) => `!${text}`)].join(' ');
  return `pods ${peer.podSelector ?? 'all'} of ${peer.namespaceSelector ?? 'own'}`;
}

function showPort(port: PolicyPort): string {
  if (port.kind === 'range') return `${port.protocol} ${port.first}-${port.last}`;
  return `${port.protocol} ${port.kind === 'named' ? port.name : 'every'}`;
}

function showRule({ peers, ports }: PolicyRule): string {
  return `${peers.map(showPeer).join(' + ') || 'anyone'} on ${ports.map(showPort).join(' + ') || 'anything'}`;
}

test('policy types: Ingress always, Egress only beside an egress rule, unless they are written', () => {
  const table: readonly (readonly [spec: Json, isolates: readonly string[]])[] = [
    [{}, ['ingress']],
    [{ policyTypes: [] }, ['ingress']],
    [{ policyTypes: null }, ['ingress']],
    [{ egress: [] }, ['ingress']],
    [{ egress: [{}] }, ['ingress', 'egress']],
    [{ egress: [null] }, ['ingress', 'egress']],
    [{ policyTypes: ['Egress'] }, ['egress']],
    [{ policyTypes: ['Egress', 'Ingress'] }, ['ingress', 'egress']],
    [{ policyTypes: ['Ingress', 'Ingress'] }, ['ingress']],
    [{ policyTypes: ['Ingress'], egress: [{}] }, ['ingress']],
  ];
  for (const [spec, isolates] of table)
    assert.deepEqual(read(policyOf(spec)).isolates, isolates, JSON.stringify(spec));
});

test('the pod selector of a policy that has none selects every pod', () => {
  for (const spec of [undefined, null, {}, { podSelector: null }, { podSelector: {} }])
    assert.ok(read(policyOf(spec)).podSelector.isEmpty);
});

test('rules of a direction that is not isolated are kept', () => {
  const policy = read(policyOf({ policyTypes: ['Ingress'], egress: [{}], ingress: [] }));
  assert.deepEqual([policy.egress.length, policy.ingress.length], [1, 0]);
});

test('peers and ports', () => {
  const selector = {
    matchLabels: { b: 'c', a: null },
    matchExpressions: [{ key: 'd', operator: 'NotIn', values: ['e', null] }],
  };
  const table: readonly (readonly [object: Json, rule: string])[] = [
    [ingress({}), 'anyone on anything'],
    [ingress(null), 'anyone on anything'],
    [ingress({ from: [], ports: [] }), 'anyone on anything'],
    [ingress({ from: null, ports: null }), 'anyone on anything'],
    [from({ podSelector: {} }), 'pods {} of own on anything'],
    [from({ namespaceSelector: {} }), 'pods all of {} on anything'],
    [from({ podSelector: {}, namespaceSelector: null }), 'pods {} of own on anything'],
    [from({ podSelector: selector }), 'pods b=c,a=,d notin (e, ) of own on anything'],
    [
      from({ podSelector: { matchLabels: { a: 'b' } }, namespaceSelector: { matchLabels: { c: 'd' } } }),
      'pods a=b of c=d on anything',
    ],
    [block('10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16'), '10.0.0.0/8 !10.1.0.0/16 !10.2.0.0/16 on anything'],
    [block('FD00::/8'), 'FD00::/8 on anything'],
    [ports({}), 'anyone on TCP every'],
    [ports(null), 'anyone on TCP every'],
    [ports({ protocol: 'SCTP' }), 'anyone on SCTP every'],
    [ports({ port: 80 }), 'anyone on TCP 80-80'],
    [ports({ port: 80, endPort: 90, protocol: 'UDP' }), 'anyone on UDP 80-90'],
    [ports({ port: 'http', protocol: null }), 'anyone on TCP http'],
  ];
  for (const [object, rule] of table) {
    assert.deepEqual(read(object).ingress.map(showRule), [rule], JSON.stringify(object));
  }
});

test('name and namespace', () => {
  const identity = (metadata: Json): string => {
    const { namespace, name } = read(policyOf({}, metadata));
    return `${namespace}/${name}`;
  };
  assert.equal(identity({}), 'shop/web');
  assert.equal(identity({ namespace: '' }), 'shop/web');
  assert.equal(identity({ namespace: 'other' }), 'other/web');
  assert.equal(identity({ name: null, generateName: 'web-' }), 'shop/web-');
});

test('what is stored is read though it would be refused today', () => {
  const stored: readonly Json[] = [
    block('010.0.0.1/8', '::ffff:10.1.0.0/112'),
    ports({ port: 0, endPort: 70000 }),
    policyOf({ podSelector: { matchExpressions: [{ key: 'a b', operator: 'In', values: ['c d'] }] } }),
    policyOf({ policyTypes: ['Ingress', 'Egress', 'Ingress'] }),
  ];
  for (const object of stored) assert.ok(readStoredNetworkPolicy(object, 'shop') !== undefined);
});

test('what has no meaning is not read', () => {
  const senseless: readonly unknown[] = [
    null,
    'text',
    policyOf({}, { name: '' }),
    policyOf({}, { name: 5 }),
    policyOf({ podSelector: { matchExpressions: [{ key: 'a', operator: 'Gt' }] } }),
    from({ podSelector: { matchExpressions: [{ key: 'a' }] } }),
    from({ namespaceSelector: { matchExpressions: [null] } }),
    policyOf({ policyTypes: ['Both'] }),
    from({}),
    from(null),
    block('bad'),
    block('10.0.0.0/8', ''),
    ports({ protocol: 'tcp' }),
    policyOf({ egress: [{ to: [{}] }] }),
  ];
  for (const object of senseless)
    assert.equal(readStoredNetworkPolicy(object, 'shop'), undefined, JSON.stringify(object));
});
