const name = { type: 'string' } as const;

const groupVersionKind = {
  type: 'object',
  description: 'an object {group, version, kind}',
  required: ['version', 'kind'],
  properties: {
    group: { ...name, description: 'a string, empty for the core group' },
    version: { ...name, description: 'a string such as v1' },
    kind: { ...name, description: 'a string such as NetworkPolicy' },
  },
} as const;

const object = { type: ['object', 'null'], description: 'an object or null' } as const;

const request = {
  type: 'object',
  description: 'an object, the AdmissionRequest',
  required: ['uid', 'kind', 'operation'],
  properties: {
    uid: { type: 'string', minLength: 1, description: 'a string that is not empty' },
    kind: groupVersionKind,
    subResource: { type: 'string', description: 'a string' },
    name: { type: 'string', description: 'a string' },
    namespace: { type: 'string', description: 'a string' },
    operation: {
      type: 'string',
      enum: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
      description: 'one of CREATE, UPDATE, DELETE, CONNECT',
    },
    userInfo: {
      type: ['object', 'null'],
      description: 'an object or null',
      properties: {
        username: { type: 'string', description: 'a string' },
        groups: {
          type: ['array', 'null'],
          description: 'a list of strings',
          items: { type: 'string', description: 'a string' },
        },
      },
    },
    object,
    oldObject: object,
    dryRun: { type: ['boolean', 'null'], description: 'true or false' },
    options: {
      type: ['object', 'null'],
      description: 'an object or null',
      properties: {
        fieldValidation: { type: 'string', description: 'a string' },
        fieldManager: { type: 'string', description: 'a string' },
      },
    },
  },
} as const;

/**
 * What `POST /validate` takes: an AdmissionReview of admission.k8s.io/v1 as far as it is read here. Every `description`
 * completes "expected …", so that one schema is the check, the error message and the published interface.
 */
export const admissionReviewSchema = {
  type: 'object',
  description: 'an AdmissionReview object',
  required: ['apiVersion', 'kind', 'request'],
  properties: {
    apiVersion: { const: 'admission.k8s.io/v1', description: 'admission.k8s.io/v1' },
    kind: { const: 'AdmissionReview', description: 'AdmissionReview' },
    request,
  },
} as const;
