import { describe, it } from 'node:test';
import { clusterOf, expectAnswers } from '../support/asking.ts';
import { deployment, namespace, pod, policy, type ApiObject } from '../support/cluster-objects.ts';

const base: readonly ApiObject[] = [
  namespace('shop', { team: 'a' }),
  namespace('office'),
  pod('shop/web', { labels: { app: 'web' }, ips: ['10.0.0.1'], node: 'n1' }),
  pod('shop/bare', { ips: ['10.0.0.3'] }),
  pod('shop/db', {
    labels: { app: 'db' },
    ips: ['10.0.0.2'],
    node: 'n1',
    ports: [
      { name: 'dns', containerPort: 5353 },
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
    ],
  }),
  pod('office/web', { labels: { app: 'web' }, ips: ['10.0.1.1'] }),
];

function ingress(rule: unknown): ApiObject {
  return policy('shop/p', { podSelector: { matchLabels: { app: 'db' } }, ingress: [rule] });
}

function block(except: readonly string[], ...more: readonly string[]): unknown {
  const blocks = [{ cidr: '10.0.0.0/16', except }, ...more.map((cidr) => ({ cidr }))];
  return { from: blocks.map((ipBlock) => ({ ipBlock })) };
}

describe('answers that reachability tools are known to get wrong', () => {
  it('NotIn matches what lacks the key, and an empty value does not', () => {
    const notIn = { podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } };
    expectAnswers(clusterOf(...base, ingress({ from: [notIn] })), {
      'shop/bare > shop/db : 80': 'yes',
      'shop/web > shop/db : 80': 'no',
    });
    const empty = { podSelector: { matchLabels: { app: '' } } };
    expectAnswers(clusterOf(...base, ingress({ from: [empty] })), { 'shop/bare > shop/db : 80': 'no' });
  });

  it('a port entry without a number keeps to its protocol', () => {
    expectAnswers(clusterOf(...base, ingress({ ports: [{ protocol: 'UDP' }] })), {
      'shop/web > shop/db : UDP 80': 'yes',
      'shop/web > shop/db : TCP 80': 'no',
    });
  });

  it('a pod’s own node is never blocked', () => {
    const kubelet = pod('shop/probe', { hostNetwork: true, node: 'n1' });
    const deny = policy('shop/deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expectAnswers(clusterOf(...base, kubelet, deny), { 'shop/probe > shop/db : 80': 'yes' });
  });

  it('an ipBlock matches pods: allowed by CIDR, excepted, and where blocks overlap', () => {
    const question = 'shop/web > shop/db : 80';
    expectAnswers(clusterOf(...base, ingress(block([]))), { [question]: 'yes' });
    expectAnswers(clusterOf(...base, ingress(block(['10.0.0.0/24']))), { [question]: 'no' });
    expectAnswers(clusterOf(...base, ingress(block(['10.0.0.0/24'], '10.0.0.1/32'))), { [question]: 'yes' });
  });

  it('a peer with only a namespaceSelector means every pod there, whatever pods of one workload differ in', () => {
    const replicas = ['0', '1'].map((index) =>
      pod(`office/set-${index}`, { labels: { 'apps.kubernetes.io/pod-index': index } }),
    );
    const peer = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'office' } } };
    expectAnswers(clusterOf(...base, ...replicas, ingress({ from: [peer] })), {
      'office/set-0 > shop/db : 80': 'yes',
      'office/set-1 > shop/db : 80': 'yes',
    });
  });

  it('pods of one workload that differ in a label are judged one by one, and a pending pod stops nothing', () => {
    const inventory = clusterOf(
      ...base,
      pod('office/canary', { labels: { track: 'canary' } }),
      pod('office/stable', { labels: { track: 'stable' } }),
      pod('office/waiting', { phase: 'Pending' }),
      ingress({ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { track: 'stable' } } }] }),
    );
    expectAnswers(inventory, {
      'office/canary > shop/db : 80': 'no',
      'office/stable > shop/db : 80': 'yes',
      'office/waiting > shop/db : 80': 'no',
    });
  });

  it('a port name means its own protocol, also where another protocol’s port of that name comes first', () => {
    expectAnswers(clusterOf(...base, ingress({ ports: [{ port: 'dns', protocol: 'UDP' }] })), {
      'shop/web > shop/db : UDP 53': 'yes',
      'shop/web > shop/db : TCP 53': 'no',
      'shop/web > shop/db : TCP 5353': 'no',
    });
  });

  it('an empty egress list without policyTypes isolates ingress only', () => {
    expectAnswers(clusterOf(...base, policy('shop/p', { podSelector: {}, egress: [] })), {
      'shop/web > office/web : 80': 'yes',
      'office/web > shop/web : 80': 'no',
    });
  });

  it('what the API accepts is judged: either order of policyTypes, a null podSelector, rules without their type', () => {
    const accepted = { podSelector: null, policyTypes: ['Egress', 'Ingress'], ingress: [{}] };
    expectAnswers(clusterOf(...base, policy('shop/p', accepted)), { 'office/web > shop/web : 80': 'yes' });
    const dead = { podSelector: {}, policyTypes: ['Ingress'], egress: [{ to: [{ podSelector: {} }] }] };
    expectAnswers(clusterOf(...base, policy('shop/p', dead)), { 'shop/web > office/web : 80': 'yes' });
  });

  it('In [""] does not select a namespace without the label', () => {
    const selector = { matchExpressions: [{ key: 'team', operator: 'In', values: [''] }] };
    expectAnswers(clusterOf(...base, ingress({ from: [{ namespaceSelector: selector }] })), {
      'office/web > shop/db : 80': 'no',
    });
  });

  it('finished and host-network pods are not ordinary endpoints', () => {
    const inventory = clusterOf(
      ...base,
      pod('shop/done', { labels: { app: 'web' }, phase: 'Failed' }),
      pod('shop/host', { labels: { app: 'web' }, hostNetwork: true, node: 'n2', ips: ['192.0.2.2'] }),
      ingress({ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }),
    );
    expectAnswers(inventory, {
      'shop/done > shop/db : 80': 'no',
      'shop/host > shop/db : 80': 'no',
      'shop/web > shop/db : 80': 'yes',
    });
  });

  it('pods of other namespaces do not come under a policy', () => {
    expectAnswers(clusterOf(...base, policy('shop/p', { podSelector: { matchLabels: { app: 'web' } } })), {
      'shop/db > office/web : 80': 'yes',
      'shop/db > shop/web : 80': 'no',
    });
  });

  it('all labels of a selector must be on the same pod, and expressions count', () => {
    const selector = {
      matchLabels: { app: 'web', tier: 'front' },
      matchExpressions: [{ key: 'legacy', operator: 'DoesNotExist' }],
    };
    const inventory = clusterOf(
      ...base,
      pod('shop/both', { labels: { app: 'web', tier: 'front' } }),
      pod('shop/tier', { labels: { tier: 'front' } }),
      pod('shop/old', { labels: { app: 'web', tier: 'front', legacy: '' } }),
      ingress({ from: [{ podSelector: selector }] }),
    );
    expectAnswers(inventory, {
      'shop/both > shop/db : 80': 'yes',
      'shop/web > shop/db : 80': 'no',
      'shop/tier > shop/db : 80': 'no',
      'shop/old > shop/db : 80': 'no',
    });
  });

  it('no common port is no connection, and a pod’s own traffic is none of a policy’s', () => {
    const inventory = clusterOf(
      ...base,
      policy('shop/out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 80 }] }] }),
      policy('shop/in', { podSelector: {}, ingress: [{ ports: [{ port: 443 }] }] }),
    );
    expectAnswers(inventory, {
      'shop/web > shop/db : 80': 'no',
      'shop/web > shop/db : 443': 'no',
      'shop/web > shop/web : 22': 'yes',
    });
  });

  it('a rule keeps its own peers and ports: those of two rules do not mix', () => {
    const rules = [
      { from: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 80 }] },
      { from: [{ podSelector: {} }], ports: [{ port: 443 }] },
    ];
    const db = policy('shop/p', { podSelector: { matchLabels: { app: 'db' } }, ingress: rules });
    expectAnswers(clusterOf(...base, db), {
      '192.0.2.1 > shop/db : 80': 'yes',
      '192.0.2.1 > shop/db : 443': 'no',
      'shop/web > shop/db : 443': 'yes',
      'shop/web > shop/db : 80': 'no',
    });
  });

  it('a policy without a spec is one that selects every pod and lets nothing in', () => {
    for (const spec of [null, undefined, {}]) {
      expectAnswers(clusterOf(...base, policy('shop/p', spec)), {
        'office/web > shop/web : 80': 'no',
        'shop/web > office/web : 80': 'yes',
      });
    }
  });

  it('isolation in one direction says nothing about the other, also for replicas', () => {
    const inventory = clusterOf(
      ...base,
      deployment('shop/api', { labels: { app: 'api' } }),
      policy('shop/p', { podSelector: { matchLabels: { app: 'api' } } }),
    );
    expectAnswers(inventory, {
      'shop/api > shop/web : 80': 'yes',
      'shop/web > shop/api : 80': 'no',
      'shop/api > shop/api : 80': 'no',
    });
  });
});
