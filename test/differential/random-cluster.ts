import * as fc from 'fast-check';
import { namespace, pod, policy, type ApiObject } from '../support/cluster-objects.ts';

/** A cluster as API objects, and the reading of ipBlock by which it is to be judged. */
export interface RandomCluster {
  readonly namespaces: readonly ApiObject[];
  readonly pods: readonly ApiObject[];
  readonly policies: readonly ApiObject[];
  readonly reading: Reading;
}

/** Whether ipBlocks match pods, and then over which IP version the pods talk: each has an address of both. */
export type Reading = 'never pods' | 'pods by IPv4' | 'pods by IPv6';

/** Every value that a label of a generated object can have. */
export const labelValues: readonly string[] = ['x', 'y', ''];

const namespaceNames = ['a', 'b', 'c'];
const key = fc.constantFrom('app', 'tier', 'constructor');
const labels = fc.dictionary(key, fc.constantFrom(...labelValues), { maxKeys: 3, noNullPrototype: true });

function requirement(values: readonly string[]): fc.Arbitrary<ApiObject> {
  return fc.oneof(
    fc.record({
      key,
      operator: fc.constantFrom('In', 'NotIn'),
      values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
    }),
    fc.record(
      { key, operator: fc.constantFrom('Exists', 'DoesNotExist'), values: fc.constantFrom([], null) },
      { requiredKeys: ['key', 'operator'] },
    ),
  );
}

function selector(values: readonly string[]): fc.Arbitrary<ApiObject> {
  const matchLabels = fc.dictionary(key, fc.constantFrom(...values), { maxKeys: 2, noNullPrototype: true });
  const matchExpressions = fc.array(requirement(values), { maxLength: 2 });
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 3, arbitrary: fc.record({ matchLabels }) },
    { weight: 4, arbitrary: fc.record({ matchExpressions }) },
    { weight: 1, arbitrary: fc.record({ matchLabels, matchExpressions }) },
  );
}

const podSelector = selector([...labelValues, 'z']);
// The analyzer takes a namespace without a label for one whose label is empty (D8): no empty value is asked for.
const namespaceSelector = fc.oneof(
  { weight: 3, arbitrary: selector(['x', 'y', 'z']) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...namespaceNames)
      .map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  },
);

/** Each range with ranges that lie strictly within it; they meet, touch and part between the addresses of the pods. */
const ranges: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8', '10.0.0.0/28', '0.0.0.0/32', '255.255.255.255/32'],
  '10.0.0.0/8': ['10.0.0.0/24', '10.0.0.0/28', '10.0.0.9/32', '10.128.0.0/9'],
  '10.0.0.77/24': ['10.0.0.0/25', '10.0.0.8/29', '10.0.0.128/25', '10.0.0.3/32'],
  '10.0.0.0/28': ['10.0.0.8/29', '10.0.0.0/30', '10.0.0.15/32'],
  '10.0.0.9/32': [],
  '192.0.2.0/24': ['192.0.2.0/32', '192.0.2.255/32', '192.0.2.128/25'],
  '::/0': ['::/1', '8000::/1', 'fd00::/8', 'fd00::/124', '::/128'],
  'fd00::/64': ['fd00::/124', 'fd00::8/125', 'fd00::9/128', 'fd00::8000:0:0:0/65'],
  'fd00::/124': ['fd00::8/125', 'fd00::f/128'],
  '2001:db8::1/32': ['2001:db8::/33', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff/128'],
};

const ipBlock = fc.constantFrom(...Object.entries(ranges)).chain(([cidr, within]) =>
  fc.record(
    {
      cidr: fc.constant(cidr),
      except: fc.option(fc.subarray([...within])),
    },
    { requiredKeys: ['cidr'] },
  ),
);

const peer = fc.oneof(
  fc.record({ podSelector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector, namespaceSelector }),
  fc.record({ ipBlock }),
);

const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');
const portName = fc.constantFrom('http', 'dns', 'absent');
const number = fc.constantFrom(1, 2, 53, 80, 81, 8080, 65534, 65535);
const port = fc.oneof(
  fc.record({ protocol }, { requiredKeys: [] }),
  fc.record({ protocol, port: number }, { requiredKeys: ['port'] }),
  fc.record({ protocol, port: portName }, { requiredKeys: ['port'] }),
  fc.record({ protocol, ends: fc.tuple(number, number) }).map(({ protocol: own, ends: [one, other] }) => ({
    protocol: own,
    port: Math.min(one, other),
    endPort: Math.max(one, other),
  })),
);

/** A list, or one of the ways of saying that there is none. */
function listOf(item: fc.Arbitrary<unknown>, maxLength: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(null, []) },
    { weight: 6, arbitrary: fc.array(item, { minLength: 1, maxLength, size: 'max' }) },
  );
}

function rules(peers: 'from' | 'to'): fc.Arbitrary<unknown> {
  const rule = fc.record({ [peers]: listOf(peer, 3), ports: listOf(port, 3) }, { requiredKeys: [] });
  return listOf(rule, 3);
}

const writtenSpec = fc.record(
  {
    podSelector: fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 7, arbitrary: podSelector }),
    policyTypes: fc.constantFrom(
      ['Ingress'],
      ['Egress'],
      ['Ingress', 'Egress'],
      ['Egress', 'Ingress'],
      ['Egress', 'Egress'],
      [],
    ),
    ingress: rules('from'),
    egress: rules('to'),
  },
  { requiredKeys: [] },
);

const spec = fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 30, arbitrary: writtenSpec });

// Of several container ports of one name the analyzer knows the last (D9): a pod has each name once.
const containerPorts = fc.uniqueArray(
  fc.record(
    { name: fc.constantFrom('http', 'dns', 'metrics'), containerPort: number, protocol },
    { requiredKeys: ['name', 'containerPort'] },
  ),
  { maxLength: 3, selector: ({ name }) => name },
);

const somewhere = fc.constantFrom(...namespaceNames);

/** A cluster of up to 20 pods and 8 policies in three namespaces. */
export const randomCluster: fc.Arbitrary<RandomCluster> = fc
  .record({
    labelled: fc.tuple(labels, labels, fc.constant({})),
    pods: fc.array(fc.record({ where: somewhere, labels, ports: containerPorts }), {
      minLength: 4,
      maxLength: 20,
      size: 'max',
    }),
    policies: fc.array(fc.record({ where: somewhere, spec }), { minLength: 2, maxLength: 8, size: 'max' }),
    reading: fc.constantFrom<Reading>('never pods', 'pods by IPv4', 'pods by IPv6'),
  })
  .map(({ labelled, pods, policies, reading }) => ({
    namespaces: namespaceNames.map((name, index) => namespace(name, labelled[index])),
    pods: pods.map(({ where, ...traits }, index) =>
      pod(`${where}/p${index}`, { ...traits, ips: [`10.0.0.${index}`, `fd00::${index.toString(16)}`] }),
    ),
    policies: policies.map(({ where, spec: own }, index) => policy(`${where}/n${index}`, own)),
    reading,
  }));
