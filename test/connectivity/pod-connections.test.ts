import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { podConnections } from '../../src/connectivity/pod-connections.ts';
import { contains, parseAddress } from '../../src/model/address.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import type { Profile } from '../../src/semantics/admitting.ts';
import { describeEndpoint, type Endpoint, type Traffic } from '../../src/semantics/connection.ts';
import { createEngine } from '../../src/semantics/engine/engine.ts';
import { podConnectionsJson } from '../../src/report/pod-connections.ts';
import { clusterOf } from '../support/asking.ts';
import { deployment, pod, policy } from '../support/cluster-objects.ts';
import { allowedSamples, describeSamples, judgedPairs, samples } from '../support/pair-oracle.ts';
import { playEvents, randomEvents, randomProfile } from '../support/random-cluster.ts';

interface Entry {
  readonly from: string;
  readonly to: string;
  readonly all?: true;
  readonly protocols?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
}

function entriesOf(inventory: Inventory, profile?: Profile): readonly Entry[] {
  const blocks = createEngine(inventory, profile).connectivity();
  const text = [...podConnectionsJson(podConnections(blocks))].join('');
  const { version, connections, ...rest } = JSON.parse(text) as {
    version: number;
    connections: readonly Entry[];
  };
  assert.deepEqual([version, rest], [1, {}]);
  return connections;
}

function isEnd(name: string, endpoint: Endpoint): boolean {
  if (endpoint.kind === 'pod') return name === describeEndpoint(endpoint);
  if (name.includes('/')) return false;
  const [first, last] = name.split('-').map(parseAddress);
  assert.ok(first && last, name);
  const range = { family: first.family, first: first.value, last: last.value, text: name };
  return contains(range, endpoint.address);
}

function isIn({ all, protocols = {} }: Entry, traffic: Traffic): boolean {
  if (all === true || traffic.protocol === 'other') return all === true;
  const ranges = protocols[traffic.protocol] ?? [];
  return ranges.some(([first, last]) => first <= traffic.port && traffic.port <= last);
}

test('what is listed for every pair of endpoints is what the pairwise verdict allows', () => {
  fc.assert(
    fc.property(randomEvents, randomProfile, (events, profile) => {
      const { inventory } = playEvents(events);
      const entries = entriesOf(inventory, profile);
      for (const [source, destination] of judgedPairs(inventory)) {
        const found = entries.filter(({ from, to }) => isEnd(from, source) && isEnd(to, destination));
        assert.ok(found.length <= 1, `${describeEndpoint(source)} to ${describeEndpoint(destination)}`);
        assert.equal(
          describeSamples(samples.filter((traffic) => found.some((entry) => isIn(entry, traffic)))),
          allowedSamples(source, destination, inventory, profile),
          `${describeEndpoint(source)} to ${describeEndpoint(destination)}`,
        );
      }
    }),
    { numRuns: 100 },
  );
});

test('entries are sorted, without repetition, and never from a pod to itself', () => {
  fc.assert(
    fc.property(randomEvents, (events) => {
      const { inventory } = playEvents(events);
      const pairs = entriesOf(inventory).map(({ from, to }) => JSON.stringify([from, to]));
      assert.deepEqual(pairs, [...new Set(pairs)].sort());
      const pods = [...inventory.pods.all()].filter(({ origin }) => origin === 'Pod');
      for (const each of pods) {
        const name = describeEndpoint({ kind: 'pod', pod: each });
        assert.ok(!pairs.includes(JSON.stringify([name, name])), name);
      }
    }),
    { numRuns: 50 },
  );
});

test('the JSON is exactly this', () => {
  const inventory = clusterOf(
    pod('shop/web-1', { labels: { app: 'web' }, ips: ['10.0.0.1'] }),
    deployment('shop/db', { labels: { app: 'db' } }),
    policy('shop/db', {
      podSelector: { matchLabels: { app: 'db' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ port: 80 }, { port: 8000, endPort: 8999 }, { port: 53, protocol: 'UDP' }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }],
    }),
  );
  assert.equal(
    [...podConnectionsJson(podConnections(createEngine(inventory).connectivity()))].join(''),
    `{"version":1,"connections":[
{"from":"0.0.0.0-255.255.255.255","to":"shop/web-1","all":true},
{"from":"shop/Deployment/db","to":"0.0.0.0-9.255.255.255","all":true},
{"from":"shop/Deployment/db","to":"11.0.0.0-255.255.255.255","all":true},
{"from":"shop/web-1","to":"0.0.0.0-255.255.255.255","all":true},
{"from":"shop/web-1","to":"shop/Deployment/db","protocols":{"TCP":[[80,80],[8000,8999]],"UDP":[[53,53]]}}
]}
`,
  );
});

test('a cluster without pods has no connections', () => {
  assert.deepEqual(entriesOf(clusterOf()), []);
});
