import type { Reading, Target } from '../lint/target.ts';
import type { ObjectIdentity } from '../model/identity.ts';
import { isJsonObject, textAt } from '../model/json.ts';
import { readMetadata } from '../model/metadata.ts';
import { readNetworkPolicy, readStoredNetworkPolicy } from '../model/read-networkpolicy.ts';
import { hasTypeFields, typeFields } from '../model/type-fields.ts';
import type { Document, UnreadableDocument } from '../source/document.ts';
import type { OpenPart } from './template.ts';

interface ReadingOptions {
  readonly defaultNamespace: string;
  readonly strictCidr: boolean;
}

/** A document that is meant to be a NetworkPolicy, as something to be judged. */
export function targetOf(document: Document, options: ReadingOptions): Target {
  return {
    operation: 'lint',
    object: identityOf(document.value, options.defaultNamespace),
    raw: document,
    reading: read(asNetworkPolicy(document.value), options),
  };
}

/**
 * What is refused for its metadata, or by API servers from 1.36 on for the spelling of a CIDR, says all the same what it
 * means: who mends the one hears of the other at once.
 */
function read(value: unknown, options: ReadingOptions): Reading {
  const strict = readNetworkPolicy(value, options);
  if ('policy' in strict) return strict;
  const loose = readNetworkPolicy(value, { ...options, strictCidr: false });
  const isPlain = 'policy' in loose || loose.problems.every(({ path }) => path[0] === 'metadata');
  const policy = isPlain ? readStoredNetworkPolicy(withName(value), options.defaultNamespace) : undefined;
  return policy === undefined ? strict : { ...strict, policy };
}

/** Of a policy without a name, which may get one where it is deployed, the rest is plain. */
function withName(value: unknown): unknown {
  if (!isJsonObject(value) || readMetadata(value, '') !== undefined) return value;
  const metadata = isJsonObject(value['metadata']) ? value['metadata'] : {};
  return { ...value, metadata: { ...metadata, name: 'unnamed' } };
}

/** NP105 says what is wrong with the type; what the rest would mean is worth knowing all the same. */
function asNetworkPolicy(value: unknown): unknown {
  if (!isJsonObject(value) || hasTypeFields(value)) return value;
  return { ...value, ...typeFields };
}

/** A policy of which nothing can be said, as something that is not judged. */
export function openTarget({ policy, reason: absent }: OpenPart, defaultNamespace: string): Target {
  const object = identityOf(policy, defaultNamespace);
  return { operation: 'lint', object, raw: { absent }, reading: { absent } };
}

/** A text that holds no readable object, as something to be judged. */
export function unreadableTarget(document: UnreadableDocument): Target {
  const absent = { absent: 'the document could not be read' };
  return { operation: 'lint', unreadable: document, raw: absent, reading: absent };
}

/** Names for messages: what is missing or of the wrong type is shown as empty. */
function identityOf(value: unknown, defaultNamespace: string): ObjectIdentity {
  return {
    apiVersion: textAt(value, 'apiVersion') ?? '',
    kind: textAt(value, 'kind') ?? '',
    namespace: textAt(value, 'metadata', 'namespace') ?? defaultNamespace,
    name: textAt(value, 'metadata', 'name') ?? textAt(value, 'metadata', 'generateName') ?? '',
  };
}
