import type { KeywordName } from './keywords/index.ts';

type JsonType = 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'null';

/**
 * The part of JSON Schema that describes the API types, and the keywords of our own, which say what JSON Schema cannot.
 * `null` is allowed everywhere because Go decodes it to the zero value.
 */
export interface FieldSchema extends Readonly<Partial<Record<KeywordName, true>>> {
  readonly type?: readonly JsonType[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
  /** The values of a free map; its keys are the author's. */
  readonly additionalProperties?: FieldSchema;
}

const text: FieldSchema = { type: ['string', 'null'] };
const flag: FieldSchema = { type: ['boolean', 'null'] };
const time: FieldSchema = { type: ['string', 'null'], timestamp: true };
const int32: FieldSchema = { type: ['integer', 'null'], minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
const int64: FieldSchema = { type: ['integer', 'null'], minimum: -(2 ** 63), maximum: 2 ** 63 };
const texts: FieldSchema = { type: ['array', 'null'], items: text };
const textMap: FieldSchema = { type: ['object', 'null'], additionalProperties: text };

function object(properties: Readonly<Record<string, FieldSchema>>): FieldSchema {
  return { type: ['object', 'null'], properties };
}

function list(items: FieldSchema): FieldSchema {
  return { type: ['array', 'null'], items };
}

const ownerReference = object({
  apiVersion: text,
  kind: text,
  name: text,
  uid: text,
  controller: flag,
  blockOwnerDeletion: flag,
});

const managedFieldsEntry = object({
  manager: text,
  operation: text,
  apiVersion: text,
  time,
  fieldsType: text,
  fieldsV1: {},
  subresource: text,
});

const metadata = object({
  name: text,
  generateName: text,
  namespace: text,
  selfLink: text,
  uid: text,
  resourceVersion: text,
  generation: int64,
  creationTimestamp: time,
  deletionTimestamp: time,
  deletionGracePeriodSeconds: int64,
  labels: { ...textMap, labelMap: true },
  annotations: { ...textMap, annotationMap: true },
  ownerReferences: { ...list(ownerReference), owners: true },
  finalizers: { ...texts, finalizerNames: true },
  managedFields: list(managedFieldsEntry),
});

const selector = object({
  matchLabels: { ...textMap, labelMap: true },
  matchExpressions: list({
    ...object({ key: text, operator: text, values: texts }),
    selectorRequirement: true,
  }),
});

const ipBlock: FieldSchema = { ...object({ cidr: text, except: texts }), addressBlock: true };

const peers = list({
  ...object({ podSelector: selector, namespaceSelector: selector, ipBlock }),
  peer: true,
});

const intOrString: FieldSchema = { ...int32, type: ['integer', 'string', 'null'] };

const ports = list({ ...object({ protocol: text, port: intOrString, endPort: int32 }), policyPort: true });

const spec = object({
  podSelector: selector,
  ingress: list(object({ from: peers, ports })),
  egress: list(object({ to: peers, ports })),
  policyTypes: { ...texts, policyTypeList: true },
});

/**
 * The JSON Schema of networking.k8s.io/v1 NetworkPolicy as an API server takes it: fields that it does not name are
 * dropped, not refused. `status` was dropped from the type in 1.28 and is still found in exported objects.
 */
export const networkPolicySchema: FieldSchema = {
  type: ['object'],
  properties: { apiVersion: text, kind: text, metadata, spec, status: {} },
  identity: true,
};
