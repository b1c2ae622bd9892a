import type { Target } from '../lint/target.ts';
import type { ObjectIdentity } from '../model/identity.ts';
import { isJsonObject, textAt } from '../model/json.ts';
import { readNetworkPolicy } from '../model/read-networkpolicy.ts';
import { hasTypeFields, typeFields } from '../model/type-fields.ts';
import type { Document, UnreadableDocument } from '../source/document.ts';

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
    reading: readNetworkPolicy(asNetworkPolicy(document.value), options),
  };
}

/** NP105 says what is wrong with the type; what the rest would mean is worth knowing all the same. */
function asNetworkPolicy(value: unknown): unknown {
  if (!isJsonObject(value) || hasTypeFields(value)) return value;
  return { ...value, ...typeFields };
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
