import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { changesConnectivity, diffOf } from '../../src/connectivity/connectivity-diff.ts';
import type { MapRow } from '../../src/connectivity/map-row.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import { layer } from '../../src/model/layer.ts';
import type { NetworkPolicy } from '../../src/model/networkpolicy.ts';
import { hasFinished, podKey, type Pod } from '../../src/model/pod.ts';
import { diffText } from '../../src/report/diff-text.ts';
import { plain } from '../../src/report/paint.ts';
import type { Endpoint } from '../../src/semantics/connection.ts';
import { clusterOf } from '../support/asking.ts';
import { deployment, namespace, policy } from '../support/cluster-objects.ts';
import { means } from '../support/named-ends.ts';
import { allowedSamples, judgedPairs, nameOf, samplesIn } from '../support/pair-oracle.ts';
import { playEvents, randomEvents } from '../support/random-cluster.ts';

const upstream = { ipBlockMatchesPods: 'upstream' } as const;

function find({ pods }: Inventory, endpoint: Endpoint): Endpoint | undefined {
  if (endpoint.kind === 'address') return endpoint;
  const found = pods.get(endpoint.pod.namespace, podKey(endpoint.pod));
  const isIt = found !== undefined && podKey(found) === podKey(endpoint.pod) && !hasFinished(found);
  return isIt ? { kind: 'pod', pod: found } : undefined;
}

function allowedIn(inventory: Inventory, source: Endpoint, destination: Endpoint): readonly string[] {
  const [from, to] = [find(inventory, source), find(inventory, destination)];
  if (from === undefined || to === undefined) return [];
  return allowedSamples(from, to, inventory, upstream)
    .split(' ')
    .filter((sample) => sample !== '');
}

test('of every pair what is gained and lost is what the pairwise verdicts before and after say', () => {
  fc.assert(
    fc.property(randomEvents, randomEvents, (one, other) => {
      const before = playEvents(one).inventory;
      const after = playEvents([...one, ...other]).inventory;
      const diff = diffOf(before, after);
      for (const [source, destination] of judgedPairs(layer(before, after))) {
        const ends = [source, destination].flatMap((end) => (end.kind === 'pod' ? [end.pod] : []));
        if (!ends.every((end) => areComparable(before, after, end))) continue;
        const told = (rows: readonly MapRow[]): string => toldOf(rows, source, destination);
        const was = allowedIn(before, source, destination);
        const is = allowedIn(after, source, destination);
        const pair = `${nameOf(source)} to ${nameOf(destination)}`;
        const gained = is.filter((sample) => !was.includes(sample)).join(' ');
        const lost = was.filter((sample) => !is.includes(sample)).join(' ');
        assert.equal(told([...diff.gained, ...diff.ofAdded]), gained, `${pair} gains`);
        assert.equal(told([...diff.lost, ...diff.ofRemoved]), lost, `${pair} loses`);
      }
    }),
    { numRuns: 100 },
  );
});

function toldOf(rows: readonly MapRow[], source: Endpoint, destination: Endpoint): string {
  return rows
    .filter(({ from, to }) => means(from, source) && means(to, destination))
    .map(({ ports }) => samplesIn(ports))
    .join();
}

/** The labels of a pod that changes are told as they are after it; exempt pairs are those before or after. */
function areComparable(before: Inventory, after: Inventory, pod: Pod): boolean {
  const [was, is] = [before, after].map(({ pods }) => pods.get(pod.namespace, podKey(pod)));
  return (
    was === undefined || is === undefined || (was.hostNetwork === is.hostNetwork && was.node === is.node)
  );
}

test('what is the same has no difference, hidden or not', () => {
  fc.assert(
    fc.property(randomEvents, (events) => {
      const diff = diffOf(playEvents(events).inventory, playEvents(events).inventory);
      assert.ok(!changesConnectivity(diff));
      assert.deepEqual(diff.hidden, { gained: [], lost: [] });
      const none = { ingress: [], egress: [] };
      assert.deepEqual([diff.newlyIsolated, diff.newlyOpen], [none, none]);
      assert.deepEqual(diff.policies, { added: [], removed: [], changed: [] });
    }),
    { numRuns: 50 },
  );
});

