import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '../../src/semantics/answer.ts';
import { clusterOf, endpoint, expectAnswer, expectAnswers, judge } from '../support/asking.ts';
import { deployment, namespace, pod, policy, type ApiObject } from '../support/cluster-objects.ts';

const shop: readonly ApiObject[] = [
  namespace('shop', { team: 'a' }),
  namespace('office', { team: 'b', empty: '' }),
  pod('shop/web', { labels: { app: 'web' }, ips: ['10.0.0.1', 'fd00::1'] }),
  pod('shop/db', { labels: { app: 'db' }, ips: ['10.0.0.2', 'fd00::2'] }),
  pod('office/web', { labels: { app: 'web' }, ips: ['10.0.1.1', 'fd00:1::1'] }),
  pod('office/bare', { ips: ['10.0.1.2', 'fd00:1::2'] }),
];

/** The cluster with one policy that isolates shop/db and lets in these peers. */
function from(peers: readonly unknown[], ...more: readonly ApiObject[]): ReturnType<typeof clusterOf> {
  const spec = { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: peers }] };
  return clusterOf(...shop, ...more, policy('shop/p', spec));
}

/** Whether shop/web, office/web, office/bare and an external address reach shop/db. */
function sources(answers: readonly Answer[]): Readonly<Record<string, Answer>> {
  const names = ['shop/web', 'office/web', 'office/bare', '192.0.2.1'];
  return Object.fromEntries(
    names.map((name, index) => [`${name} > shop/db : 80`, answers[index] ?? 'unknown']),
  );
}

/** A peer of every namespace whose pods meet one requirement. */
function expression(key: string, operator: string, values?: readonly string[]): unknown {
  const requirement = { key, operator, ...(values === undefined ? {} : { values }) };
  return { namespaceSelector: {}, podSelector: { matchExpressions: [requirement] } };
}

function blocks(...list: readonly unknown[]): readonly unknown[] {
  return list.map((ipBlock) => ({ ipBlock }));
}

const web = { podSelector: { matchLabels: { app: 'web' } } };
const office = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'office' } } };

describe('NetworkPolicyPeer', () => {
  const cases: readonly [string, readonly unknown[], readonly Answer[]][] = [
    ['no peers: everyone', [], ['yes', 'yes', 'yes', 'yes']],
    ['a podSelector alone: the policy’s own namespace', [web], ['yes', 'no', 'no', 'no']],
    ['an empty podSelector alone: every pod there', [{ podSelector: {} }], ['yes', 'no', 'no', 'no']],
    ['a namespaceSelector alone: every pod of those', [office], ['no', 'yes', 'yes', 'no']],
    [
      'an empty namespaceSelector: every pod, nothing outside',
      [{ namespaceSelector: {} }],
      ['yes', 'yes', 'yes', 'no'],
    ],
    ['both in one peer: both must match', [{ ...office, ...web }], ['no', 'yes', 'no', 'no']],
    ['both as two peers: either', [office, web], ['yes', 'yes', 'yes', 'no']],
    ['both, the namespaceSelector empty', [{ namespaceSelector: {}, ...web }], ['yes', 'yes', 'no', 'no']],
    [
      'an ipBlock: addresses, of pods too',
      [{ ipBlock: { cidr: '10.0.1.0/24' } }],
      ['no', 'unknown', 'unknown', 'no'],
    ],
  ];
  for (const [name, peers, answers] of cases) {
    it(name, () => {
      expectAnswers(from(peers), sources(answers));
    });
  }
});

describe('LabelSelector', () => {
  const cases: readonly [string, unknown, readonly Answer[]][] = [
    ['In asks for the key', expression('app', 'In', ['web', 'x']), ['yes', 'yes', 'no', 'no']],
    ['NotIn holds without the key', expression('app', 'NotIn', ['web']), ['no', 'no', 'yes', 'no']],
    ['Exists', expression('app', 'Exists'), ['yes', 'yes', 'no', 'no']],
    ['DoesNotExist', expression('app', 'DoesNotExist'), ['no', 'no', 'yes', 'no']],
    ['In [""] asks for the key', expression('tier', 'In', ['']), ['no', 'no', 'no', 'no']],
    [
      'requirements are ANDed, and may contradict',
      {
        podSelector: {
          matchLabels: { app: 'web' },
          matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }],
        },
      },
      ['no', 'no', 'no', 'no'],
    ],
    [
      'an empty value asks for the key, on a namespace',
      { namespaceSelector: { matchLabels: { empty: '' } } },
      ['no', 'yes', 'yes', 'no'],
    ],
    [
      'NotIn holds for a namespace without the key',
      { namespaceSelector: { matchExpressions: [{ key: 'empty', operator: 'NotIn', values: [''] }] } },
      ['yes', 'no', 'no', 'no'],
    ],
  ];
  for (const [name, peer, answers] of cases) {
    it(name, () => {
      expectAnswers(from([peer]), sources(answers));
    });
  }
});

