import * as fc from 'fast-check';
import { deployment, namespace, pod, policy, type ApiObject, type PodTraits } from './cluster-objects.ts';

/**
 * Small clusters as API objects, dense in what policies turn on: few labels, port names that clash, addresses of both
 * IP versions near the edges of the blocks that policies name, namespaces that are only mentioned.
 */
export interface RandomCluster {
  /** Pods, workloads and namespaces. */
  readonly facts: readonly ApiObject[];
  /** Valid policies with distinct names. */
  readonly policies: readonly ApiObject[];
}

const namespaceNames = ['a', 'b', 'c'];
const key = fc.constantFrom('app', 'tier');
const value = fc.constantFrom('x', 'y', '');
const labels = fc.dictionary(key, value, { maxKeys: 2 });

const requirement = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(value, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);

const selector = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.record({ matchLabels: labels }) },
  { weight: 2, arbitrary: fc.record({ matchExpressions: fc.array(requirement, { maxLength: 2 }) }) },
);

const namespaceSelector = fc.oneof(
  selector,
  fc
    .constantFrom(...namespaceNames)
    .map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
);

const block = fc.constantFrom(
  { cidr: '0.0.0.0/0' },
  { cidr: '::/0' },
  { cidr: '10.0.0.0/30' },
  { cidr: '10.0.0.0/24', except: ['10.0.0.2/31'] },
  { cidr: 'fd00::/126', except: ['fd00::2/128'] },
  { cidr: '10.0.0.3/32' },
);

const peer = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector: selector, namespaceSelector }),
  fc.record({ ipBlock: block }),
);

const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');
const portName = fc.constantFrom('http', 'dns');
const port = fc.oneof(
  fc.record({ protocol }),
  fc.record({ protocol, port: fc.constantFrom(53, 80, 81) }),
  fc.record({ protocol, port: fc.constantFrom(53, 80), endPort: fc.constantFrom(80, 81) }),
  fc.record({ protocol, port: portName }),
);

function rule(peers: 'from' | 'to'): fc.Arbitrary<ApiObject> {
  return fc.record(
    { [peers]: fc.array(peer, { maxLength: 3 }), ports: fc.array(port, { maxLength: 3 }) },
    { requiredKeys: [] },
  );
}

/** The spec of a valid NetworkPolicy. */
export const randomSpec: fc.Arbitrary<ApiObject> = fc.record(
  {
    podSelector: selector,
    policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: fc.array(rule('from'), { maxLength: 2 }),
    egress: fc.array(rule('to'), { maxLength: 2 }),
  },
  { requiredKeys: ['podSelector'] },
);

const traits: fc.Arbitrary<PodTraits> = fc.record(
  {
    labels,
    ports: fc.array(fc.record({ name: portName, containerPort: fc.constantFrom(53, 80, 81), protocol }), {
      maxLength: 2,
    }),
    ips: fc.constantFrom([], ['10.0.0.1'], ['10.0.0.2', 'fd00::2'], ['fd00::3'], ['10.0.0.3', 'fd00::1']),
    node: fc.constantFrom('n1', 'n2'),
    hostNetwork: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
    phase: fc.oneof({ weight: 5, arbitrary: fc.constant('Running') }, fc.constantFrom('Pending', 'Failed')),
  },
  { requiredKeys: ['labels'] },
);

const someNamespace = fc.constantFrom(...namespaceNames);

const workload = fc.record({ where: someNamespace, traits, make: fc.constantFrom(pod, pod, deployment) });

/** A cluster of up to six pods and four policies; the third namespace is never known but by its name. */
export const randomCluster: fc.Arbitrary<RandomCluster> = fc
  .record({
    labels: fc.tuple(labels, labels),
    workloads: fc.array(workload, { minLength: 1, maxLength: 6 }),
    specs: fc.array(fc.record({ where: someNamespace, spec: randomSpec }), { maxLength: 4 }),
  })
  .map(({ labels: [one, other], workloads, specs }) => ({
    facts: [
      namespace('a', one),
      namespace('b', other),
      ...workloads.map(({ where, traits, make }, index) => make(`${where}/w${index}`, traits)),
    ],
    policies: specs.map(({ where, spec }, index) => policy(`${where}/p${index}`, spec)),
  }));
