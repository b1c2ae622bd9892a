import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { mapOf } from '../../src/connectivity/connectivity-map.ts';
import { directions } from '../../src/model/networkpolicy.ts';
import { hasFinished, type Pod } from '../../src/model/pod.ts';
import { plain } from '../../src/report/paint.ts';
import { mapTable } from '../../src/report/map-table.ts';
import { isolating } from '../../src/semantics/isolation.ts';
import { clusterOf } from '../support/asking.ts';
import { type ApiObject, deployment, namespace, pod, policy } from '../support/cluster-objects.ts';
import { means, meansPod } from '../support/named-ends.ts';
import { allowedSamples, judgedPairs, nameOf, samplesIn } from '../support/pair-oracle.ts';
import { playEvents, randomEvents } from '../support/random-cluster.ts';

const upstream = { ipBlockMatchesPods: 'upstream' } as const;

test('the rows, read by their words, say of every pair what the pairwise verdict says', () => {
  fc.assert(
    fc.property(randomEvents, (events) => {
      const { inventory } = playEvents(events);
      const { rows } = mapOf(inventory);
      for (const [source, destination] of judgedPairs(inventory)) {
        const found = rows.filter(({ from, to }) => means(from, source) && means(to, destination));
        const pair = `${nameOf(source)} to ${nameOf(destination)}`;
        assert.ok(found.length <= 1, `${pair} is in ${found.length} rows`);
        assert.equal(
          found.map(({ ports }) => samplesIn(ports)).join(),
          allowedSamples(source, destination, inventory, upstream),
          pair,
        );
      }
    }),
    { numRuns: 150 },
  );
});

test('open is whom no policy isolates', () => {
  fc.assert(
    fc.property(randomEvents, (events) => {
      const { inventory } = playEvents(events);
      const { open } = mapOf(inventory);
      const pods = [...inventory.pods.all()].filter((each: Pod) => !hasFinished(each) && !each.hostNetwork);
      for (const direction of directions) {
        for (const each of pods) {
          const isOpen = isolating(each, direction, inventory).length === 0;
          assert.equal(
            open[direction].some((set) => meansPod(set, each)),
            isOpen,
          );
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('the order of objects changes nothing', () => {
  fc.assert(
    fc.property(randomEvents, (events) => {
      const put = events.filter(({ gone }) => !gone);
      const unique = new Map(
        put.map((event) => [`${event.kind} ${JSON.stringify(nameIn(event.object))}`, event]),
      );
      const one = mapTable(mapOf(playEvents([...unique.values()]).inventory), plain);
      const other = mapTable(mapOf(playEvents([...unique.values()].toReversed()).inventory), plain);
      assert.equal(lines(one), lines(other));
    }),
    { numRuns: 50 },
  );
});

function nameIn(object: object): readonly unknown[] {
  const { namespace: home, name, origin } = object as Record<string, unknown>;
  return [home, name, origin];
}

function lines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .sort()
    .join('\n');
}

const app = (value: string): object => ({ matchLabels: { app: value } });

const shop = [
  namespace('shop', { team: 'retail' }),
  namespace('kube-system'),
  deployment('shop/web', { labels: { app: 'web' } }),
  deployment('shop/api', { labels: { app: 'api' }, ports: [{ name: 'http', containerPort: 8080 }] }),
  deployment('shop/db', { labels: { app: 'db' } }),
  pod('kube-system/dns-1', { labels: { 'k8s-app': 'kube-dns' }, ips: ['10.0.0.1'] }),
  pod('kube-system/dns-2', { labels: { 'k8s-app': 'kube-dns' }, ips: ['10.0.0.2'] }),
  pod('kube-system/proxy-1', { labels: { 'k8s-app': 'kube-proxy' }, hostNetwork: true, ips: ['192.0.2.1'] }),
  policy('shop/deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
  policy('shop/dns', {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      {
        to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }],
      },
    ],
  }),
  policy('shop/web', {
    podSelector: app('web'),
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }], ports: [{ port: 443 }] }],
    egress: [{ to: [{ podSelector: app('api') }], ports: [{ port: 'http' }] }],
  }),
  policy('shop/api', {
    podSelector: app('api'),
    ingress: [
      { from: [{ podSelector: app('web') }] },
      { from: [{ namespaceSelector: app('monitoring') }], ports: [{ port: 9090 }] },
    ],
  }),
];