describe('a namespace that is not known', () => {
  const question = 'elsewhere/web > shop/db : 80';
  const stranger = pod('elsewhere/web', { labels: { app: 'web' } });
  const cases: readonly [string, unknown, Answer][] = [
    ['has its name as a label', { matchLabels: { 'kubernetes.io/metadata.name': 'elsewhere' } }, 'yes'],
    ['has no other name', { matchLabels: { 'kubernetes.io/metadata.name': 'office' } }, 'no'],
    ['may have any other label', { matchLabels: { team: 'a' } }, 'unknown'],
    [
      'may lack any other label',
      { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] },
      'unknown',
    ],
    ['is one of all namespaces', {}, 'yes'],
    [
      'with another name, whatever its labels',
      { matchLabels: { team: 'a', 'kubernetes.io/metadata.name': 'office' } },
      'no',
    ],
  ];
  for (const [name, namespaceSelector, answer] of cases) {
    it(name, () => {
      expectAnswers(from([{ namespaceSelector }], stranger), { [question]: answer });
    });
  }

  it('does not matter where the pod’s own labels settle it, or another peer', () => {
    const unknown = { namespaceSelector: { matchLabels: { team: 'a' } } };
    const noSuchPod = { ...unknown, podSelector: { matchLabels: { app: 'x' } } };
    expectAnswers(from([noSuchPod], stranger), { [question]: 'no' });
    expectAnswers(from([unknown, { namespaceSelector: {} }], stranger), { [question]: 'yes' });
  });
});

describe('IPBlock', () => {
  const cases: readonly [string, readonly unknown[], Readonly<Record<string, Answer>>][] = [
    [
      'holds both ends of the range and nothing beside it',
      blocks({ cidr: '192.0.2.128/25' }),
      { '192.0.2.127': 'no', '192.0.2.128': 'yes', '192.0.2.255': 'yes', '192.0.3.0': 'no' },
    ],
    [
      'except takes away from its own entry',
      blocks({ cidr: '192.0.2.0/24', except: ['192.0.2.0/25', '192.0.2.200/32'] }),
      { '192.0.2.1': 'no', '192.0.2.200': 'no', '192.0.2.201': 'yes' },
    ],
    [
      'another entry may have what except takes away',
      blocks({ cidr: '192.0.2.0/24', except: ['192.0.2.0/25'] }, { cidr: '192.0.2.7/32' }),
      { '192.0.2.1': 'no', '192.0.2.7': 'yes' },
    ],
    [
      'of IPv4 says nothing about IPv6',
      blocks({ cidr: '0.0.0.0/0' }),
      { '192.0.2.1': 'yes', '2001:db8::1': 'no' },
    ],
    [
      'of IPv6 says nothing about IPv4',
      blocks({ cidr: '::/0' }),
      { '192.0.2.1': 'no', '2001:db8::1': 'yes' },
    ],
    ['takes an IPv4-mapped address as IPv4', blocks({ cidr: '192.0.2.0/24' }), { '::ffff:192.0.2.1': 'yes' }],
    [
      'takes an address with host bits as its range',
      blocks({ cidr: '192.0.2.77/24' }),
      { '192.0.2.1': 'yes' },
    ],
  ];
  for (const [name, peers, answers] of cases) {
    it(name, () => {
      const questions = Object.entries(answers).map(([address, answer]) => [
        `${address} > shop/db : 80`,
        answer,
      ]);
      expectAnswers(from(peers), Object.fromEntries(questions) as Record<string, Answer>);
    });
  }

  it('matches pods upstream and never under Cilium; policies of pods match them in both', () => {
    const single = pod('shop/single', { labels: { app: 'single' }, ips: ['10.0.0.9'] });
    const question = 'shop/single > shop/db : 80';
    const block = from(blocks({ cidr: '10.0.0.0/8' }), single);
    expectAnswers(block, { [question]: 'yes' }, { ipBlockMatchesPods: 'upstream' });
    expectAnswers(
      block,
      { [question]: 'no', '10.0.0.200 > shop/db : 80': 'yes' },
      { ipBlockMatchesPods: 'cilium' },
    );
    expectAnswers(
      from([{ podSelector: {} }], single),
      { [question]: 'yes' },
      { ipBlockMatchesPods: 'cilium' },
    );
  });

  it('between dual-stack pods depends on the IP version until both are covered', () => {
    const question = 'shop/web > shop/db : 80';
    expectAnswers(from(blocks({ cidr: '10.0.0.0/8' })), { [question]: 'unknown' });
    expectAnswers(from(blocks({ cidr: '10.0.0.0/8' }, { cidr: 'fd00::/8' })), { [question]: 'yes' });
    expectAnswers(from(blocks({ cidr: '10.0.0.0/8' }), pod('shop/v4', { ips: ['10.0.0.8'] })), {
      'shop/v4 > shop/db : 80': 'yes',
    });
  });

  it('between dual-stack pods has one answer for each IP version', () => {
    const inventory = from(blocks({ cidr: '10.0.0.0/8' }));
    const [source, destination] = [endpoint('shop/web', inventory), endpoint('shop/db', inventory)];
    const connection = { source, destination, protocol: 'TCP', port: 80 } as const;
    expectAnswer({ ...connection, family: 4 }, 'yes', inventory);
    expectAnswer({ ...connection, family: 6 }, 'no', inventory);
  });

  it('between dual-stack pods names the entries of both IP versions', () => {
    const inventory = from(blocks({ cidr: '10.0.0.0/8' }, { cidr: 'fd00::/8' }));
    const { ingress } = judge('shop/web > shop/db : 80', inventory);
    assert.deepEqual(ingress.kind === 'allowed' && ingress.allowedBy.map(({ peer }) => peer), [0, 1]);
  });

  it('is not known to hold a pod that has no address yet, except when it is of the other IP version', () => {
    const single = pod('shop/v6', { labels: { app: 'db' }, ips: ['fd00::9'] });
    const inventory = from(blocks({ cidr: '0.0.0.0/0' }), single, deployment('shop/api'));
    expectAnswers(inventory, { 'shop/api > shop/v6 : 80': 'no', 'shop/api > shop/db : 80': 'unknown' });
  });
});

