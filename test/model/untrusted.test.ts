import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { unknownFields } from '../../src/model/fields.ts';
import { toFieldPath } from '../../src/model/pointer.ts';
import { readNetworkPolicy, readStoredNetworkPolicy } from '../../src/model/read-networkpolicy.ts';
import { repairFor } from '../../src/model/repair/repair.ts';
import { strayOf } from '../../src/model/stray.ts';
import { block, from, ingress, policyOf, ports, type Json } from '../support/policy-cases/shapes.ts';
import { randomWrite } from '../support/random-policies.ts';

/** Reads the value in every way there is; the count of what was said about it is bounded, and so is every text. */
function survive(object: unknown, previous?: unknown): void {
  for (const strictCidr of [true, false]) {
    const read = readNetworkPolicy(object, { defaultNamespace: 'default', strictCidr, previous });
    if ('policy' in read) assert.ok(read.policy.name.length > 0);
    else {
      assert.ok(read.problems.length > 0 && read.problems.length <= 1200);
      for (const problem of read.problems) assertShort(problem.detail, repairFor(problem));
    }
  }
  readStoredNetworkPolicy(object, 'default');
  const unknown = unknownFields(object);
  assert.ok(unknown.length <= 1000);
  for (const field of unknown) strayOf(field, object);
}

function assertShort(...texts: readonly string[]): void {
  for (const text of texts) assert.ok(text.length > 0 && text.length < 400, text.slice(0, 500));
}

const fields =
  `apiVersion kind metadata spec name namespace labels annotations finalizers ownerReferences managedFields
creationTimestamp podSelector ingress egress policyTypes from to ports ipBlock cidr except namespaceSelector matchLabels
matchExpressions key operator values port endPort protocol __proto__ constructor toString hasOwnProperty length 0
`.split(/\s/);

/** JSON that is made of the field names of the type at any place, and of names that every object inherits. */
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', maxDepth: 10 },
    fc.constantFrom(
      null,
      '',
      'Ingress',
      '10.0.0.0/8',
      'NetworkPolicy',
      'networking.k8s.io/v1',
      'In',
      'x',
      true,
      0,
      80,
      -1,
      1e300,
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...fields), tie('value')), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

test('any JSON is read', () => {
  fc.assert(fc.property(anyJson, anyJson, survive), { numRuns: 1500 });
  fc.assert(fc.property(fc.jsonValue(), (value) => survive(value)));
  const anything = fc.anything({ withNullPrototype: true, withSparseArray: true });
  fc.assert(fc.property(anything, (value) => survive(value)));
});

test('any JSON as the spec or the metadata of a policy is read', () => {
  fc.assert(
    fc.property(anyJson, anyJson, (spec, metadata) => {
      survive(policyOf(spec));
      survive({ ...policyOf({}), metadata });
      survive(policyOf({}), policyOf(spec));
    }),
    { numRuns: 1000 },
  );
});

test('mostly sound writes are read, with previous objects that are not', () => {
  fc.assert(
    fc.property(randomWrite, anyJson, ({ object, previous }, other) => {
      survive(object, previous);
      survive(object, other);
    }),
    { numRuns: 500 },
  );
});

/** A policy in which the parts hold themselves. */
function cyclic(): Json {
  const node: Record<string, unknown> = {};
  const list: unknown[] = [node, 'x'];
  list.push(list);
  for (const field of fields) if (field !== '__proto__') node[field] = node;
  for (const field of ['ingress', 'egress', 'from', 'to', 'ports', 'except', 'values']) node[field] = list;
  return node;
}

function deep(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { podSelector: value };
  return value;
}

const megabytes = 3 * 1024 * 1024;
const long = 'a'.repeat(megabytes);

function many<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function manyFields(count: number, value: unknown): Json {
  return Object.fromEntries(many(count, (index) => [`-${index}`, value]));
}