test('the map of a shop', () => {
  assert.equal(
    `\n${mapTable(mapOf(clusterOf(...shop)), plain)}`,
    `
from                                     to                                  ports
every pod of kube-system                 every pod of kube-system            everything
kube-system/proxy-1 (host network)       kube-system/proxy-1 (host network)
any IPv4 address outside

every pod of kube-system                 any IPv4 address outside            everything
kube-system/proxy-1 (host network)

kube-system/proxy-1 (host network)       shop/Deployment/web                 TCP 443
any IPv4 address outside but 10.0.0.0/8

every pod of shop                        every pod of kube-system            TCP 53, UDP 53
shop/Deployment/web                      shop/Deployment/api                 TCP 8080

Allowed besides with pods that are not known here, if their own end allows it:
  any pod of a namespace with app=monitoring  shop/Deployment/api  TCP 9090

Open: no policy isolates them, so at their end everything is allowed:
  ingress  every pod of kube-system
  egress   every pod of kube-system

Closed: isolated, and no connection is left:
  ingress  shop/Deployment/db

cannot tell: 3 of 6 pods do not have a known address, so ipBlock 0.0.0.0/0 is taken to match none of them
`,
  );
});

test('a block that may hold the address of a pod, on the host network or not, is told where that address is not known', () => {
  const toBlock = policy('shop/web', {
    podSelector: app('web'),
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
  });
  const web = pod('shop/web', { labels: { app: 'web' }, ips: ['10.0.0.1'] });
  const gaps = (...objects: readonly ApiObject[]): readonly string[] =>
    mapOf(clusterOf(web, toBlock, ...objects)).gaps;
  const told =
    '1 of 2 pods do not have a known address, so ipBlock 10.0.0.0/8 is taken to match none of them';
  assert.deepEqual(gaps(), []);
  assert.deepEqual(gaps(pod('shop/agent', { hostNetwork: true, ips: ['10.1.0.1'] })), []);
  assert.deepEqual(gaps(deployment('shop/agent', { hostNetwork: true })), [told]);
  assert.deepEqual(gaps(deployment('shop/api')), [told]);
});

test('who may connect with pods that are not known is told, and is not closed', () => {
  const objects = [
    deployment('shop/web', { labels: { app: 'web' }, ports: [{ name: 'http', containerPort: 8080 }] }),
    deployment('shop/db', { labels: { app: 'db' } }),
    deployment('shop/cache', { labels: { app: 'cache' } }),
    policy('shop/deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    policy('shop/dns', {
      podSelector: app('web'),
      policyTypes: ['Egress'],
      egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] }],
    }),
    policy('shop/dns-too', {
      podSelector: app('web'),
      policyTypes: ['Egress'],
      egress: [{ to: [], ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] }],
    }),
    policy('shop/front', {
      podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'db'] }] },
      ingress: [
        { from: [{ namespaceSelector: metadataName('edge') }], ports: [{ port: 'http' }, { port: 8443 }] },
        { from: [{ namespaceSelector: {} }], ports: [{ port: 8443 }] },
        {
          from: [{ namespaceSelector: metadataName('edge'), podSelector: app('proxy') }],
          ports: [{ port: 8080 }],
        },
      ],
    }),
    policy('shop/cache', {
      podSelector: app('cache'),
      ingress: [{ from: [{ namespaceSelector: metadataName('edge') }], ports: [{ port: 'http' }] }],
    }),
  ];
  assert.equal(
    `\n${mapTable(mapOf(clusterOf(...objects)), plain)}`,
    `
from                 to                   ports
shop/Deployment/web  any address outside  TCP 53, UDP 53

Allowed besides with pods that are not known here, if their own end allows it:
  any pod of any namespace        pods with app!=cache in shop  TCP 8443
  any pod with app=proxy in edge  shop/Deployment/db            TCP 8080
  any pod in edge                 shop/Deployment/web           TCP 8080, 8443
  shop/Deployment/web             any pod of any namespace      TCP 53, UDP 53

Closed: isolated, and no connection is left:
  ingress  shop/Deployment/cache
  egress   pods with app!=web in shop
`,
  );
});

function metadataName(name: string): object {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}
