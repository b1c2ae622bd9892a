import * as fc from 'fast-check';
import { readStoredNetworkPolicy } from '../../src/model/read-networkpolicy.ts';
import type { Json } from './policy-cases/shapes.ts';

/** A write of a policy whose outcome only an API server, or our reading, can tell. */
export interface RandomWrite {
  readonly object: Json;
  /** What an update replaces; has the name of `object`. */
  readonly previous?: Json;
}

/** One of the good ones, one time in twenty one of the odd ones. */
function mostly<T>(good: fc.Arbitrary<T>, ...odd: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 19, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
}

function someOf(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>, ...required: string[]) {
  return fc.record(fields, { requiredKeys: required });
}

function few(entry: fc.Arbitrary<unknown>, most = 2): fc.Arbitrary<unknown[]> {
  return fc.array(entry, { maxLength: most });
}

const long = 'x'.repeat(64);
const labelKey = mostly(
  fc.constantFrom('app', 'tier', 'example.com/team', 'constructor'),
  'a b',
  '-a',
  'A.b/c',
  'a/b/c',
  '',
  `${long}/a`,
  long,
  'ü',
);
const labelValue = mostly(
  fc.constantFrom('', 'web', 'A_b.c-1'),
  null,
  ' ',
  'a,b',
  '-',
  long,
  'ü'.repeat(33),
  'a\n',
);
const labels = fc
  .array(fc.tuple(labelKey, labelValue), { maxLength: 2 })
  .map((entries) => Object.fromEntries(entries.map(([key, value]) => [String(key), value])));

const requirement = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      key: labelKey,
      operator: fc.constantFrom('In', 'NotIn'),
      values: fc.array(labelValue, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ key: labelKey, operator: fc.constantFrom('Exists', 'DoesNotExist') }) },
  {
    weight: 1,
    arbitrary: someOf({
      key: labelKey,
      operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'in', 'Gt', '', null),
      values: mostly(few(labelValue), null, []),
    }),
  },
);
const selector = someOf({
  matchLabels: mostly(labels, null),
  matchExpressions: mostly(few(mostly(requirement, null, {})), null),
});

/** Addresses in every spelling: octets and groups with zeros before them, shortened, mapped, in capitals. */
const octet = mostly(fc.constantFrom('0', '10', '255', '1'), '010', '00', '256', '08', '', '-1', '0x1', ' 1');
const quad = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const group = mostly(
  fc.constantFrom('0', 'fd00', 'FF', 'ffff', 'a1'),
  '0001',
  '00001',
  '',
  '10000',
  'g',
  '1.2.3.4',
);
const groups = fc.array(group, { maxLength: 8 }).map((parts) => parts.join(':'));
const sixth = fc.oneof(
  fc.tuple(groups, groups).map(([head, tail]) => `${head}::${tail}`),
  groups,
  quad.map((tail) => `::ffff:${tail}`),
  quad.map((tail) => `64:ff9b::${tail}`),
  fc.constantFrom('fd00::', '::', 'fd00:1::', '::1', '2001:db8::'),
);
const length = mostly(
  fc.constantFrom('0', '8', '16', '24', '32', '48', '64', '104', '128'),
  '33',
  '129',
  '08',
  '',
  '+8',
  '8 ',
  '1e1',
);
const spelled = fc
  .tuple(fc.oneof(quad, sixth), mostly(fc.constant('/'), '', '//', ' /'), length)
  .map((parts) => parts.join(''));
const fourth = fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '0.0.0.0/0', '10.1.2.3/32');
const plain = fc.oneof(fourth, fc.constantFrom('fd00::/48', 'fd00:0:0:1::/64', '::/0'));
const cidr = fc.oneof({ weight: 5, arbitrary: plain }, { weight: 1, arbitrary: spelled });
const ipBlock = someOf(
  { cidr: mostly(cidr, '', null), except: mostly(few(mostly(cidr, null, '')), null) },
  'cidr',
);

const peer = fc.oneof(
  { weight: 9, arbitrary: fc.record({ ipBlock }) },
  { weight: 6, arbitrary: fc.record({ podSelector: selector }) },
  { weight: 3, arbitrary: fc.record({ namespaceSelector: selector }) },
  { weight: 3, arbitrary: fc.record({ podSelector: selector, namespaceSelector: mostly(selector, null) }) },
  {
    weight: 1,
    arbitrary: someOf({ podSelector: selector, namespaceSelector: selector, ipBlock: mostly(ipBlock, null) }),
  },
);

const number = mostly(fc.constantFrom(1, 80, 8080, 65535), 0, -1, 65536, 2 ** 31 - 1, null);
const portName = mostly(
  fc.constantFrom('http', 'a1', 'x-y'),
  '80',
  '',
  '-',
  'a--b',
  'HTTP',
  'x'.repeat(16),
  'a_b',
);
const protocol = mostly(fc.constantFrom('TCP', 'UDP', 'SCTP'), 'tcp', '', 'ICMP', null);
const port = fc.oneof(
  { weight: 6, arbitrary: someOf({ protocol, port: fc.oneof(number, portName) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      port: fc.constantFrom(1, 80),
      endPort: mostly(fc.constantFrom(80, 81, 65535), 65536, 1),
    }),
  },
  { weight: 1, arbitrary: someOf({ protocol, port: fc.oneof(number, portName), endPort: number }) },
);

