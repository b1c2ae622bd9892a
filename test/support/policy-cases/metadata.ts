import { create, policyOf, type Json, type PolicyCase } from './shapes.ts';

const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '1-2-3' };
const owners = 'metadata.ownerReferences';
const subdomain = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`;

function named(metadata: Json): Json {
  return policyOf({}, { name: undefined, ...metadata });
}

function owned(...references: readonly unknown[]): Json {
  return policyOf({}, { ownerReferences: references });
}

function annotated(annotations: Json): Json {
  return policyOf({}, { annotations });
}

/** The API server tells itself who manages what. */
const managedFields: readonly unknown[] = [
  null,
  {},
  { manager: 'x', operation: 'Foo' },
  { manager: 'x'.repeat(200), operation: 'Update', apiVersion: 'networking.k8s.io/v1' },
  { manager: 'a\nb', operation: 'Apply', apiVersion: 'bad/bad/bad', fieldsType: 'X', fieldsV1: {} },
  { operation: 'Apply', apiVersion: 'networking.k8s.io/v1', fieldsType: 'FieldsV1', fieldsV1: 5 },
  { operation: 'Apply', apiVersion: 'networking.k8s.io/v1', fieldsType: 'FieldsV1', fieldsV1: { a: 'x' } },
  {
    operation: 'Apply',
    apiVersion: 'networking.k8s.io/v1',
    fieldsType: 'FieldsV1',
    subresource: 'x'.repeat(300),
  },
];

const names: readonly (readonly [name: string, faults: number])[] = [
  ['a', 0],
  ['0', 0],
  ['a.b-c.0', 0],
  [subdomain, 0],
  ['a'.repeat(253), 0],
  [`${subdomain}e`, 1],
  ['A', 1],
  ['-', 1],
  ['a-', 1],
  ['a_b', 1],
  ['a..b', 1],
  ['.a', 1],
  ['ü', 1],
  ['a ', 1],
  ['a\n', 1],
  ['A'.repeat(254), 2],
];

const prefixCause = 'Invalid metadata.generateName';
const generatedCause = 'Invalid metadata.name';

/** What is wrong with a prefix, and with a name that is made from it: the API server judges the two apart. */
const prefixes: readonly (readonly [prefix: string, ...causes: readonly string[]])[] = [
  ['a'],
  ['a-'],
  ['a--'],
  ['a'.repeat(253)],
  [`${'a'.repeat(57)}.b`],
  [`${'a'.repeat(57)}.-`],
  ['a'.repeat(254), prefixCause],
  ['a.', prefixCause],
  ['-', prefixCause, generatedCause],
  ['--', generatedCause],
  ['.-', generatedCause],
  ['A', prefixCause, generatedCause],
  ['a_', prefixCause, generatedCause],
];

/** Metadata on create. */
export const metadataCases: readonly PolicyCase[] = [
  create('no name', named({}), 'Required metadata.name'),
  create('an empty name', named({ name: '' }), 'Required metadata.name'),
  ...names.map(([name, faults]) =>
    create(
      `name ${JSON.stringify(name)}`,
      named({ name }),
      ...Array<string>(faults).fill('Invalid metadata.name'),
    ),
  ),
  ...prefixes.map(([generateName, ...causes]) =>
    create(`generateName ${JSON.stringify(generateName)}`, named({ generateName }), ...causes),
  ),
  create('name and a bad generateName', named({ name: 'a', generateName: 'A' }), prefixCause),
  create('good labels', policyOf({}, { labels: { a: '', 'b.c/d': 'E', constructor: 'x' } })),
  create(
    'bad labels',
    policyOf({}, { labels: { 'a b': 'c', d: 'e f' } }),
    'Invalid metadata.labels',
    'Invalid metadata.labels',
  ),
  create('annotations in any case', annotated({ 'Example.COM/a': 'any text: \u0000 ü', B: '' })),
  create('a bad annotation', annotated({ 'a b': 'c' }), 'Invalid metadata.annotations'),
  create('an annotation with a letter that shrinks', annotated({ 'İ.com/a': 'x' })),
  create(
    'an annotation with a letter that grows',
    annotated({ 'ẞ.com/a': 'x' }),
    'Invalid metadata.annotations',
  ),
  create('an annotation with a Kelvin sign', annotated({ '\u212A.com/a': 'x' })),
  create('annotations of 256 KiB', annotated({ a: 'x'.repeat(256 * 1024 - 1) })),
  create(
    'annotations of more than 256 KiB',
    annotated({ a: 'x'.repeat(256 * 1024) }),
    'TooLong metadata.annotations',
  ),
  create(
    'annotations of more than 256 KiB in UTF-8',
    annotated({ a: 'ü'.repeat(128 * 1024), 'b c': '' }),
    'TooLong metadata.annotations',
    'Invalid metadata.annotations',
  ),
  create('an owner', owned({ ...owner, controller: true, blockOwnerDeletion: true })),
  create('an owner of the core group', owned({ ...owner, apiVersion: 'v1', kind: 'Pod' })),
  create(
    'an owner of a group without a version',
    owned({ ...owner, apiVersion: 'apps/' }),
    `Invalid ${owners}.apiVersion`,
  ),
  create(
    'an owner of too many groups',
    owned({ ...owner, apiVersion: 'a/b/c' }),
    `Invalid ${owners}.apiVersion`,
  ),
  create('an owner of an empty group', owned({ ...owner, apiVersion: '/v1' })),
  create('an owner of a slash', owned({ ...owner, apiVersion: '/' }), `Invalid ${owners}.apiVersion`),
  create(
    'an empty owner',
    owned({}),
    ...['apiVersion', 'kind', 'name', 'uid'].map((field) => `Invalid ${owners}.${field}`),
  ),
  create('an Event as owner', owned({ ...owner, apiVersion: 'v1', kind: 'Event' }), `Invalid ${owners}`),
  create('another Event as owner', owned({ ...owner, apiVersion: 'events.k8s.io/v1', kind: 'Event' })),
  create(
    'an Event of the empty group as owner',
    owned({ ...owner, apiVersion: '/v1', kind: 'Event' }),
    `Invalid ${owners}`,
  ),
  create('the same controller twice', owned({ ...owner, controller: true }, { ...owner, controller: true })),
  create(
    'two controllers',
    owned({ ...owner, controller: true }, { ...owner, uid: '4', controller: true }),
    `Invalid ${owners}`,
  ),
  create(
    'three controllers',
    owned(
      { ...owner, controller: true },
      { ...owner, uid: '4', controller: true },
      { ...owner, uid: '5', controller: true },
    ),
    `Invalid ${owners}`,
    `Invalid ${owners}`,
  ),
  create('finalizers', policyOf({}, { finalizers: ['example.com/a', 'kubernetes', 'orphan'] })),
  create(
    'a finalizer without a prefix',
    policyOf({}, { finalizers: ['a'] }),
    'Invalid metadata.finalizers[0]',
  ),
  create(
    'a bad finalizer',
    policyOf({}, { finalizers: ['a.b/c', 'A/ b'] }),
    'Invalid metadata.finalizers',
    'Invalid metadata.finalizers',
  ),
  create(
    'an empty finalizer',
    policyOf({}, { finalizers: [''] }),
    'Invalid metadata.finalizers',
    'Invalid metadata.finalizers',
    'Invalid metadata.finalizers[0]',
  ),
  create(
    'two finalizers that exclude each other',
    policyOf({}, { finalizers: ['foregroundDeletion', 'orphan'] }),
    'Invalid metadata.finalizers',
  ),
  create('a negative generation', policyOf({}, { generation: -1 })),
  create('a namespace that is no label', policyOf({}, { namespace: 'Shop' }), 'Invalid metadata.namespace'),
  create('an empty namespace', policyOf({}, { namespace: '' })),
  ...managedFields.map((entry) =>
    create(`managedFields of ${JSON.stringify(entry)}`, policyOf({}, { managedFields: [entry] })),
  ),
  create('an empty resourceVersion', policyOf({}, { resourceVersion: '' })),
];
