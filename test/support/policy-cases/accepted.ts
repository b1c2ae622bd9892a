import { block, create, egress, from, ingress, policyOf, ports, to, type PolicyCase } from './shapes.ts';

const labels = { matchLabels: { c: 'd', 'example.com/team': 'A_b.c-1' } };
const fourth = { ipBlock: { cidr: '192.168.0.0/16', except: ['192.168.3.0/24', '192.168.4.0/24'] } };
const sixth = {
  ipBlock: { cidr: 'fd00:192:168::/48', except: ['fd00:192:168:3::/64', 'fd00:192:168:4::/64'] },
};
const mixed = [
  { protocol: 'TCP', port: 80 },
  { protocol: 'UDP' },
  { port: 'dns' },
  { protocol: 'SCTP', port: 7777 },
  {},
];

/** Creates that are accepted, with every part that a NetworkPolicy can have. */
export const acceptedCases: readonly PolicyCase[] = [
  create('metadata only', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'web' },
  }),
  create('an empty spec', policyOf({})),
  create('one empty ingress rule', ingress({})),
  create('empty from and ports', ingress({ from: [], ports: [] })),
  create('no rule', policyOf({ podSelector: labels, ingress: [], egress: [] })),
  create('mixed ports', ports(...mixed)),
  create('mixed egress ports', egress({ ports: mixed })),
  create('pods', from({ podSelector: labels })),
  create('namespaces', from({ namespaceSelector: labels })),
  create('pods of namespaces', from({ podSelector: labels, namespaceSelector: labels })),
  create('empty selectors', from({ podSelector: {} }, { namespaceSelector: {} })),
  create('an IPv4 block with excepts', from(fourth)),
  create('an IPv4 block with excepts, egress', to(fourth)),
  create(
    'an IPv4 block, both types',
    policyOf({ egress: [{ to: [fourth] }], policyTypes: ['Ingress', 'Egress'] }),
  ),
  create('an IPv4 block beside namespaces', to(fourth, { namespaceSelector: labels })),
  create('an IPv6 block with excepts', from(sixth)),
  create('an IPv6 block with excepts, egress', to(sixth)),
  create(
    'an IPv6 block, both types',
    policyOf({ egress: [{ to: [sixth] }], policyTypes: ['Egress', 'Ingress'] }),
  ),
  create('an IPv6 block beside namespaces', to(sixth, { namespaceSelector: labels })),
  create('overlapping excepts', block('10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '10.1.0.0/16')),
  create('excepts that leave nothing', block('10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9')),
  create('every address', block('0.0.0.0/0')),
  create('every IPv6 address', block('::/0')),
  create('a port range beside a port name', ports({ port: 'http' }, { port: 32768, endPort: 32770 })),
  create(
    'overlapping port ranges',
    ports({ port: 1, endPort: 20 }, { port: 10, endPort: 30 }, { port: 5, endPort: 5 }),
  ),
  create('rules of a direction that is not listed', policyOf({ policyTypes: ['Ingress'], egress: [{}] })),
  create('one policy type twice', policyOf({ policyTypes: ['Ingress', 'Ingress'] })),
  create('no policy type', policyOf({ policyTypes: [] })),
  create(
    'a policy type that does not exist',
    policyOf({ policyTypes: ['Ingress', 'ingress'] }),
    'NotSupported spec.policyTypes[1]',
  ),
  create('an empty policy type', policyOf({ policyTypes: [''] }), 'NotSupported spec.policyTypes[0]'),
  create(
    'policy types that do not exist',
    policyOf({ policyTypes: ['Foo', 'Bar'] }),
    'NotSupported spec.policyTypes[0]',
    'NotSupported spec.policyTypes[1]',
  ),
  create(
    'three policy types',
    policyOf({ policyTypes: ['Ingress', 'Egress', 'Foo'] }),
    'Invalid spec.policyTypes',
  ),
];