test('what is gained one way is lost the other way, hidden or not', () => {
  fc.assert(
    fc.property(randomEvents, randomEvents, (one, other) => {
      const before = playEvents(one).inventory;
      const policies = other.filter(({ kind }) => kind === 'policies');
      const after = playEvents([...one, ...policies]).inventory;
      const [there, back] = [diffOf(before, after), diffOf(after, before)];
      for (const [source, destination] of judgedPairs(after)) {
        const told = (rows: readonly MapRow[]): string => toldOf(rows, source, destination);
        assert.equal(told(there.gained), told(back.lost));
        assert.equal(told(there.hidden.gained), told(back.hidden.lost));
        assert.equal(told(there.hidden.lost), told(back.hidden.gained));
      }
    }),
    { numRuns: 50 },
  );
});

const app = (value: string): object => ({ matchLabels: { app: value } });
const workloads = [
  namespace('shop'),
  deployment('shop/web', { labels: { app: 'web' } }),
  deployment('shop/api', { labels: { app: 'api' } }),
  deployment('shop/db', { labels: { app: 'db' } }),
];
const dbFromApi = policy('shop/db', {
  podSelector: app('db'),
  ingress: [{ from: [{ podSelector: app('api') }], ports: [{ port: 5432 }] }],
});
const apiEgress = policy('shop/api-egress', {
  podSelector: app('api'),
  policyTypes: ['Egress'],
  egress: [{ to: [{ podSelector: app('db') }] }],
});

function textOf(before: readonly object[], after: readonly object[]): string {
  const cluster = (objects: readonly object[]): Inventory => clusterOf(...(objects as never[]));
  return `\n${diffText(diffOf(cluster(before), cluster(after)), plain)}`;
}

test('a block that only the old state has may have held the addresses of pods', () => {
  const byBlock = policy('shop/api-egress', {
    podSelector: app('api'),
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
  });
  const { gaps } = diffOf(clusterOf(...workloads, byBlock), clusterOf(...workloads, apiEgress));
  assert.deepEqual(gaps, [
    'no pod has a known address, so ipBlock 10.0.0.0/8 is taken to match none of them',
  ]);
});

test('a policy that opens what another end blocks, and isolates', () => {
  const wider: NetworkPolicy | object = policy('shop/api-egress', {
    podSelector: app('api'),
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: app('db') }] }, { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }],
  });
  assert.equal(
    textOf([...workloads, dbFromApi, apiEgress], [...workloads, dbFromApi, wider]),
    `
Opens: connections are gained, also to outside of the cluster, and none is lost.
  ~ shop/api-egress

Gained, more is allowed than before:
  shop/Deployment/api  203.0.113.0/24  everything

cannot tell: no pod has a known address, so ipBlock 203.0.113.0/24 is taken to match none of them
`,
  );
  assert.equal(
    textOf(workloads, [...workloads, dbFromApi]),
    `
Closes: connections are lost, and none is gained.
  + shop/db

Lost, no longer allowed:
  shop/Deployment/api         shop/Deployment/db  everything but TCP 5432

  pods with app!=api in shop  shop/Deployment/db  everything
  any address outside

Newly isolated, so at their end only what a policy allows:
  ingress  shop/Deployment/db
`,
  );
});

test('what one end newly admits and the other blocks is hidden', () => {
  const any = policy('shop/db', {
    podSelector: app('db'),
    ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 5432 }] }],
  });
  const closedWeb = policy('shop/web', { podSelector: app('web'), policyTypes: ['Egress'] });
  const before = [...workloads, dbFromApi, closedWeb, apiEgress];
  assert.equal(
    textOf(before, [...workloads, any, closedWeb, apiEgress]),
    `
Opens: connections are gained, and none is lost.
  ~ shop/db

Gained, more is allowed than before:
  shop/Deployment/db  shop/Deployment/db  TCP 5432

Hidden, newly admitted at one end and blocked at the other:
  shop/Deployment/web  shop/Deployment/db  TCP 5432
`,
  );
});

