import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../../src/connectivity/ask.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import { plain } from '../../src/report/paint.ts';
import { whyText } from '../../src/report/why-text.ts';
import { clusterOf } from '../support/asking.ts';
import { deployment, namespace, pod, policy } from '../support/cluster-objects.ts';

const app = (value: string): object => ({ matchLabels: { app: value } });

const shop = clusterOf(
  namespace('shop'),
  pod('shop/web-1', { labels: { app: 'web' }, ips: ['10.0.0.1'] }),
  pod('shop/web-2', { labels: { app: 'web' }, ips: ['10.0.0.2'] }),
  pod('shop/api-1', {
    labels: { app: 'api' },
    ips: ['10.0.0.3'],
    ports: [{ name: 'http', containerPort: 8080 }],
  }),
  pod('shop/db-0', { labels: { app: 'db' }, ips: ['10.0.0.4'] }),
  pod('shop/old', { labels: { app: 'web' }, phase: 'Succeeded' }),
  deployment('shop/report', { labels: { app: 'report' } }),
  pod('store/till', { labels: { app: 'till' }, ips: ['10.0.0.9'] }),
  policy('shop/db', {
    podSelector: app('db'),
    ingress: [
      { from: [{ podSelector: app('api') }], ports: [{ port: 5432 }, { port: 9187 }] },
      { from: [{ namespaceSelector: { matchLabels: { team: 'audit' } } }], ports: [{ port: 5432 }] },
    ],
  }),
  policy('shop/web', {
    podSelector: app('web'),
    policyTypes: ['Egress'],
    egress: [
      { to: [{ podSelector: app('api') }], ports: [{ port: 'http' }] },
      {
        to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '1.1.1.0/24'] } }],
        ports: [{ port: 443 }],
      },
    ],
  }),
);

function told(from: string, to: string, port?: string, cluster: Inventory = shop): string {
  const answer = ask({ from, to, port }, cluster);
  if ('problem' in answer) return answer.problem;
  return `\n${answer.answer}\n${whyText(answer, () => undefined, plain)}`;
}

test('allowed: by what, at both ends', () => {
  assert.equal(
    told('shop/api-1', 'shop/db-0', '5432'),
    `
yes
shop/api-1 → shop/db-0 on TCP 5432: allowed
egress: allowed, no policy isolates it → ingress: allowed by shop/db rule 1
  ingress  shop/db rule 1 allows it
             from pods with app=api in shop
             on TCP 5432
`,
  );
  assert.equal(
    told('shop/web-1', 'shop/api-1', 'http'),
    `
yes
shop/web-1 → shop/api-1 on TCP 8080: allowed
egress: allowed by shop/web rule 1 → ingress: allowed, no policy isolates it
  egress   shop/web rule 1 allows it
             to pods with app=api in shop
             on TCP http
`,
  );
});

test('denied: which policies isolate, and what they allow instead', () => {
  assert.equal(
    told('shop/web-1', 'shop/db-0', '5432/tcp'),
    `
no
shop/web-1 → shop/db-0 on TCP 5432: denied
egress: denied, isolated by shop/web → ingress: denied, isolated by shop/db
  egress   shop/web isolates
             rule 1 allows TCP http to pods with app=api in shop
             rule 2 allows TCP 443 to 0.0.0.0/0 except 10.0.0.0/8, 1.1.1.0/24
  ingress  shop/db isolates
             rule 1 allows TCP 5432 from pods with app=api in shop
             rule 2 allows TCP 5432 from every pod of namespaces with team=audit
`,
  );
  assert.equal(
    told('shop/api-1', 'shop/db-0', '5433'),
    `
no
shop/api-1 → shop/db-0 on TCP 5433: denied
egress: allowed, no policy isolates it → ingress: denied, isolated by shop/db
  ingress  shop/db isolates
             rule 1 allows this source, but on TCP 5432, 9187
             rule 2 allows TCP 5432 from every pod of namespaces with team=audit
`,
  );
});

test('every port: one walkthrough for each distinct way', () => {
  assert.equal(
    told('shop/api-1', 'shop/db-0'),
    `
yes
shop/api-1 → shop/db-0 on everything but TCP 5432, 9187: denied
egress: allowed, no policy isolates it → ingress: denied, isolated by shop/db
  ingress  shop/db isolates
             rule 1 allows this source, but on TCP 5432, 9187
             rule 2 allows TCP 5432 from every pod of namespaces with team=audit

shop/api-1 → shop/db-0 on TCP 5432, 9187: allowed
egress: allowed, no policy isolates it → ingress: allowed by shop/db rule 1
  ingress  shop/db rule 1 allows it
             from pods with app=api in shop
             on TCP 5432
             on TCP 9187
`,
  );
});

