import { defineRule } from '../lint/rule.ts';
import { type UnknownField, unknownFields } from '../model/fields.ts';
import { valueAt } from '../model/json.ts';
import { type Path, toFieldPath } from '../model/pointer.ts';
import { shorten } from '../model/quote.ts';
import { strayOf } from '../model/stray.ts';
import { misnamed } from '../model/type-fields.ts';
import { meaningWithout } from '../semantics/remainder.ts';

/** NP102: a field that the API server drops, or refuses where it is asked to be strict. */
export const unknownField = defineRule({
  code: 'NP102',
  name: 'unknown-field',
  severity: 'error',
  confidence: 'certain',
  admission: 'deny',
  summary: 'A field that NetworkPolicy does not have; the API server drops it and stores the rest.',
  needs: ['raw'],
  uses: ['policy'],
  *check({ raw, policy }) {
    for (const field of unknownFields(raw.value)) {
      const stray = strayOf(field, raw.value);
      if (stray.kind !== 'unknown' || isTypeField(field.path, raw.value)) continue;
      const meant = [...field.path.slice(0, -1), stray.nearest ?? ''];
      const meaning = policy === undefined ? undefined : meaningWithout(meant, policy);
      yield {
        path: field.path,
        message: `unknown field ${toFieldPath(field.path)} is dropped${meaning === undefined ? '' : `: ${meaning}`}`,
        help: portMeant(field, raw.value) ?? advise(field, stray.nearest),
      };
    }
  },
});

function advise({ known }: UnknownField, similar: string | undefined): string {
  return similar === undefined ? `known here: ${known.join(', ')}` : `write ${similar}`;
}

/** What to write for a port of a Service, a container or a node; undefined for any other field. */
function portMeant({ path, known }: UnknownField, document: unknown): string | undefined {
  const name = String(path.at(-1));
  if (!known.includes('endPort') || !(ofPods.has(name) || ofNodes.has(name))) return undefined;
  const port = valueAt(document, ...path.slice(0, -1), 'port');
  const value = valueAt(document, ...path);
  const isNamed = ofPods.has(name) && (typeof value === 'number' || typeof value === 'string');
  const meant = isNamed ? `port: ${shorten(String(value))}` : 'as port what the pods listen on';
  if (port === undefined) return isNamed ? `write ${meant}` : `write ${meant}: ${reason}`;
  return port === value ? 'delete it: port says the same' : `delete it and write ${meant}: ${reason}`;
}

const reason = 'policies see the port of the pod';

/** Fields of other kinds that hold the port of a pod, and those that hold one of its node. */
const ofPods: ReadonlySet<string> = new Set(['targetPort', 'containerPort']);
const ofNodes: ReadonlySet<string> = new Set(['nodePort', 'hostPort']);

/** Of what stands in the place of apiVersion or kind NP105 speaks. */
function isTypeField(path: Path, document: unknown): boolean {
  const [key] = path;
  return (
    path.length === 1 && (['apiVersion', 'kind'] as const).some((field) => misnamed(document, field) === key)
  );
}
