import { isJsonObject, valueAt } from '../model/json.ts';
import { toPointer } from '../model/pointer.ts';
import type { Document } from '../source/document.ts';
import { isNetworkPolicy } from './kinds.ts';
import { fillParameters } from './template-parameters.ts';

/** A document, or what is left of one from which an object is still to be made. */
export interface TemplatePart extends Document {
  readonly open?: OpenPart;
}

/** An object as far as it is known, and why it is not yet the one that will be there. */
export interface OpenPart {
  readonly policy: unknown;
  readonly reason: string;
}

/**
 * The objects of an OpenShift Template as documents of their own, each that is open as what is left of the Template. Any
 * other document as it is.
 */
export function objectsOfTemplate(document: Document): readonly TemplatePart[] {
  const { value } = document;
  if (!isTemplate(value)) return [document];
  return fillParameters(value).map(({ object, open }, index) => {
    const part = partOf(document, object, index);
    if (open === undefined) return part;
    const reason = `a Template is open, as ${open}: ${remedy}`;
    return {
      ...part,
      open: { policy: object, reason },
      value: { ...value, objects: [object] },
      locate: () => part.locate(''),
    };
  });
}

const remedy = 'lint what comes out of `oc process --local -f FILE -o yaml`, with its parameters';

/** The policy that is still to be made of a document; undefined where it is none of a policy. */
export function openPolicyOf({ open }: TemplatePart): OpenPart | undefined {
  return open !== undefined && isNetworkPolicy(open.policy) ? open : undefined;
}

function isTemplate(value: unknown): value is Readonly<Record<string, unknown>> {
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
    editsFor: () => undefined,
  };
}

/** A parameter that gives a value which ought to be text is written with one pair of braces. */
function asText(text: string | undefined): string | undefined {
  return text?.replace(/^\$\{\{(\w+)\}\}$/, '${$1}');
}
