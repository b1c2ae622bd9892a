import { readAnnotations } from './annotations.ts';
import { textAt, valueAt } from './json.ts';
import { readLabels } from './labels.ts';
import { namespaceNameLabel, type Namespace } from './namespace.ts';

/**
 * A v1 Namespace; undefined for what has no name. `kubernetes.io/metadata.name` is what the API server makes it,
 * whatever is written there.
 */
export function readNamespace(value: unknown): Namespace | undefined {
  const name = textAt(value, 'metadata', 'name');
  if (name === undefined) return undefined;
  const labels = new Map(readLabels(valueAt(value, 'metadata', 'labels')));
  return {
    name,
    labels: labels.set(namespaceNameLabel, name),
    ...readAnnotations(valueAt(value, 'metadata', 'annotations')),
  };
}
