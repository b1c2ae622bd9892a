/** How long policies take that are as large as an API server accepts, or as is still compared: nobody may be kept waiting. */
import { lint } from '../src/lint/lint.ts';
import type { NetworkPolicy } from '../src/model/networkpolicy.ts';
import type { Pod } from '../src/model/pod.ts';
import type { Service } from '../src/model/service.ts';
import { readNetworkPolicy } from '../src/model/read-networkpolicy.ts';
import { catalog } from '../src/rules/index.ts';
import { createEngine } from '../src/semantics/engine/engine.ts';
import { report, timesOf } from './support/measure.ts';
import { clusterWithDns } from './support/cluster-with-dns.ts';

const runs = 5;
const identity = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

function many<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const selector = (index: number): object => ({ matchLabels: { app: `app-${index}` } });
const range = (index: number): string => `10.${(index >> 8) & 255}.${index & 255}.0/24`;
const block = (cidr: string): object => ({ ipBlock: { cidr } });

/** Specs by what there is much of. */
const shapes: Readonly<Record<string, object>> = {
  '15,000 peers': { ingress: [{ from: many(15_000, (index) => ({ podSelector: selector(index) })) }] },
  '900 peers of every namespace': {
    ingress: [{ from: many(900, (index) => ({ namespaceSelector: {}, podSelector: selector(-1 - index) })) }],
  },
  '900 rules': {
    ingress: many(900, (index) => ({
      from: [{ podSelector: selector(index) }],
      ports: [{ port: index + 1 }],
    })),
  },
  '25,000 ports': { ingress: [{ ports: many(25_000, (index) => ({ port: index + 1 })) }] },
  '900 port names': {
    ingress: [{ from: [{ podSelector: {} }], ports: many(900, (index) => ({ port: `p-${index}` })) }],
  },
  '25,000 excepts': {
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: many(25_000, range) } }] }],
  },
  '900 ranges': { egress: [{ to: many(900, (index) => block(range(index))) }] },
  '900 addresses': {
    egress: [{ to: many(900, (index) => block(`10.0.${index >> 8}.${index & 255}/32`)) }],
  },
  '60,000 values': {
    podSelector: {
      matchExpressions: [{ key: 'app', operator: 'In', values: many(60_000, (index) => `v-${index}`) }],
    },
  },
  '12,000 requirements of one label': {
    podSelector: {
      matchExpressions: many(12_000, (index) => ({ key: 'app', operator: 'NotIn', values: [`v-${index}`] })),
    },
  },
};

const store = clusterWithDns({ namespaces: 250, pods: 40, policies: 4, replicas: 4 });
const crowd = 'crowd';
for (const policy of crowdOfPolicies(1000)) store.put('policies', policy);
for (const pod of callers(500)) store.put('pods', pod);
for (const service of servicesFor(500)) store.put('services', service);
store.put('namespaces', { name: crowd, labels: new Map([['kubernetes.io/metadata.name', crowd]]) });
const { inventory } = store;
const cluster = { ...inventory, engine: createEngine(inventory) };
const ruleset = { rules: catalog, settings: new Map() };

/** Each for every pod of the namespace, with a port and a peer of its own. */
function crowdOfPolicies(count: number): readonly NetworkPolicy[] {
  return many(count, (index) => {
    const spec = {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: selector(index) }], ports: [{ port: 1000 + index }] }],
      egress: [{ to: [{ podSelector: selector(index) }], ports: [{ port: 3000 + index }] }],
    };
    const value = { ...identity, metadata: { name: `all-${index}`, namespace: crowd }, spec };
    const reading = readNetworkPolicy(value, { defaultNamespace: crowd, strictCidr: true });
    if (!('policy' in reading)) throw new Error('the crowd is refused');
    return reading.policy;
  });
}

/** Pods that declare ports and are given the address of the next one's Service. */
function callers(count: number): readonly Pod[] {
  return many(count, (index) => ({
    namespace: crowd,
    name: `pod-${index}`,
    labels: new Map([['app', `app-${index}`]]),
    addresses: [],
    ports: many(10, (port) => ({ name: undefined, protocol: 'TCP' as const, port: 8000 + port })),
    calledHosts: [{ host: `service-${(index + 1) % count}`, port: 80, by: 'NEXT', to: 'container' as const }],
    hostNetwork: false,
    dnsPolicy: 'ClusterFirst' as const,
    phase: 'Running' as const,
    node: undefined,
    origin: 'Pod' as const,
  }));
}

function servicesFor(count: number): readonly Service[] {
  return many(count, (index) => ({
    namespace: crowd,
    name: `service-${index}`,
    type: 'ClusterIP' as const,
    labels: new Map(),
    selector: new Map([['app', `app-${index}`]]),
    clusterIPs: [],
    headless: false,
    ports: [{ name: undefined, protocol: 'TCP' as const, port: 80, targetPort: 8000 }],
  }));
}

function judge(spec: object, namespace: string): void {
  const value = {
    ...identity,
    metadata: { name: 'large', namespace },
    spec: { podSelector: {}, ...spec },
  };
  const reading = readNetworkPolicy(value, { defaultNamespace: 'default', strictCidr: true });
  const object = { ...identity, ...value.metadata };
  lint([{ operation: 'CREATE', object, raw: { value }, reading }], cluster, ruleset);
}

for (const [name, spec] of Object.entries(shapes)) {
  const { median } = timesOf(runs, () => judge(spec, 'ns-7'));
  report(`a policy of ${name}, beside 10,000 pods`, `${median.toFixed(0)} ms`);
}
const small = {
  policyTypes: ['Ingress', 'Egress'],
  ingress: [{ from: [{ podSelector: selector(1) }], ports: [{ port: 8000 }] }],
};
const { median } = timesOf(runs, () => judge(small, crowd));
report('a small policy beside 1,000 of all pods, with 500 pods that call', `${median.toFixed(0)} ms`);
