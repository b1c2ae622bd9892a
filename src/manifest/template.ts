import { isJsonObject, listAt, valueAt } from '../model/json.ts';
import { toPointer } from '../model/pointer.ts';
import type { Document } from '../source/document.ts';
import { isNetworkPolicy } from './kinds.ts';
import { fillParameters } from './template-parameters.ts';

/** The objects of an OpenShift Template as documents of their own. Any other document, and a Template that is open, as it is. */
export function objectsOfTemplate(document: Document): readonly Document[] {
  if (!isTemplate(document.value)) return [document];
  const filled = fillParameters(document.value);
  return 'open' in filled ? [document] : filled.objects.map((value, index) => partOf(document, value, index));
}

/** Why a Template says nothing of the NetworkPolicies in it; undefined where there is none. */
export function whyOpen(value: unknown): string | undefined {
  if (!isTemplate(value) || !listAt(value, 'objects').some(isNetworkPolicy)) return undefined;
  const filled = fillParameters(value);
  const remedy = 'lint what comes out of `oc process --local -f FILE -o yaml`, with its parameters';
  return 'open' in filled ? `a Template is open, as ${filled.open}: ${remedy}` : undefined;
}

function isTemplate(value: unknown): boolean {
  const apiVersion = valueAt(value, 'apiVersion');
  return (
    isJsonObject(value) &&
    value['kind'] === 'Template' &&
    (apiVersion === 'v1' || String(apiVersion).startsWith('template.openshift.io/'))
  );
}

function partOf(document: Document, value: unknown, index: number): Document {
  const path = ['objects', index];
  const place = toPointer(path);
  return {
    kind: 'document',
    file: document.file,
    value,
    duplicateKeys: document.duplicateKeys.flatMap((key) =>
      key.path.length > 2 && toPointer(key.path.slice(0, 2)) === place
        ? [{ ...key, path: key.path.slice(2) }]
        : [],
    ),
    locate: (pointer) => document.locate(place + pointer),
    locateOccurrence: (pointer, occurrence) => document.locateOccurrence(place + pointer, occurrence),
    textAt: (pointer) => asText(document.textAt(place + pointer)),
  };
}

/** A parameter that gives a value which ought to be text is written with one pair of braces. */
function asText(text: string | undefined): string | undefined {
  return text?.replace(/^\$\{\{(\w+)\}\}$/, '${$1}');
}
