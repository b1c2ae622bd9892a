import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unknownFields } from '../../src/model/fields.ts';
import { toPointer } from '../../src/model/pointer.ts';
import { strayOf } from '../../src/model/stray.ts';
import { egress, from, ingress, policyOf, ports, type Json } from '../support/policy-cases/shapes.ts';

/** Every stray as `PATH KIND: WHAT`. */
function straysOf(object: unknown): readonly string[] {
  return unknownFields(object).map((field) => {
    const stray = strayOf(field, object);
    const meant = stray.kind === 'unknown' ? (stray.nearest ?? '?') : toPointer(stray.belongs);
    return `${toPointer(field.path)} ${stray.kind}: ${meant}`;
  });
}

function beside(fields: Json): Json {
  return { ...policyOf({}), ...fields };
}

const rule = '/spec/ingress/0';
const peer = `${rule}/from/0`;

const table: readonly (readonly [object: unknown, ...strays: readonly string[]])[] = [
  [
    policyOf({ podSelector: { app: 'db' } }),
    '/spec/podSelector/app label: /spec/podSelector/matchLabels/app',
  ],
  [
    policyOf({ podSelector: { 'k8s.io/app': 'db', tier: 5, public: true, old: null } }),
    '/spec/podSelector/k8s.io~1app label: /spec/podSelector/matchLabels/k8s.io~1app',
    '/spec/podSelector/tier label: /spec/podSelector/matchLabels/tier',
    '/spec/podSelector/public label: /spec/podSelector/matchLabels/public',
    '/spec/podSelector/old label: /spec/podSelector/matchLabels/old',
  ],
  [
    policyOf({ podSelector: { name: 'x', namespace: 'y', port: 'z', constructor: 'w' } }),
    '/spec/podSelector/name label: /spec/podSelector/matchLabels/name',
    '/spec/podSelector/namespace label: /spec/podSelector/matchLabels/namespace',
    '/spec/podSelector/port label: /spec/podSelector/matchLabels/port',
    '/spec/podSelector/constructor label: /spec/podSelector/matchLabels/constructor',
  ],
  [
    from({ namespaceSelector: { team: 'a' } }),
    `${peer}/namespaceSelector/team label: ${peer}/namespaceSelector/matchLabels/team`,
  ],
  [
    policyOf({ podSelector: { key: 'a', operator: 'In', values: ['b'] } }),
    '/spec/podSelector/key misplaced: /spec/podSelector/matchExpressions/[]/key',
    '/spec/podSelector/operator misplaced: /spec/podSelector/matchExpressions/[]/operator',
    '/spec/podSelector/values misplaced: /spec/podSelector/matchExpressions/[]/values',
  ],
  [policyOf({ podSelector: { matchLabel: {} } }), '/spec/podSelector/matchLabel unknown: matchLabels'],
  [policyOf({ podSelector: { matchlabels: 'a' } }), '/spec/podSelector/matchlabels unknown: matchLabels'],
  [policyOf({ podSelector: { labels: {} } }), '/spec/podSelector/labels unknown: matchLabels'],
  [policyOf({ matchLabels: {} }), '/spec/matchLabels misplaced: /spec/podSelector/matchLabels'],

  [from({ podSelector: {}, ports: [] }), `${peer}/ports misplaced: ${rule}/ports`],
  [from({ podSelector: {}, port: 80 }), `${peer}/port misplaced: ${rule}/ports/[]/port`],
  [ingress({ port: 80 }), `${rule}/port misplaced: ${rule}/ports/[]/port`],
  [ingress({ to: [] }), `${rule}/to misplaced: /spec/egress/[]/to`],
  [egress({ from: [] }), '/spec/egress/0/from misplaced: /spec/ingress/[]/from'],
  [ingress({ podSelector: {} }), `${rule}/podSelector misplaced: ${rule}/from/[]/podSelector`],
  [policyOf({ from: [] }), '/spec/from misplaced: /spec/ingress/[]/from'],
  [policyOf({ ports: [] }), '/spec/ports misplaced: /spec/ingress/[]/ports'],
  [policyOf({ ingress: [], egress: [], ports: [] }), '/spec/ports misplaced: /spec/egress/[]/ports'],
  [policyOf({ egress: [{ to: [] }], ports: [] }), '/spec/ports misplaced: /spec/egress/0/ports'],
  [policyOf({ egress: [{ ports: [] }], ports: [] }), '/spec/ports misplaced: /spec/egress/[]/ports'],
  [policyOf({ egress: [{}, {}], ports: [] }), '/spec/ports misplaced: /spec/egress/[]/ports'],
  [
    ingress({ from: [{ namespaceSelector: {} }], podSelector: {} }),
    `${rule}/podSelector misplaced: ${peer}/podSelector`,
  ],
  [
    ingress({ from: [{ ipBlock: {} }], podSelector: {} }),
    `${rule}/podSelector misplaced: ${rule}/from/[]/podSelector`,
  ],
  [
    from({ ipBlock: { cidr: '::/0' } }, { except: [] }),
    `${rule}/from/1/except misplaced: ${peer}/ipBlock/except`,
  ],
  [
    from({ ipBlock: { cidr: '::/0', except: [] } }, { except: [] }),
    `${rule}/from/1/except misplaced: ${rule}/from/1/ipBlock/except`,
  ],
  [
    from({ namespaceSelector: null }, { matchLabels: {} }),
    `${rule}/from/1/matchLabels misplaced: ${peer}/namespaceSelector/matchLabels`,
  ],
  [
    from({ namespaceSelector: {} }, { podSelector: {}, matchLabels: {} }),
    `${rule}/from/1/matchLabels misplaced: ${rule}/from/1/podSelector/matchLabels`,
  ],
  [
    policyOf({ ingress: [{ from: null }, { podSelector: {} }] }),
    `/spec/ingress/1/podSelector misplaced: ${rule}/from/[]/podSelector`,
  ],
  [from({ ipBlock: { cidr: '::/0' }, except: [] }), `${peer}/except misplaced: ${peer}/ipBlock/except`],
  [from({ cidr: '::/0' }), `${peer}/cidr misplaced: ${peer}/ipBlock/cidr`],
  [
    from({ namespaceSelector: null, matchLabels: {} }),
    `${peer}/matchLabels misplaced: ${peer}/namespaceSelector/matchLabels`,
  ],
  [
    beside({ podSelector: {}, policyTypes: [], ingress: [] }),
    '/podSelector misplaced: /spec/podSelector',
    '/policyTypes misplaced: /spec/policyTypes',
    '/ingress misplaced: /spec/ingress',
  ],
  [
    beside({ name: 'x', labels: {}, namespace: 'y' }),
    '/name misplaced: /metadata/name',
    '/labels misplaced: /metadata/labels',
    '/namespace misplaced: /metadata/namespace',
  ],
  [policyOf({ namespace: 'x' }), '/spec/namespace misplaced: /metadata/namespace'],

  [from({ namespace: 'x' }), `${peer}/namespace unknown: namespaceSelector`],
  [from({ pods: {}, ipblock: {} }), `${peer}/pods unknown: podSelector`, `${peer}/ipblock unknown: ipBlock`],
  [from({ name: 'x', kind: 'y' }), `${peer}/name unknown: ?`, `${peer}/kind unknown: ?`],
  [
    ports({ name: 'http', number: 80, portRange: 1, endport: 2 }),
    `${rule}/ports/0/name unknown: ?`,
    `${rule}/ports/0/number unknown: port`,
    `${rule}/ports/0/portRange unknown: endPort`,
    `${rule}/ports/0/endport unknown: endPort`,
  ],
  [
    from({ ipBlock: { cidrs: [], exclude: [] } }),
    `${peer}/ipBlock/cidrs unknown: cidr`,
    `${peer}/ipBlock/exclude unknown: except`,
  ],
  [ingress({ toPorts: [], action: 'Allow' }), `${rule}/toPorts unknown: ports`, `${rule}/action unknown: ?`],
  [
    policyOf({ selector: 'x', types: [], order: 5, Ingress: [] }),
    '/spec/selector unknown: podSelector',
    '/spec/types unknown: policyTypes',
    '/spec/order unknown: ?',
    '/spec/Ingress unknown: ingress',
  ],
  [
    policyOf({}, { label: {}, clusterName: 'x' }),
    '/metadata/label unknown: labels',
    '/metadata/clusterName unknown: ?',
  ],
  [beside({ apiversion: 'v1', data: {} }), '/apiversion unknown: apiVersion', '/data unknown: ?'],
];

for (const [object, ...strays] of table) {
  test(strays.join(', '), () => assert.deepEqual(straysOf(object), strays));
}

test('fields that objects inherit are unknown where they are written', () => {
  const object: unknown = JSON.parse('{"spec": {"__proto__": 1, "constructor": 2, "toString": 3}}');
  assert.deepEqual(straysOf(object), [
    '/spec/__proto__ unknown: ?',
    '/spec/constructor unknown: ?',
    '/spec/toString unknown: ?',
  ]);
});
