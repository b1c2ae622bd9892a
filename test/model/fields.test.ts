import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { placesOf, unknownFields } from '../../src/model/fields.ts';
import { toPointer } from '../../src/model/pointer.ts';

function unknownIn(value: unknown): readonly string[] {
  return unknownFields(value).map(({ path }) => toPointer(path));
}

const selector = {
  matchLabels: { app: 'a' },
  matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }],
};

/** Every field that the API has, somewhere. */
const complete = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: {
    name: 'a',
    generateName: 'a-',
    namespace: 'b',
    selfLink: '',
    uid: 'u',
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: null,
    deletionTimestamp: null,
    deletionGracePeriodSeconds: 0,
    labels: { podSelectors: 'free' },
    annotations: { 'a/b': 'free' },
    ownerReferences: [
      { apiVersion: 'v1', kind: 'a', name: 'b', uid: 'c', controller: true, blockOwnerDeletion: false },
    ],
    finalizers: ['a/b'],
    managedFields: [
      {
        manager: 'kubectl',
        operation: 'Update',
        apiVersion: 'v1',
        time: null,
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:spec': {} },
        subresource: '',
      },
    ],
  },
  spec: {
    podSelector: selector,
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [{ podSelector: selector, namespaceSelector: selector }],
        ports: [{ protocol: 'TCP', port: 1, endPort: 2 }],
      },
    ],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/9'] } }], ports: [] }],
  },
  status: { conditions: [] },
};

test('nothing is unknown where every field is known', () => {
  assert.deepEqual(unknownIn(complete), []);
});

const cases: readonly (readonly [name: string, value: unknown, ...pointers: string[]])[] = [
  ['top level', { Spec: {}, data: 1, spec: {} }, '/Spec', '/data'],
  ['metadata', { metadata: { Name: 'a', clusterName: 'b' } }, '/metadata/Name', '/metadata/clusterName'],
  ['spec', { spec: { policyType: [], PodSelector: {} } }, '/spec/policyType', '/spec/PodSelector'],
  [
    'selector',
    { spec: { podSelector: { matchLabel: {}, app: 'a' } } },
    '/spec/podSelector/matchLabel',
    '/spec/podSelector/app',
  ],
  [
    'requirement',
    { spec: { podSelector: { matchExpressions: [{ value: 'a' }] } } },
    '/spec/podSelector/matchExpressions/0/value',
  ],
  ['from under egress', { spec: { egress: [{ from: [{ nonsense: 1 }] }] } }, '/spec/egress/0/from'],
  ['to under ingress', { spec: { ingress: [{}, { to: [] }] } }, '/spec/ingress/1/to'],
  [
    'peer',
    { spec: { ingress: [{ from: [{ ports: [], except: [] }] }] } },
    '/spec/ingress/0/from/0/ports',
    '/spec/ingress/0/from/0/except',
  ],
  ['port', { spec: { ingress: [{ ports: [{ endport: 1 }] }] } }, '/spec/ingress/0/ports/0/endport'],
  [
    'ipBlock',
    { spec: { egress: [{ to: [{ ipBlock: { cidrs: [] } }] }] } },
    '/spec/egress/0/to/0/ipBlock/cidrs',
  ],
  [
    'names of Object',
    { spec: { constructor: 1, toString: 2, hasOwnProperty: 3 } },
    '/spec/constructor',
    '/spec/toString',
    '/spec/hasOwnProperty',
  ],
  ['__proto__', JSON.parse('{"spec":{"__proto__":{"podSelector":{}}}}'), '/spec/__proto__'],
  ['escapes', { spec: { 'a/b~c': 1 } }, '/spec/a~1b~0c'],
  ['a list where a mapping belongs', { spec: [{ nonsense: 1 }] }],
  ['a mapping where a list belongs', { spec: { ingress: { from: [] } } }],
  ['null, numbers and text', { metadata: null, spec: 5, status: 'x' }],
  ['no object', null],
  ['a list', [{ nonsense: 1 }]],
];

for (const [name, value, ...pointers] of cases) {
  test(`unknown fields: ${name}`, () => {
    assert.deepEqual(unknownIn(value), pointers);
  });
}

test('with an unknown field come those that there are at its place', () => {
  const [found] = unknownFields({ spec: { ingress: [{ ports: [{ endport: 1 }] }] } });
  assert.deepEqual(found?.known, ['protocol', 'port', 'endPort']);
});

test('a value that contains itself is searched to an end', () => {
  const loop: Record<string, unknown> = {};
  loop['spec'] = loop;
  loop['metadata'] = loop;
  loop['ingress'] = [loop];
  assert.ok(unknownIn(loop).includes('/ingress'));
});

test('a thousand unknown fields are enough', () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1]));
  assert.equal(unknownIn({ spec: many }).length, 1000);
});

test('anything is searched, never thrown at', () => {
  fc.assert(fc.property(fc.anything(), (value) => void unknownFields(value)));
});

test('a field belongs where the API has it, in exactly this spelling', () => {
  const places = (name: string): readonly string[] => placesOf(name).map(toPointer);
  assert.deepEqual(places('policyTypes'), ['/spec/policyTypes']);
  assert.deepEqual(places('from'), ['/spec/ingress/[]/from']);
  assert.deepEqual(places('namespaceSelector'), [
    '/spec/ingress/[]/from/[]/namespaceSelector',
    '/spec/egress/[]/to/[]/namespaceSelector',
  ]);
  assert.equal(places('matchLabels').length, 5);
  assert.deepEqual(places('namespaceselector'), []);
  assert.deepEqual(places('constructor'), []);
});
