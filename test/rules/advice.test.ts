import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duplicateKey } from '../../src/rules/duplicate-key.ts';
import { invalidField } from '../../src/rules/invalid-field.ts';
import { oneSidedAllow } from '../../src/rules/one-sided-allow.ts';
import { misplacedField } from '../../src/rules/misplaced-field.ts';
import { rulesWithoutType } from '../../src/rules/rules-without-type.ts';
import { unknownField } from '../../src/rules/unknown-field.ts';
import { wrongApiVersion } from '../../src/rules/wrong-api-version.ts';
import { findingsOf } from '../support/rule-cases.ts';

test('in the place of a port of a Service, a container or a node stands the port of the pod', () => {
  const reason = 'policies see the port of the pod';
  const cases: readonly (readonly [entry: string, help: string])[] = [
    ['targetPort: 8080', 'write port: 8080'],
    ['containerPort: http', 'write port: http'],
    ['nodePort: 30080', `write as port what the pods listen on: ${reason}`],
    ['port: 80, targetPort: 8080', `delete it and write port: 8080: ${reason}`],
    ['port: 80, nodePort: 30080', `delete it and write as port what the pods listen on: ${reason}`],
    ['port: 80, targetPort: [80]', `delete it and write as port what the pods listen on: ${reason}`],
    ['port: 8080, targetPort: 8080', 'delete it: port says the same'],
    ['portt: 8080', 'write port'],
  ];
  for (const [entry, help] of cases) {
    const spec = `{ podSelector: {}, ingress: [{ ports: [{ ${entry} }] }] }`;
    assert.equal(findingsOf(unknownField, policyOf(spec))[0]?.help, help, entry);
  }
});

test('an item that misses what the one above has stands behind a dash too many', () => {
  const cases: readonly (readonly [rule: string, help: string])[] = [
    [
      '{ ports: [{ port: 80 }, { endPort: 90, protocol: TCP }] }',
      'delete the dash before it: endPort belongs to the port above',
    ],
    [
      '{ ports: [{ port: 80, endPort: 81 }, { endPort: 90 }] }',
      'write the first port of the range as port, or delete endPort',
    ],
    [
      '{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { ipBlock: { except: [10.0.0.0/8] } }] }',
      'move its except into the ipBlock above, or write the cidr that it takes away from',
    ],
    [
      '{ from: [{ ipBlock: { except: [10.0.0.0/8] } }] }',
      'write a range such as 10.0.0.0/8, or delete the item',
    ],
  ];
  const values = 'podSelector: { matchExpressions: [{ key: app, operator: In, values: }, web] }';
  assert.equal(findingsOf(invalidField, policyOf(`{ ${values} }`))[0]?.help, 'indent it below values');
  for (const [rule, help] of cases) {
    const found = findingsOf(invalidField, policyOf(`{ podSelector: {}, ingress: [${rule}] }`));
    assert.equal(found[0]?.help, help, rule);
  }
});

test('where a field belongs that stands at a wrong place', () => {
  const cases: readonly (readonly [fields: string, help: string])[] = [
    ['podSelector: { app=web }', 'write app: web under spec.podSelector.matchLabels'],
    ['podSelector: { app:web }', 'write app: web under spec.podSelector.matchLabels'],
    [
      'ingress: [{ from: [{ podSelector: {}, ports: [{ port: 80 }] }, { ports: [{ port: 81 }] }] }]',
      'make a rule of this peer, with ports beside from',
    ],
    [
      'ingress: [{ from: [{ podSelector: {} }, { ports: [{ port: 81 }] }] }]',
      'it belongs at spec.ingress[0].ports',
    ],
    [
      'ingress: [{ from: [{ namespaceSelector: { name: edge } }] }]',
      'write it under spec.ingress[0].from[0].namespaceSelector.matchLabels, as kubernetes.io/metadata.name if the name of the namespace is meant',
    ],
    [
      'namespaceSelector: {}',
      'it belongs at spec.ingress[].from[].namespaceSelector; where the policy applies is said by metadata.namespace',
    ],
  ];
  for (const [fields, help] of cases) {
    const found = findingsOf(misplacedField, policyOf(`{ podSelector: {}, ${fields} }`));
    assert.equal(found[0]?.help, help, fields);
  }
});