const hostile: Readonly<Record<string, () => unknown>> = {
  'a policy that holds itself': cyclic,
  'a spec that holds itself': () => policyOf(cyclic()),
  'peers that hold themselves': () => from(cyclic()),
  'ports that hold themselves': () => ports(cyclic()),
  'a value that is nested deeply': () => deep(100_000),
  'peers that are nested deeply': () => from(deep(100_000)),
  'an unknown field that is nested deeply': () => policyOf({ x: deep(100_000) }),
  'a long name': () => policyOf({}, { name: long }),
  'a long name of short parts': () => policyOf({}, { name: 'a.'.repeat(megabytes / 2) }),
  'a long name of dashes': () => policyOf({}, { name: `${'a-'.repeat(megabytes / 2)}!` }),
  'a long namespace': () => policyOf({}, { namespace: long }),
  'a long generateName': () => policyOf({}, { generateName: long }),
  'a long label key': () =>
    policyOf({ podSelector: { matchLabels: { [`${'a.'.repeat(megabytes / 2)}/a`]: 'b' } } }),
  'a label key of slashes': () =>
    policyOf({ podSelector: { matchLabels: { ['/'.repeat(megabytes)]: 'b' } } }),
  'a long label value': () => policyOf({ podSelector: { matchLabels: { a: `${long}!` } } }),
  'a long label with a number': () => policyOf({ podSelector: { matchLabels: { [long]: 5 } } }),
  'long text as labels': () => policyOf({ podSelector: { matchLabels: `${' '.repeat(megabytes)}=` } }),
  'a long operator': () => policyOf({ podSelector: { matchExpressions: [{ key: 'a', operator: long }] } }),
  'long text as values': () =>
    policyOf({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: long }] } }),
  'a long policy type': () => policyOf({ policyTypes: [long] }),
  'long text as policy types': () => policyOf({ policyTypes: long }),
  'a long field as policy type': () => policyOf({ policyTypes: [{ [long]: null }] }),
  'a long apiVersion': () => ({ ...policyOf({}), apiVersion: long, kind: long }),
  'a long time': () => policyOf({}, { creationTimestamp: `2026-01-31T09:00:00.${'1'.repeat(megabytes)}` }),
  'a long port name': () => ports({ port: '-'.repeat(megabytes) }),
  'a long port number': () => ports({ port: '1'.repeat(megabytes) }),
  'a long protocol': () => ports({ protocol: long }),
  'a long cidr': () => block(long),
  'a long octet': () => block(`${'1'.repeat(megabytes)}.0.0.0/8`),
  'long zeros before an octet': () => block(`${'0'.repeat(megabytes)}1.0.0.0`),
  'long zeros before a group': () => block(`::${'0'.repeat(megabytes)}1/64`),
  'a long mask': () => block(`10.0.0.0/${'0'.repeat(megabytes)}8`),
  'a cidr of colons': () => block(':'.repeat(megabytes)),
  'long text as a peer': () => from(long),
  'a long unknown field': () => policyOf({ [long]: 5 }),
  'many labels': () => policyOf({ podSelector: { matchLabels: manyFields(50_000, '-') } }),
  'many labels of a wrong type': () => policyOf({ podSelector: { matchLabels: manyFields(50_000, 5) } }),
  'many annotations': () => policyOf({}, { annotations: manyFields(50_000, '') }),
  'many unknown fields': () => policyOf(manyFields(50_000, 5)),
  'many finalizers': () => policyOf({}, { finalizers: many(100_000, () => 'x') }),
  'many owners': () =>
    policyOf({}, { ownerReferences: many(50_000, (uid) => ({ uid: `${uid}`, controller: true })) }),
  'many values': () =>
    policyOf({
      podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: many(200_000, () => '-') }] },
    }),
  'many excepts': () => block('10.0.0.0/8', ...many(50_000, () => 'x')),
  'many peers': () => ingress({ from: many(200_000, () => ({})) }),
  'many peers of a wrong type': () => ingress({ from: many(200_000, () => 5) }),
  'many bad values in many requirements': () =>
    policyOf({
      podSelector: {
        matchExpressions: many(500, () => ({ key: 'a', operator: 'In', values: many(500, () => '-') })),
      },
    }),
};

for (const [name, make] of Object.entries(hostile)) {
  test(`read without harm: ${name}`, () => {
    const object = make();
    survive(object);
    survive(object, object);
  });
}

test('labels that objects inherit are labels', () => {
  const labels: unknown = JSON.parse('{"constructor": "a", "toString": "b", "hasOwnProperty": "c"}');
  const read = readNetworkPolicy(policyOf({ podSelector: { matchLabels: labels } }), {
    defaultNamespace: 'default',
    strictCidr: true,
  });
  assert.ok('policy' in read);
  assert.equal(read.policy.podSelector.toString(), 'constructor=a,toString=b,hasOwnProperty=c');
  assert.equal(read.policy.podSelector.matches(new Map()), false);
});

test('problems with keys of any spelling have the path of these keys', () => {
  const labels: unknown = JSON.parse('{"__proto__": 5, "a/b~c": true, "0": 5}');
  const read = readNetworkPolicy(policyOf({ podSelector: { matchLabels: labels } }), {
    defaultNamespace: 'default',
    strictCidr: true,
  });
  assert.ok('problems' in read);
  assert.deepEqual(
    read.problems.map(({ path, value }) => [path.at(-1), value]),
    [
      ['0', 5],
      ['__proto__', 5],
      ['a/b~c', true],
    ],
  );
  assert.equal(toFieldPath(read.problems[0]?.path ?? []), 'spec.podSelector.matchLabels.0');
});