function rule(peers: 'from' | 'to'): fc.Arbitrary<unknown> {
  return someOf({
    [peers]: mostly(few(mostly(peer, null, {})), null),
    ports: mostly(few(mostly(port, null)), null),
  });
}

const spec = someOf({
  podSelector: mostly(selector, null),
  ingress: mostly(few(mostly(rule('from'), null)), null),
  egress: mostly(few(mostly(rule('to'), null)), null),
  policyTypes: mostly(
    few(fc.constantFrom('Ingress', 'Egress')),
    ['ingress'],
    ['Ingress', 'Egress', 'Egress'],
    ['Foo', 'Bar'],
    [''],
    [null],
    null,
  ),
});

const owner = someOf(
  {
    apiVersion: mostly(fc.constantFrom('v1', 'apps/v1'), '', '/v1', 'a/b/c', 'apps/', null),
    kind: mostly(fc.constantFrom('Pod', 'Node'), 'Event', '', null),
    name: mostly(fc.constantFrom('a', 'A b'), ''),
    uid: mostly(fc.constantFrom('1', '2'), ''),
    controller: mostly(fc.constantFrom(false, null), true),
    blockOwnerDeletion: fc.constantFrom(true, null),
  },
  'apiVersion',
  'kind',
  'name',
  'uid',
);
const time = mostly(
  fc.constantFrom('2026-01-31T09:00:00Z', '2026-01-31T09:00:00+02:00', null),
  '',
  '2026-02-30T09:00:00Z',
);
const sometimes = {
  labels: mostly(labels, null),
  annotations: mostly(labels, null),
  ownerReferences: mostly(few(mostly(owner, null), 3), null),
  finalizers: mostly(
    few(mostly(fc.constantFrom('a.b/c', 'orphan', 'foregroundDeletion'), 'a', '', 'A b/c', null)),
    null,
  ),
  creationTimestamp: time,
  generation: mostly(fc.constantFrom(0, 3), null, -1),
  selfLink: fc.constant('x'),
} as const;

const created = fc.oneof(
  { weight: 6, arbitrary: someOf({ name: fc.constant('web'), ...sometimes }, 'name') },
  {
    weight: 1,
    arbitrary: someOf({
      name: mostly(fc.constantFrom('web', 'a.b'), '', 'A', '-', 'a_b', 'x'.repeat(254), null),
      generateName: mostly(
        fc.constantFrom('web-', 'a'),
        '',
        'A',
        '-',
        'a.',
        'a--',
        '.',
        'x'.repeat(254),
        null,
      ),
    }),
  },
);

function policy(metadata: fc.Arbitrary<unknown>): fc.Arbitrary<Json> {
  return fc.record(
    {
      apiVersion: mostly(fc.constant('networking.k8s.io/v1'), '', null),
      kind: mostly(fc.constant('NetworkPolicy'), '', null),
      metadata,
      spec: mostly(spec, null),
    },
    { requiredKeys: ['metadata', 'spec'] },
  );
}

/** Replaces one part of the spec, wherever it is, by something that may not belong there. */
const wound: fc.Arbitrary<(object: Json) => Json> = fc
  .tuple(
    fc.nat(1000),
    fc.constantFrom(null, 'x', '', 5, -1, 1.5, 2 ** 31, true, [], {}, [null], ['x'], { a: 1 }),
  )
  .map(([which, other]) => (object) => ({ ...object, spec: replaceOne(object['spec'], which, other) }));

function replaceOne(value: unknown, which: number, other: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return other;
  const keys = Object.keys(value);
  const steps = keys.length + 1;
  if (which % steps === 0) return other;
  const key = keys[(which % steps) - 1] ?? '';
  const part = replaceOne((value as Json)[key], Math.floor(which / steps), other);
  return Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
}

function mostlySound(object: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.oneof(
    { weight: 4, arbitrary: object },
    { weight: 1, arbitrary: fc.tuple(object, wound).map(([sound, hurt]) => hurt(sound)) },
  );
}

const existing = policy(someOf({ name: fc.constant('web'), ...sometimes }, 'name'));

/** What an API server may have stored, though not what it would store today. */
const stored = policy(
  someOf({ name: fc.constant('web'), labels: sometimes.labels, finalizers: sometimes.finalizers }, 'name'),
).filter((object) => readStoredNetworkPolicy(object, 'default') !== undefined);

/** Updates to another policy, to one with the same spec, or from one that differs in its metadata only. */
const randomUpdate = fc
  .tuple(stored, mostlySound(existing))
  .chain(([previous, object]) =>
    fc.constantFrom(
      { previous, object },
      { previous, object: { ...object, spec: previous['spec'] } },
      { previous, object: { ...previous, spec: object['spec'] } },
    ),
  );

/** Creates and updates of policies that are right for the most part. */
export const randomWrite: fc.Arbitrary<RandomWrite> = fc.oneof(
  { weight: 3, arbitrary: mostlySound(policy(created)).map((object) => ({ object })) },
  { weight: 1, arbitrary: randomUpdate },
);
