import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unknownFields } from '../../src/model/fields.ts';
import { repairForStray } from '../../src/model/repair/repair-stray.ts';
import { strayOf } from '../../src/model/stray.ts';
import { egress, from, ingress, policyOf, ports, to, type Json } from '../support/policy-cases/shapes.ts';

/** The repair of the first field that NetworkPolicy does not have. */
function repairOf(object: unknown): string | undefined {
  const [field] = unknownFields(object);
  if (field === undefined) return undefined;
  const stray = strayOf(field, object);
  return stray.kind === 'unknown' ? repairForStray(field, stray.nearest, object) : undefined;
}

function requirement(fields: Json): Json {
  return policyOf({ podSelector: { matchExpressions: [fields] } });
}

const ofShop = '{matchLabels: {kubernetes.io/metadata.name: shop}}';

const table: readonly (readonly [object: unknown, repair: string])[] = [
  [policyOf({ engress: [{ to: [] }] }), 'write egress'],
  [policyOf({ engress: [{ from: [] }] }), 'write ingress'],
  [policyOf({ ingress: [], engress: [{}] }), 'write egress'],
  [policyOf({ policyTypes: ['Egress'], engress: [{}] }), 'write egress'],
  [policyOf({ engress: [{}] }), 'known here: podSelector, ingress, egress, policyTypes'],
  [policyOf({ '// none \n"ingress"': [] }), 'delete the comment, or in YAML begin it with #'],
  [policyOf({ outbound: [] }), 'write egress'],
  [ports({ 'port:80': null }), 'write a blank after the colon: port: 80'],
  [ports({ 'port:80': 5 }), 'known here: protocol, port, endPort'],
  [policyOf({ '-from': [] }), 'write a blank behind the dash: - from'],
  [
    policyOf({ '\u00A0 ingress': [] }),
    'write plain spaces before it: those that are there are no-break spaces, a part of the name',
  ],
  [policyOf({ podSelectors: {} }), 'write podSelector'],
  [policyOf({ podSelectors: null }), 'write podSelector'],

  [from({ namespace: 'shop' }), `write namespaceSelector: ${ofShop}`],
  [from({ namespaces: ['shop'] }), `write namespaceSelector: ${ofShop}`],
  [
    from({ namespaces: ['shop', 'true'] }),
    'write namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [shop, "true"]}]}',
  ],
  [from({ namespaces: '*' }), 'write namespaceSelector: {matchLabels: {KEY: VALUE}}, or {} for all'],
  [from({ namespace: { matchLabels: {} } }), 'write namespaceSelector'],
  [from({ namespaceSelector: { matchNames: ['shop'] } }), `write namespaceSelector: ${ofShop}`],
  [from({ namespaceSelector: { any: true } }), 'write namespaceSelector: {} for all'],
  [from({ pod: 'web' }), 'write podSelector: {matchLabels: {KEY: VALUE}}, or {} for all'],
  [from({ app: 'web' }), 'if it is a label of the pods, write podSelector: {matchLabels: {app: "web"}}'],
  [from({ all: true }), 'known here: podSelector, namespaceSelector, ipBlock'],
  [to({ ip: '10.0.0.1' }), 'write ipBlock: {cidr: 10.0.0.1/32}'],
  [to({ CIDRSelector: ['10.0.0.0/8'] }), 'write one peer for each range: - ipBlock: {cidr: 10.0.0.0/8}'],
  [to({ nodeSelector: {} }), 'write ipBlock with the addresses of the nodes: no selector means nodes'],
  [
    ingress({ action: 'Deny' }),
    'delete the rule, and allow those that are meant: a NetworkPolicy cannot deny',
  ],
  [ingress({ action: 'Allow' }), 'delete it: whatever a rule names is allowed'],

  [ingress({ action: 'Allow', from: [] }), 'delete it: whatever a rule names is allowed'],
  [ingress({ name: 'web' }), 'delete it, or write it as a comment: rules have no name'],
  [
    policyOf({ podSelector: {}, description: 'web' }),
    'delete it, or write it as a comment or under metadata.annotations',
  ],
  [
    ingress({ source: { selector: "app == 'web'" } }),
    'write from with a list of peers: podSelector, namespaceSelector or ipBlock',
  ],
  [
    ingress({ destination: { ports: [80] } }),
    'write its ports as ports of the rule: the pods of spec.podSelector are the destination',
  ],
  [egress({ source: { selector: 'all()' } }), 'delete it: the pods of spec.podSelector are the source'],
  [ingress({ source: [{ podSelector: {} }] }), 'write from'],
  [
    ingress({ fromEntities: ['cluster'] }),
    'write namespaceSelector: {} for the cluster, or ipBlock for what is outside: there are no entities',
  ],
  [policyOf({ selector: 'all()' }), 'write podSelector: {}'],
  [policyOf({ selector: "app == 'web'" }), 'write podSelector: {matchLabels: {app: web}}, or {} for all'],
  [policyOf({ subject: { pods: {} } }), 'write podSelector'],
  [policyOf({ rules: [{ to: [] }] }), 'write egress'],
  [policyOf({ rules: [{ from: [] }] }), 'write ingress'],
  [policyOf({ ingress: [], rules: [{}] }), 'write egress'],
  [requirement({ app: 'web' }), 'write {key: app, operator: In, values: ["web"]}'],
  [requirement({ key: 'app', operator: 'In', value: 'web' }), 'write a list: values: [web]'],
  [
    policyOf({ podSelector: { matchNames: ['web'] } }),
    'write matchLabels with KEY: VALUE lines without dashes',
  ],

  [
    policyOf({ podSelector: { metadata: { labels: { app: 'web' } } } }),
    'write matchLabels instead of metadata and labels',
  ],
  [
    from({ podSelector: {}, notSelector: "app == 'web'" }),
    'write podSelector with matchExpressions and the operator NotIn or DoesNotExist',
  ],
  [
    ingress({ notPorts: [80] }),
    'list under ports those that are allowed instead: what is not listed is denied',
  ],
  [ports({ portRange: { start: 8000, end: 8010 } }), 'write port: 8000 and endPort: 8010'],
  [ports({ namedPort: 'http' }), 'write port: http'],
  [ports({ 443: 'TCP' }), 'write port: 443 and protocol: TCP'],
  [ports({ TCP: 80 }), 'write port: 80 and protocol: TCP'],
  [ports({ udp: 'dns' }), 'write port: dns and protocol: UDP'],
  [ports({ startPort: 8000, endPort: 8010 }), 'write port'],
  [ports({ name: 'http' }), 'write port: http'],
  [ports({ name: 'http', port: 80 }), 'delete it: what is in ports has no name'],
  [ports({ name: 'Web port' }), 'write as port what the pods listen on: policies see the port of the pod'],
  [ports({ port: 80, targetPort: 80 }), 'delete it: port says the same'],
];

for (const [object, repair] of table) {
  test(`${JSON.stringify(object)} → ${repair}`, () => assert.equal(repairOf(object), repair));
}