test('a whole namespace: who is treated alike is told together', () => {
  assert.equal(
    told('ns/shop', 'shop/db-0', '5432'),
    `
no
shop/Deployment/report → shop/db-0 on TCP 5432: denied
egress: allowed, no policy isolates it → ingress: denied, isolated by shop/db
  ingress  shop/db isolates
             rule 1 allows TCP 5432 from pods with app=api in shop
             rule 2 allows TCP 5432 from every pod of namespaces with team=audit

pods with app=web in shop → shop/db-0 on TCP 5432: denied
egress: denied, isolated by shop/web → ingress: denied, isolated by shop/db
  egress   shop/web isolates
             rule 1 allows TCP http to pods with app=api in shop
             rule 2 allows TCP 443 to 0.0.0.0/0 except 10.0.0.0/8, 1.1.1.0/24
  ingress  shop/db isolates
             rule 1 allows TCP 5432 from pods with app=api in shop
             rule 2 allows TCP 5432 from every pod of namespaces with team=audit

shop/api-1 → shop/db-0 on TCP 5432: allowed
egress: allowed, no policy isolates it → ingress: allowed by shop/db rule 1
  ingress  shop/db rule 1 allows it
             from pods with app=api in shop
             on TCP 5432
`,
  );
});

test('the internet falls into what policies tell apart', () => {
  assert.equal(
    told('shop/web-1', 'internet', '443'),
    `
no
shop/web-1 → 1.1.1.0/24, the IPv6 internet on TCP 443: denied
egress: denied, isolated by shop/web → ingress: allowed, outside the pod network
  egress   shop/web isolates
             rule 1 allows TCP http to pods with app=api in shop
             rule 2 allows TCP 443 to 0.0.0.0/0 except 10.0.0.0/8, 1.1.1.0/24

shop/web-1 → the IPv4 internet but 1.1.1.0/24 on TCP 443: allowed
egress: allowed by shop/web rule 2 → ingress: allowed, outside the pod network
  egress   shop/web rule 2 allows it
             to 0.0.0.0/0 except 10.0.0.0/8, 1.1.1.0/24
             on TCP 443
`,
  );
});

test('what cannot be told', () => {
  assert.equal(
    told('store/till', 'shop/db-0', '5432'),
    `
unknown
store/till → shop/db-0 on TCP 5432: cannot tell
egress: allowed, no policy isolates it → ingress: cannot tell, the labels of namespace store are not known
  ingress  shop/db rule 2 may allow it
             from every pod of namespaces with team=audit
             on TCP 5432
           cannot tell: the labels of namespace store are not known
`,
  );
});

test('exceptions: itself, its address, another replica of its workload', () => {
  assert.equal(
    told('shop/web-1', 'shop/web-1', '80'),
    `
yes
shop/web-1 → shop/web-1 on TCP 80: allowed
egress: allowed, a pod always reaches itself → ingress: allowed, a pod always reaches itself
`,
  );
  assert.equal(told('shop/web-1', '10.0.0.1', '80'), told('shop/web-1', 'shop/web-1', '80'));
  assert.equal(
    told('shop/report', 'shop/deploy/report', '80'),
    `
yes
shop/Deployment/report → shop/Deployment/report on TCP 80: allowed
egress: allowed, no policy isolates it → ingress: allowed, no policy isolates it
`,
  );
});

