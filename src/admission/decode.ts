import { Ajv, type ErrorObject } from 'ajv';
import { isJsonObject, listAt, textAt, valueAt } from '../model/json.ts';
import { isAboutNetworkPolicy, type Review, type User } from './admission-request.ts';
import { admissionReviewSchema } from './admission-review.schema.ts';

/** Why a body is not a review that can be answered; the first reason only. */
export interface Malformed {
  /** RFC 6901 JSON Pointer; empty for the body as a whole. */
  readonly path: string;
  /** Completes "expected …". */
  readonly expected: string;
}

/** Whether decoding failed. */
export function isMalformed(decoded: Review | Malformed): decoded is Malformed {
  return 'expected' in decoded;
}

const validate = new Ajv({ verbose: true, allowUnionTypes: true, strictTypes: false }).compile(
  admissionReviewSchema,
);

/** Reads the body of an admission call. Takes any value and never throws. */
export function decode(body: unknown): Review | Malformed {
  if (!validate(body)) return describe(validate.errors?.[0]);
  const review = reviewOf(valueAt(body, 'request'));
  return missingPart(review) ?? review;
}

function reviewOf(request: unknown): Review {
  const object = objectAt(request, 'object');
  const oldObject = objectAt(request, 'oldObject');
  return {
    uid: textAt(request, 'uid') ?? '',
    operation: valueAt(request, 'operation') as Review['operation'],
    group: textAt(request, 'kind', 'group') ?? '',
    version: textAt(request, 'kind', 'version') ?? '',
    kind: textAt(request, 'kind', 'kind') ?? '',
    subResource: textAt(request, 'subResource') ?? '',
    namespace: textAt(request, 'namespace') ?? '',
    name: textAt(request, 'name') ?? nameOf(object) ?? nameOf(oldObject) ?? '',
    user: userOf(request),
    dryRun: valueAt(request, 'dryRun') === true,
    fieldValidation: textAt(request, 'options', 'fieldValidation') ?? '',
    fieldManager: textAt(request, 'options', 'fieldManager') ?? '',
    object,
    oldObject,
  };
}

function userOf(request: unknown): User {
  return {
    name: textAt(request, 'userInfo', 'username') ?? '',
    groups: listAt(request, 'userInfo', 'groups').filter((group) => typeof group === 'string'),
  };
}

function objectAt(request: unknown, member: 'object' | 'oldObject'): object | undefined {
  const value = valueAt(request, member);
  return isJsonObject(value) ? value : undefined;
}

function nameOf(object: object | undefined): string | undefined {
  return textAt(object, 'metadata', 'name') ?? textAt(object, 'metadata', 'generateName');
}

/** What only some operations need; other kinds are not judged, so nothing is asked of them. */
function missingPart(review: Review): Malformed | undefined {
  if (!isAboutNetworkPolicy(review)) return undefined;
  const { operation } = review;
  if (review.namespace === '') return { path: '/request/namespace', expected: 'the namespace of the policy' };
  if (operation !== 'DELETE' && review.object === undefined)
    return { path: '/request/object', expected: `an object, since the operation is ${operation}` };
  if (operation === 'UPDATE' && review.oldObject === undefined)
    return { path: '/request/oldObject', expected: 'an object, since the operation is UPDATE' };
  return undefined;
}

function describe(error: ErrorObject | undefined): Malformed {
  if (error === undefined) return { path: '', expected: admissionReviewSchema.description };
  const schema = error.parentSchema as Described;
  if (error.keyword !== 'required')
    return { path: error.instancePath, expected: schema.description ?? error.message ?? 'another value' };
  const member = String(error.params['missingProperty']);
  return {
    path: `${error.instancePath}/${member}`,
    expected: schema.properties?.[member]?.description ?? 'a value',
  };
}

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
}
