import { isJsonObject, textAt } from '../model/json.ts';
import { failing } from './failure.ts';
import type { WatchedKind } from './watched-kind.ts';

/** One object as the API server sent it, in the same shape from a list and from a watch. */
export interface Item {
  /** Empty for an object that is in no namespace. */
  readonly namespace: string;
  readonly name: string;
  /** Opaque: to be compared for equality only (API conventions, concurrency control). */
  readonly resourceVersion: string;
  readonly value: unknown;
}

/** Reads what every stored object has; throws when it is missing, because then this is no answer of an API server. */
export function readItem(value: unknown, kind: WatchedKind): Item {
  const name = textAt(value, 'metadata', 'name');
  const namespace = textAt(value, 'metadata', 'namespace') ?? '';
  const resourceVersion = textAt(value, 'metadata', 'resourceVersion');
  if (!isJsonObject(value) || name === undefined || resourceVersion === undefined) {
    throw failing('unreadable', `an object among the ${kind.resource} has no name or no version`);
  }
  if (kind.namespaced !== (namespace !== '')) {
    throw failing('unreadable', `an object among the ${kind.resource} is in the wrong scope`);
  }
  const typed = { ...value, apiVersion: kind.apiVersion, kind: kind.objectKind };
  return { namespace, name, resourceVersion, value: typed };
}