test('what makes no sense is told in a sentence', () => {
  const cases: readonly (readonly [from: string, to: string, port: string | undefined, problem: string])[] = [
    [
      'shop/wbe-1',
      'shop/db-0',
      undefined,
      'there is no pod or workload shop/wbe-1 in namespace shop; did you mean shop/web-1?',
    ],
    [
      'shop/deploy/reprt',
      'shop/db-0',
      undefined,
      'there is no pod or workload shop/deploy/reprt in namespace shop; did you mean shop/Deployment/report?',
    ],
    [
      'shopp/web-1',
      'shop/db-0',
      undefined,
      'shopp/web-1: no pod of namespace shopp is known; did you mean shop?',
    ],
    ['ns/shopp', 'shop/db-0', undefined, 'ns/shopp: no pod of namespace shopp is known; did you mean shop?'],
    [
      'elsewhere/x',
      'shop/db-0',
      undefined,
      'elsewhere/x: no pod of namespace elsewhere is known; those of shop and store are',
    ],
    [
      'shop/zzzzzzzz',
      'shop/db-0',
      undefined,
      'there is no pod or workload shop/zzzzzzzz in namespace shop; it has Deployment/report, api-1, db-0, old, web-1 and 1 more',
    ],
    ['shop/old', 'shop/db-0', undefined, 'shop/old has finished: it has no address any more'],
    [
      'shop/svc/api',
      'shop/db-0',
      undefined,
      'shop/svc/api: policies see the pods behind a Service and their own ports; name one',
    ],
    [
      'shop/deplyment/api',
      'shop/db-0',
      undefined,
      'deplyment is no kind of workload; did you mean deployment?',
    ],
    [
      'web',
      'shop/db-0',
      undefined,
      'web is no end of a connection; write a pod (shop/web-1), a workload (shop/deploy/web), every pod of a namespace (ns/shop), an address (192.0.2.7), a CIDR, or internet',
    ],
    [
      '10.0.0.0/33',
      'shop/db-0',
      undefined,
      '10.0.0.0/33 is no address range: it must end with a prefix length from 0 to 32',
    ],
    [
      'internet',
      '192.0.2.1',
      undefined,
      'policies have no say between two addresses outside; one end must be a pod',
    ],
    ['shop/web-1', 'shop/db-0', '0', '0 is no port from 1 to 65535'],
    ['shop/web-1', 'shop/db-0', '70000', '70000 is no port from 1 to 65535'],
    ['shop/web-1', 'shop/db-0', '80/icmp', 'icmp is no protocol of policies; they know tcp, udp and sctp'],
    [
      'shop/web-1',
      'shop/db-0',
      'no_name',
      'no_name is neither a port number nor the name of a container port',
    ],
    ['shop/web-1', 'shop/db-0', '/tcp', '/tcp is no port; write it like 5432/tcp, 53/udp or http'],
    [
      'shop/web-1',
      'shop/db-0',
      'http',
      'shop/db-0 has no container port TCP http; none of its ports has a name',
    ],
    ['shop/web-1', 'ns/shop', 'dns/udp', 'ns/shop has no container port UDP dns; it has TCP http'],
    ['till', 'shop/db-0', undefined, 'till is no end of a connection; did you mean store/till?'],
    [
      'report',
      'shop/db-0',
      undefined,
      'report is no end of a connection; did you mean shop/Deployment/report?',
    ],
  ];
  for (const [from, to, port, problem] of cases) assert.equal(told(from, to, port), problem);
});

test('pods are known by the workload that made them', () => {
  const cluster = clusterOf(
    pod('shop/web-7c9d6b9d5-v2p8m', { labels: { 'pod-template-hash': '7c9d6b9d5' } }),
    pod('shop/web-api-7c9d6b9d5-v2p8m', { labels: { 'pod-template-hash': '7c9d6b9d5' } }),
    pod('shop/db-0', {}),
    pod('shop/agent-x2b4z', { labels: { 'controller-revision-hash': 'abc' } }),
    pod('shop/backup-28000000-x2b4z', { labels: { 'batch.kubernetes.io/job-name': 'backup-28000000' } }),
    pod('shop/front-6b8d5-p4k2j', { labels: { 'rollouts-pod-template-hash': '6b8d5' } }),
    pod('shop/old-3-h7t2x', { labels: { deploymentconfig: 'old' } }),
    pod('shop/many-q8w3e', { labels: { 'apps.kruise.io/cloneset-instance-id': 'q8w3e' } }),
  );
  for (const [phrase, expected] of [
    ['shop/deploy/web', 'shop/web-7c9d6b9d5-v2p8m'],
    ['shop/deployment/web-api', 'shop/web-api-7c9d6b9d5-v2p8m'],
    ['shop/rs/web-7c9d6b9d5', 'shop/web-7c9d6b9d5-v2p8m'],
    ['shop/sts/db', 'shop/db-0'],
    ['shop/ds/agent', 'shop/agent-x2b4z'],
    ['shop/job/backup-28000000', 'shop/backup-28000000-x2b4z'],
    ['shop/cronjob/backup', 'shop/backup-28000000-x2b4z'],
    ['shop/pod/db-0', 'shop/db-0'],
    ['shop/rollout/front', 'shop/front-6b8d5-p4k2j'],
    ['shop/dc/old', 'shop/old-3-h7t2x'],
    ['shop/cloneset/many', 'shop/many-q8w3e'],
  ] as const) {
    assert.equal(
      told(phrase, 'internet', undefined, cluster).split('\n')[2],
      `${expected} → the internet on everything: allowed`,
    );
  }
});

test('a single address is named as such', () => {
  assert.match(told('192.0.2.9', 'shop/db-0', '80'), /^192\.0\.2\.9 → shop\/db-0 on TCP 80: denied$/m);
  assert.match(told('2001:db8::9', 'shop/db-0', '80'), /^2001:db8::9 → /m);
  assert.match(told('192.0.2.0/31', 'shop/db-0', '80'), /^192\.0\.2\.0\/31 → /m);
  assert.match(told('0.0.0.0/32', 'shop/db-0', '80'), /^0\.0\.0\.0 → /m);
});
