import { isJsonObject, listAt, textAt, valueAt } from '../model/json.ts';
import { workloadKinds } from '../model/workload.ts';

/**
 * A pod or a workload without what says nothing of which pods there are and which ports they have, such as the image and
 * the environment; undefined for any other object.
 */
export function podsOf(object: unknown): unknown {
  const kind = textAt(object, 'kind');
  const isPods = kind === 'Pod' || workloadKinds.some((each) => each === kind);
  return isPods ? without(object) : undefined;
}

function without(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([field]) => !ofNoConcern.has(field));
  return Object.fromEntries(entries.map(([field, item]) => [field, part(field, item)]));
}

function part(field: string, value: unknown): unknown {
  if (within.has(field)) return without(value);
  if (!listsOfContainers.has(field)) return value;
  return listAt(value).map((container) =>
    Object.fromEntries(containerFields.map((name) => [name, valueAt(container, name)])),
  );
}

/** Below these are the fields of pods; in labels the same names would mean something. */
const within: ReadonlySet<string> = new Set(['spec', 'template', 'jobTemplate']);

const ofNoConcern: ReadonlySet<string> = new Set([
  'replicas',
  'schedule',
  'status',
  'volumes',
  'volumeClaimTemplates',
]);

const listsOfContainers: ReadonlySet<string> = new Set(['containers', 'initContainers']);

const containerFields = ['name', 'ports', 'restartPolicy'] as const;
