import { defineRule, type Draft } from '../lint/rule.ts';
import { unknownFields } from '../model/fields.ts';
import { type Path, toFieldPath, toPointer } from '../model/pointer.ts';
import { nameMeant, repairForStray } from '../model/repair/repair-stray.ts';
import { strayOf } from '../model/stray.ts';
import { misnamed } from '../model/type-fields.ts';
import { meaningWithout, refusalWithout } from '../semantics/remainder.ts';

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
      const meaning =
        policy === undefined ? refusalWithout(field.path, raw.value) : meaningWithout(meant, policy);
      yield {
        path: field.path,
        message: `unknown field ${toFieldPath(field.path)} is dropped${meaning === undefined ? '' : `: ${meaning}`}`,
        help: repairForStray(field, stray.nearest, raw.value),
        ...renaming(field.path, nameMeant(field, stray.nearest, raw.value)),
      };
    }
  },
});

function renaming(path: Path, name: string | undefined): Pick<Draft, 'fix'> {
  if (name === undefined) return {};
  const to = [...path.slice(0, -1), name];
  return { fix: { safe: true, patch: [{ op: 'move', from: toPointer(path), path: toPointer(to) }] } };
}

/** Of what stands in the place of apiVersion or kind NP105 speaks. */
function isTypeField(path: Path, document: unknown): boolean {
  const [key] = path;
  return (
    path.length === 1 && (['apiVersion', 'kind'] as const).some((field) => misnamed(document, field) === key)
  );
}