test('pods that come and go are told apart from those that stay', () => {
  const added = deployment('shop/job', { labels: { app: 'job' } });
  assert.equal(
    textOf([...workloads, dbFromApi], [...workloads.slice(0, 3), added, dbFromApi]),
    `
Between what stays nothing changes; pods that come or go bring or take their connections.

Of pods that are new:
  pods with app!=db in shop  shop/Deployment/job  everything
  any address outside

  shop/Deployment/job        shop/Deployment/api  everything
                             shop/Deployment/web
                             any address outside

Of pods that are gone:
  shop/Deployment/api  shop/Deployment/db   TCP 5432

  shop/Deployment/db   shop/Deployment/api  everything
                       shop/Deployment/web
                       any address outside
`,
  );
});

test('without workloads imaginary pods are compared', () => {
  const udp = policy('shop/db', {
    podSelector: app('db'),
    ingress: [{ from: [{ podSelector: app('api') }, { namespaceSelector: {} }], ports: [{ port: 'sql' }] }],
  });
  assert.equal(
    textOf([dbFromApi], [udp, apiEgress]),
    `
Opens and closes: connections are gained, and others lost.
  + shop/api-egress
  ~ shop/db
  about imaginary pods, one for each selector

Gained, more is allowed than before:
  any pod with app=api in shop  any pod with app=db in shop  TCP sql
  any pod of any namespace

Lost, no longer allowed:
  any pod with app=api in shop  any pod with app=db in shop  TCP 5432

  any pod with app=api in shop  any pod of any namespace     everything
                                any address outside

Newly isolated, so at their end only what a policy allows:
  egress  any pod with app=api in shop
`,
  );
});

const named = (name: string): object => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

test('what changes with pods that neither state knows, at ends that are isolated before and after', () => {
  const dns = (...ports: readonly object[]): object =>
    policy('shop/dns', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [named('kube-system')], ports }],
    });
  const web = (from: string, port: number | string): object =>
    policy('shop/web', { podSelector: app('web'), ingress: [{ from: [named(from)], ports: [{ port }] }] });
  const [udp, tcp] = [{ port: 53, protocol: 'UDP' }, { port: 53 }];
  assert.equal(
    textOf([...workloads, web('edge', 8080), dns(udp, tcp)], [...workloads, web('gateway', 8080), dns(udp)]),
    `
Opens and closes: connections are gained, and others lost.
  ~ shop/dns
  ~ shop/web

Gained with pods that are not known here, if their own end allows it:
  any pod in gateway  shop/Deployment/web  TCP 8080

Lost with pods that are not known here:
  any pod in edge    shop/Deployment/web     TCP 8080
  every pod of shop  any pod in kube-system  TCP 53
`,
  );
  const wide = policy('shop/web', {
    podSelector: app('web'),
    ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }],
  });
  const narrow = policy('shop/web', {
    podSelector: app('web'),
    ingress: [{ from: [{ podSelector: app('probe') }], ports: [{ port: 8080 }] }],
  });
  const { beyond } = diffOf(clusterOf(...workloads, wide), clusterOf(...workloads, narrow));
  assert.deepEqual(beyond, { gained: [], lost: [] });
});

test('policies that select no pod that is known are told to be open', () => {
  const other = policy('store/till', { podSelector: app('till') });
  const both = [other, policy('store/shelf', { podSelector: app('shelf') })];
  const told = (policies: readonly object[]): string =>
    textOf(workloads, [...workloads, ...policies]).replace(/^[^]*\n\n/, '');
  assert.equal(
    told([other]),
    'cannot tell: what policy store/till does, which selects no pod that is known\n',
  );
  assert.equal(
    told(both),
    'cannot tell: what policies store/shelf and store/till do, which select no pod that is known\n',
  );
});