test('rules of a direction that is not listed may be meant for the one that has none', () => {
  const peer = '[{ podSelector: {} }]';
  const cases: readonly (readonly [spec: string, help: string])[] = [
    [
      `policyTypes: [Ingress], egress: [{ to: ${peer} }]`,
      'write policyTypes: [Egress], or [Ingress, Egress] to deny all ingress as well, or move the rules to ingress, with from',
    ],
    [
      `policyTypes: [Egress], ingress: [{ from: ${peer} }]`,
      'write policyTypes: [Ingress], or [Ingress, Egress] to deny all egress as well, or move the rules to egress, with to',
    ],
    [
      `policyTypes: [Ingress], ingress: [{ from: ${peer} }], egress: [{ to: ${peer} }]`,
      'add Egress to policyTypes, or delete spec.egress',
    ],
    ['policyTypes: [Ingress], egress: [{}]', 'add Egress to policyTypes, or delete spec.egress'],
  ];
  for (const [spec, help] of cases) {
    const found = findingsOf(rulesWithoutType, policyOf(`{ podSelector: {}, ${spec} }`));
    assert.equal(found[0]?.help, help, spec);
  }
});

test('of two labels under one key either can be asked for', () => {
  const cases: readonly (readonly [spec: string, help: string])[] = [
    [
      'podSelector: { matchLabels: { app: web, app: "1" } }',
      'delete one, or for either value write matchExpressions: [{key: app, operator: In, values: ["web", "1"]}]',
    ],
    [
      'podSelector: {}, ingress: [{ ports: [{ protocol: TCP, port: 80, protocol: UDP, port: 53 }] }]',
      'put a dash before the second protocol to make a port of its own of it, or delete one',
    ],
    [
      'podSelector: {}, ingress: [{ from: [{ podSelector: {}, podSelector: {} }] }]',
      'put a dash before the second podSelector to make a peer of its own of it, or delete one',
    ],
    [
      'podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, cidr: 11.0.0.0/8 } }] }]',
      'write one peer for each range, with an ipBlock of its own, or delete one',
    ],
    [
      'podSelector: {}, ingress: [{}], ingress: []',
      'merge the entries into one, or delete those that are not meant',
    ],
  ];
  for (const [spec, help] of cases) {
    assert.equal(findingsOf(duplicateKey, policyOf(`{ ${spec} }`))[0]?.help, help, spec);
  }
});

test('a rule that is missing at the other end opens the ports of all the pods', () => {
  const pod = (name: string, labels: string, port: number): string => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { ${labels} } }
spec: { containers: [{ name: c, image: c, ports: [{ containerPort: ${port} }] }] }
`;
  const found = findingsOf(
    oneSidedAllow,
    `${policyOf(`
  podSelector: { matchLabels: { tier: back } }
  ingress: [{ from: [{ podSelector: { matchLabels: { app: edge } } }], ports: [{ port: 8001 }, { port: 8002 }] }]`)}
${pod('edge-1', 'app: edge', 80)}${pod('cart-1', 'tier: back, app: cart', 8001)}${pod('mail-1', 'tier: back, app: mail', 8002)}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: edge, namespace: shop }
spec: { podSelector: { matchLabels: { app: edge } }, policyTypes: [Egress] }
`,
  );
  assert.deepEqual(
    found.map(({ message, help }) => [message, help]),
    [
      [
        'allows TCP 8001-8002 from edge-1, but edge lets nothing out there',
        'write a policy for app=edge with an egress rule to tier=back on TCP 8001-8002',
      ],
    ],
  );
});

test('what files show are workloads, and no pods', () => {
  const workload = (app: string): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app}, namespace: shop }
spec: { template: { metadata: { labels: { tier: back, app: ${app} } }, spec: { containers: [] } } }
`;
  const found = findingsOf(
    oneSidedAllow,
    `${policyOf(`
  podSelector: { matchLabels: { app: store } }
  ingress: [{ from: [{ podSelector: { matchLabels: { tier: back } } }] }]`)}
${['cart', 'mail', 'search', 'store'].map(workload).join('')}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny-egress, namespace: shop }
spec: { podSelector: {}, policyTypes: [Egress] }
`,
  );
  assert.equal(
    found[0]?.message,
    'allows everything from 3 workloads of shop (Deployment cart, Deployment mail, …), but deny-egress lets nothing out there',
  );
});

function policyOf(spec: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: a, namespace: shop }
spec: ${spec}`;
}

test('a comment as in other languages takes the key behind it', () => {
  const [found] = findingsOf(
    wrongApiVersion,
    '{\n// none\n"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "spec": {"podSelector": {}}}',
  );
  assert.equal(
    found?.message,
    'apiVersion stands behind //, which begins no comment in JSON or YAML: no client can tell what the object is, and none applies it',
  );
  assert.equal(found.help, 'delete the comment, or in YAML begin it with #');
});
