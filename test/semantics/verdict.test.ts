import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStore, ofEveryKind } from '../../src/model/store.ts';
import type { Endpoint } from '../../src/semantics/connection.ts';
import { clusterOf, endpoint, expectAnswer, expectAnswers, judge } from '../support/asking.ts';
import { deployment, namespace, pod, policy, type ApiObject } from '../support/cluster-objects.ts';
import { addressOf } from '../support/read-address.ts';

const all = { podSelector: {} };
const toDb = { podSelector: { matchLabels: { app: 'db' } } };

const shop: readonly ApiObject[] = [
  namespace('shop', { team: 'a' }),
  namespace('office', { team: 'b' }),
  pod('shop/web', { labels: { app: 'web' }, ips: ['10.0.0.1'], node: 'n1' }),
  pod('shop/db', { labels: { app: 'db' }, ips: ['10.0.0.2'], node: 'n2' }),
  pod('office/web', { labels: { app: 'web' }, ips: ['10.0.1.1'], node: 'n1' }),
];

describe('NetworkPolicySpec', () => {
  it('a pod that no policy selects allows everything, ICMP too', () => {
    expectAnswers(clusterOf(...shop, policy('office/deny', { ...all, policyTypes: ['Ingress', 'Egress'] })), {
      'shop/web > shop/db : 80': 'yes',
      'shop/web > shop/db : other': 'yes',
      '192.0.2.1 > shop/db : UDP 53': 'yes',
      'shop/db > 192.0.2.1 : SCTP 9': 'yes',
    });
  });

  it('isolation is per direction', () => {
    expectAnswers(clusterOf(...shop, policy('shop/in', { ...toDb, policyTypes: ['Ingress'] })), {
      'shop/web > shop/db : 80': 'no',
      'shop/db > shop/web : 80': 'yes',
    });
    expectAnswers(clusterOf(...shop, policy('shop/out', { ...toDb, policyTypes: ['Egress'] })), {
      'shop/web > shop/db : 80': 'yes',
      'shop/db > shop/web : 80': 'no',
    });
  });

  it('both ends must allow', () => {
    const isolate = policy('shop/isolate', { ...all, policyTypes: ['Ingress', 'Egress'] });
    const out = policy('shop/out', { ...all, policyTypes: ['Egress'], egress: [{}] });
    const into = policy('shop/in', { ...all, ingress: [{}] });
    const question = 'shop/web > shop/db : 80';
    expectAnswers(clusterOf(...shop, isolate), { [question]: 'no' });
    expectAnswers(clusterOf(...shop, isolate, out), { [question]: 'no' });
    expectAnswers(clusterOf(...shop, isolate, into), { [question]: 'no' });
    expectAnswers(clusterOf(...shop, isolate, out, into), { [question]: 'yes' });
  });

  it('allows are added up over all policies that select the pod', () => {
    const http = policy('shop/http', { ...toDb, ingress: [{ ports: [{ port: 80 }] }] });
    const https = policy('shop/https', { ...all, ingress: [{ ports: [{ port: 443 }] }] });
    expectAnswers(clusterOf(...shop, http, https), {
      'shop/web > shop/db : 80': 'yes',
      'shop/web > shop/db : 443': 'yes',
      'shop/web > shop/db : 22': 'no',
    });
  });

  it('policyTypes default to Ingress, and Egress only with a rule', () => {
    const cases: readonly [unknown, 'yes' | 'no'][] = [
      [{ ...all }, 'yes'],
      [{ ...all, egress: [] }, 'yes'],
      [{ ...all, egress: null }, 'yes'],
      [{ ...all, egress: [{ ports: [{ port: 1 }] }] }, 'no'],
      [{ ...all, policyTypes: ['Egress', 'Ingress'] }, 'no'],
    ];
    for (const [spec, answer] of cases) {
      expectAnswers(clusterOf(...shop, policy('shop/p', spec)), {
        'shop/web > 192.0.2.1 : 80': answer,
        '192.0.2.1 > shop/web : 80': 'no',
      });
    }
  });

  it('rules of a direction that is not in policyTypes do nothing', () => {
    const dead = { ...all, policyTypes: ['Ingress'], ingress: [{}], egress: [{ ports: [{ port: 1 }] }] };
    expectAnswers(clusterOf(...shop, policy('shop/p', dead)), { 'shop/web > 192.0.2.1 : 80': 'yes' });
  });

  it('a missing, null or empty podSelector selects every pod of the namespace, and no other', () => {
    for (const spec of [{ ingress: [] }, { podSelector: null }, { podSelector: {} }]) {
      expectAnswers(clusterOf(...shop, policy('shop/p', spec)), {
        'office/web > shop/web : 80': 'no',
        'office/web > shop/db : 80': 'no',
        'shop/web > office/web : 80': 'yes',
      });
    }
  });

  it('an empty rule allows everything, an empty list of rules nothing', () => {
    expectAnswers(clusterOf(...shop, policy('shop/p', { ...all, ingress: [{}] })), {
      '192.0.2.1 > shop/db : other': 'yes',
      '2001:db8::1 > shop/db : 80': 'yes',
      'office/web > shop/db : UDP 1': 'yes',
    });
    expectAnswers(clusterOf(...shop, policy('shop/p', { ...all, ingress: [] })), {
      '192.0.2.1 > shop/db : other': 'no',
      'office/web > shop/db : UDP 1': 'no',
    });
  });
});

/** Isolates every pod of shop but for this egress. */
function out(egress: unknown): ApiObject {
  return policy('shop/p', { ...all, policyTypes: ['Egress', 'Ingress'], egress });
}

