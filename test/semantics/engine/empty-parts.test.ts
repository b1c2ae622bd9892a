import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { NetworkPolicy, Peer, PolicyPort } from '../../../src/model/networkpolicy.ts';
import type { Pod } from '../../../src/model/pod.ts';
import { compileSelector, everything, type Selector } from '../../../src/model/selector.ts';
import { createEngine } from '../../../src/semantics/engine/engine.ts';
import type { EmptyPart } from '../../../src/semantics/engine/emptiness.ts';
import { playEvents } from '../../support/random-cluster.ts';
import { cidrOf } from '../../support/read-address.ts';

const pod: Pod = {
  namespace: 'shop',
  name: 'web',
  labels: new Map([['app', 'web']]),
  addresses: [],
  ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
  hostNetwork: false,
  dnsPolicy: 'ClusterFirst',
  phase: 'Running',
  node: undefined,
  origin: 'Pod',
};

const engine = createEngine(
  playEvents([
    { kind: 'pods', gone: false, object: pod },
    {
      kind: 'pods',
      gone: false,
      object: { ...pod, name: 'agent', labels: new Map([['app', 'agent']]), hostNetwork: true },
    },
    {
      kind: 'pods',
      gone: false,
      object: { ...pod, name: 'done', labels: new Map([['app', 'job']]), phase: 'Succeeded' },
    },
  ]).inventory,
);

function labelled(key: string, ...values: readonly string[]): Selector {
  return compileSelector(values.map((value) => ({ key, operator: 'In', values: [value] })));
}

function peer(podSelector: Selector | undefined, namespaceSelector?: Selector): Peer {
  return { kind: 'pods', podSelector, namespaceSelector };
}

function named(name: string, protocol: 'TCP' | 'UDP' = 'TCP'): PolicyPort {
  return { kind: 'named', protocol, name };
}

const base: NetworkPolicy = {
  namespace: 'shop',
  name: 'p',
  podSelector: everything,
  isolates: ['ingress', 'egress'],
  ingress: [],
  egress: [],
};

function ingress(peers: readonly Peer[], ports: readonly PolicyPort[] = []): NetworkPolicy {
  return { ...base, ingress: [{ peers, ports }] };
}

function egress(peers: readonly Peer[], ports: readonly PolicyPort[] = []): NetworkPolicy {
  return { ...base, egress: [{ peers, ports }] };
}

function show({ part, strength }: EmptyPart): string {
  if (part.kind === 'podSelector') return `podSelector ${strength}`;
  return `${part.direction} ${part.rule} ${part.kind} ${part.kind === 'peer' ? part.peer : part.port} ${strength}`;
}

const block: Peer = { kind: 'ipBlock', cidr: cidrOf('192.0.2.0/24'), except: [] };

const cases: readonly (readonly [what: string, policy: NetworkPolicy, expected: readonly string[]])[] = [
  ['a policy for pods that there are has no empty part', ingress([peer(labelled('app', 'web'))]), []],
  [
    'a selector that matches no pod now',
    { ...base, podSelector: labelled('app', 'wbe') },
    ['podSelector now'],
  ],
  [
    'a selector that never matches',
    { ...base, podSelector: labelled('app', 'a', 'b') },
    ['podSelector always'],
  ],
  [
    'host-network pods are no pods to a selector',
    { ...base, podSelector: labelled('app', 'agent') },
    ['podSelector now'],
  ],
  ['finished pods are no endpoints', { ...base, podSelector: labelled('app', 'job') }, ['podSelector now']],
  [
    'a peer that matches no pod now',
    ingress([peer(labelled('app', 'db')), peer(everything)]),
    ['ingress 0 peer 0 now'],
  ],
  ['a peer in no namespace now', ingress([peer(undefined, labelled('team', 'a'))]), ['ingress 0 peer 0 now']],
  [
    'a peer that never matches',
    ingress([peer(everything, labelled('team', 'a', 'b'))]),
    ['ingress 0 peer 0 always'],
  ],
  ['addresses are always someone', egress([block]), []],
  [
    'unless the exceptions leave none',
    egress([{ ...block, except: [cidrOf('192.0.2.0/24')] }]),
    ['egress 0 peer 0 always'],
  ],
  ['a port name that the selected pods declare', ingress([], [named('http')]), []],
  [
    'one that they declare for another protocol',
    ingress([], [named('http', 'UDP')]),
    ['ingress 0 port 0 now'],
  ],
  [
    'one that no peer declares',
    egress([peer(everything)], [named('http'), named('grpc')]),
    ['egress 0 port 1 now'],
  ],
  [
    'a port name is not blamed for peers that are missing',
    egress([peer(labelled('app', 'db'))], [named('http')]),
    ['egress 0 peer 0 now'],
  ],
  [
    'rules of a direction that is not isolated are dead, not empty',
    { ...ingress([peer(labelled('app', 'db'))]), isolates: ['egress'] },
    [],
  ],
];

describe('empty parts of a policy', () => {
  for (const [what, policy, expected] of cases) {
    test(what, () => assert.deepEqual(engine.emptyParts(policy).map(show), expected));
  }
});