describe('NetworkPolicyPort', () => {
  const target = pod('shop/target', {
    labels: { app: 'db' },
    ports: [
      { name: 'http', containerPort: 8080 },
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
      { name: 'dns', containerPort: 5353 },
      { name: 'http', containerPort: 8081 },
    ],
    initContainers: [
      { restartPolicy: 'Always', ports: [{ name: 'mesh', containerPort: 15020 }] },
      { ports: [{ name: 'setup', containerPort: 1 }] },
    ],
  });
  const cases: readonly [string, readonly unknown[], Readonly<Record<string, Answer>>][] = [
    ['no ports: every port and every protocol', [], { 'TCP 80': 'yes', 'SCTP 1': 'yes', other: 'yes' }],
    [
      'no port: every port of that protocol only',
      [{ protocol: 'UDP' }],
      { 'UDP 1': 'yes', 'UDP 65535': 'yes', 'TCP 1': 'no', 'SCTP 1': 'no', other: 'no' },
    ],
    ['no protocol: TCP', [{ port: 80 }], { 'TCP 80': 'yes', 'UDP 80': 'no', 'TCP 81': 'no', other: 'no' }],
    ['nothing at all: every port of TCP', [{}], { 'TCP 1': 'yes', 'UDP 1': 'no' }],
    [
      'all three protocols are not every protocol',
      [{ protocol: 'TCP' }, { protocol: 'UDP' }, { protocol: 'SCTP' }],
      { 'TCP 1': 'yes', 'UDP 1': 'yes', 'SCTP 1': 'yes', other: 'no' },
    ],
    [
      'endPort: both ends of the range',
      [{ port: 80, endPort: 82 }],
      { 'TCP 79': 'no', 'TCP 80': 'yes', 'TCP 82': 'yes', 'TCP 83': 'no' },
    ],
    [
      'a name: every port of that name',
      [{ port: 'http' }],
      { 'TCP 8080': 'yes', 'TCP 8081': 'yes', 'TCP 80': 'no' },
    ],
    [
      'a name: of that protocol',
      [{ port: 'dns', protocol: 'UDP' }],
      { 'UDP 53': 'yes', 'TCP 5353': 'no', 'UDP 5353': 'no' },
    ],
    ['a name: of TCP by default', [{ port: 'dns' }], { 'TCP 5353': 'yes', 'UDP 53': 'no', 'TCP 53': 'no' }],
    ['a name of a sidecar', [{ port: 'mesh' }], { 'TCP 15020': 'yes' }],
    ['a name of another init container', [{ port: 'setup' }], { 'TCP 1': 'no' }],
    ['a name that the pod does not have', [{ port: 'metrics' }], { 'TCP 8080': 'no' }],
  ];
  const db = { podSelector: { matchLabels: { app: 'db' } } };
  for (const [name, ports, answers] of cases) {
    it(`${name} (ingress: the selected pod)`, () => {
      const inventory = clusterOf(...shop, target, policy('shop/p', { ...db, ingress: [{ ports }] }));
      expectAnswers(inventory, asked('shop/web > shop/target', answers));
    });
    it(`${name} (egress: each peer)`, () => {
      const spec = { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [db], ports }] };
      expectAnswers(
        clusterOf(...shop, target, policy('shop/p', spec)),
        asked('shop/web > shop/target', answers),
      );
    });
  }

  it('a name means nothing towards an address', () => {
    const spec = { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] };
    expectAnswers(clusterOf(...shop, target, policy('shop/p', spec)), {
      'shop/web > 192.0.2.1 : 8080': 'no',
      'shop/web > shop/target : 8080': 'yes',
    });
  });

  it('a name counts on the destination, not on the source', () => {
    const spec = { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] };
    expectAnswers(clusterOf(...shop, target, policy('shop/p', spec)), {
      'shop/target > shop/web : 8080': 'no',
    });
  });
});

function asked(ends: string, answers: Readonly<Record<string, Answer>>): Readonly<Record<string, Answer>> {
  return Object.fromEntries(Object.entries(answers).map(([what, answer]) => [`${ends} : ${what}`, answer]));
}