describe('who is an endpoint', () => {
  const isolate = policy('shop/isolate', { ...all, policyTypes: ['Ingress', 'Egress'] });

  it('a pod always reaches itself; replicas of one workload are not one another', () => {
    expectAnswers(clusterOf(...shop, isolate, deployment('shop/api')), {
      'shop/web > shop/web : 80': 'yes',
      'shop/web > shop/web : other': 'yes',
      'shop/api > shop/api : 80': 'no',
    });
    const namesakes = clusterOf(...shop, isolate, deployment('shop/web'));
    const [source, destination] = [
      endpoint('shop/web', namesakes),
      endpoint('shop/Deployment/web', namesakes),
    ];
    expectAnswer({ source, destination, protocol: 'TCP', port: 80 }, 'no', namesakes);
  });

  it('a pod and its own node always reach each other, other nodes do not', () => {
    const inventory = clusterOf(...shop, isolate);
    const address = addressOf('192.0.2.7');
    const web = endpoint('shop/web', inventory);
    for (const [node, answer] of [
      ['n1', 'yes'],
      ['n2', 'no'],
    ] as const) {
      const host: Endpoint = { kind: 'address', address, node };
      const traffic = { protocol: 'TCP', port: 80 } as const;
      expectAnswer({ source: host, destination: web, ...traffic }, answer, inventory);
      expectAnswer({ source: web, destination: host, ...traffic }, answer, inventory);
    }
  });

  it('a host-network pod is its node: neither subject nor pod peer, reached by address or by everyone', () => {
    const agent = pod('shop/agent', {
      labels: { app: 'db' },
      hostNetwork: true,
      ips: ['192.0.2.7'],
      node: 'n3',
      ports: [{ name: 'http', containerPort: 80 }],
    });
    const question = 'shop/web > shop/agent : 80';
    expectAnswers(clusterOf(...shop, agent, out([])), {
      [question]: 'no',
      'shop/agent > office/web : 80': 'yes',
    });
    expectAnswers(clusterOf(...shop, agent, out([{ to: [toDb] }])), { [question]: 'no' });
    expectAnswers(clusterOf(...shop, agent, out([{ to: [{ namespaceSelector: {} }] }])), {
      [question]: 'no',
    });
    expectAnswers(clusterOf(...shop, agent, out([{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }])), {
      [question]: 'yes',
    });
    expectAnswers(clusterOf(...shop, agent, out([{ ports: [{ port: 80 }] }])), { [question]: 'yes' });
    expectAnswers(clusterOf(...shop, agent, out([{ ports: [{ port: 'http' }] }])), { [question]: 'no' });
  });

  it('a host-network pod on the same node may always talk; where its node is not known, it may or may not', () => {
    const inventory = clusterOf(
      ...shop,
      isolate,
      pod('shop/near', { hostNetwork: true, node: 'n1' }),
      deployment('shop/agents', { hostNetwork: true }),
    );
    expectAnswers(inventory, {
      'shop/near > shop/web : 80': 'yes',
      'shop/web > shop/near : 80': 'yes',
      'shop/near > shop/db : 80': 'no',
      'shop/agents > shop/web : 80': 'unknown',
    });
    assert.deepEqual(judge('shop/agents > shop/web : 80', inventory).ingress, {
      kind: 'cannotTell',
      answer: 'unknown',
      reasons: ['shop/Deployment/agents may be on the node of shop/web'],
    });
  });

  it('a finished pod is no endpoint, even without policies', () => {
    for (const phase of ['Succeeded', 'Failed']) {
      expectAnswers(clusterOf(...shop, pod('shop/job', { phase })), {
        'shop/job > shop/web : 80': 'no',
        'shop/web > shop/job : 80': 'no',
        'shop/job > shop/job : 80': 'no',
      });
    }
  });

  it('pending pods and workload templates are endpoints whose address is not known', () => {
    const block = { ipBlock: { cidr: '10.0.0.0/8' } };
    const inventory = clusterOf(
      ...shop,
      pod('shop/new', { labels: { app: 'new' }, phase: 'Pending' }),
      deployment('shop/api', { labels: { app: 'api' } }),
      policy('shop/p', {
        ...toDb,
        ingress: [
          { from: [block], ports: [{ port: 80 }] },
          { from: [all], ports: [{ port: 443 }] },
        ],
      }),
    );
    expectAnswers(inventory, {
      'shop/new > shop/db : 80': 'unknown',
      'shop/api > shop/db : 80': 'unknown',
      'shop/new > shop/db : 443': 'yes',
      'shop/api > shop/db : 443': 'yes',
      'shop/api > shop/db : 22': 'no',
    });
    const { ingress } = judge('shop/api > shop/db : 80', inventory);
    assert.deepEqual(ingress, {
      kind: 'cannotTell',
      answer: 'unknown',
      reasons: ['the address of shop/Deployment/api is not known'],
    });
  });
});

describe('policies that are not known', () => {
  const unknown = { state: 'unknown', reason: 'policies are not synced yet' } as const;
  const given = { state: 'given' } as const;

  function withoutPolicies(...objects: readonly ApiObject[]): ReturnType<typeof clusterOf> {
    const files = clusterOf(...objects);
    const store = createStore({ ...ofEveryKind(given), policies: unknown });
    for (const each of files.pods.all()) store.put('pods', each);
    for (const each of files.policies.all()) store.put('policies', each);
    return store.inventory;
  }

  it('could deny what nothing seen denies, and allow what nothing seen allows, but never take an allow back', () => {
    const question = '192.0.2.1 > shop/db : 80';
    expectAnswers(withoutPolicies(...shop), { [question]: 'unknown' });
    expectAnswers(withoutPolicies(...shop, policy('shop/deny', all)), { [question]: 'unknown' });
    expectAnswers(withoutPolicies(...shop, policy('shop/allow', { ...all, ingress: [{}] })), {
      [question]: 'yes',
    });
  });
});
