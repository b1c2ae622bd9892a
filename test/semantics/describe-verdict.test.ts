import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeVerdict } from '../../src/semantics/describe-verdict.ts';
import { clusterOf, judge } from '../support/asking.ts';
import { namespace, pod, policy } from '../support/cluster-objects.ts';

const deny = { podSelector: { matchLabels: { app: 'db' } } };
const dns = { ports: [{ port: 53, protocol: 'UDP' }] };
const web = { to: [{ podSelector: {} }], ports: [{ port: 80 }, { port: 80, endPort: 90 }] };

const cluster = clusterOf(
  namespace('shop'),
  pod('shop/web', { labels: { app: 'web' }, ips: ['10.0.0.1'], node: 'n1' }),
  pod('shop/db', { labels: { app: 'db' }, ips: ['10.0.0.2'] }),
  pod('shop/free', { labels: { app: 'free' }, ips: ['10.0.0.3'] }),
  pod('shop/cron', { labels: { app: 'cron' }, ips: ['10.0.0.4'] }),
  pod('shop/done', { phase: 'Succeeded' }),
  pod('shop/agent', { hostNetwork: true, node: 'n1' }),
  pod('elsewhere/web', { labels: { app: 'web' } }),
  policy('shop/api', {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Egress', 'Ingress'],
    egress: [dns, web],
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] }],
  }),
  policy('shop/web-too', {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Egress'],
    egress: [web],
  }),
  policy('shop/cron', {
    podSelector: { matchLabels: { app: 'cron' } },
    policyTypes: ['Egress'],
    egress: [web, dns, web, web],
  }),
  policy('shop/db', deny),
  policy('shop/db-b', deny),
  policy('shop/db-c', deny),
  policy('shop/db-d', deny),
);

describe('a verdict as one line', () => {
  const cases: Readonly<Record<string, string>> = {
    'shop/web > shop/free : UDP 53':
      'egress: allowed by shop/api rule 1 → ingress: allowed, no policy isolates it',
    'shop/web > shop/db : 80':
      'egress: allowed by shop/api rule 2 and shop/web-too rule 1 → ingress: denied, isolated by shop/db, shop/db-b and 2 more',
    'shop/cron > shop/free : 80':
      'egress: allowed by shop/cron rules 1, 3 and 4 → ingress: allowed, no policy isolates it',
    'shop/web > 192.0.2.1 : 443':
      'egress: denied, isolated by shop/api and shop/web-too → ingress: allowed, outside the pod network',
    'shop/db > shop/db : 80':
      'egress: allowed, a pod always reaches itself → ingress: allowed, a pod always reaches itself',
    'shop/agent > shop/web : 80':
      'egress: allowed, policies do not apply on the host network → ingress: allowed, a pod and its own node always reach each other',
    'shop/done > shop/free : 80':
      'egress: impossible, the pod has finished → ingress: impossible, the pod has finished',
    'elsewhere/web > shop/web : 80':
      'egress: allowed, no policy isolates it → ingress: cannot tell, the labels of namespace elsewhere are not known',
  };
  for (const [question, line] of Object.entries(cases)) {
    it(question, () => {
      assert.equal(describeVerdict(judge(question, cluster)), line);
    });
  }

  it('names every entry that allows', () => {
    const { egress } = judge('shop/web > shop/free : 80', cluster);
    assert.ok(egress.kind === 'allowed');
    assert.deepEqual(
      egress.allowedBy.map(({ policy, rule, peer, port }) => [policy.name, rule, peer, port]),
      [
        ['api', 1, 0, 0],
        ['api', 1, 0, 1],
        ['web-too', 0, 0, 0],
        ['web-too', 0, 0, 1],
      ],
    );
    const dnsAllowed = judge('shop/web > shop/free : UDP 53', cluster).egress;
    assert.ok(dnsAllowed.kind === 'allowed');
    const [allowance] = dnsAllowed.allowedBy;
    assert.equal(allowance?.peer, undefined, 'a rule without peers');
    assert.deepEqual(
      dnsAllowed.isolatedBy.map(({ name }) => name),
      ['api', 'web-too'],
    );
  });
});
