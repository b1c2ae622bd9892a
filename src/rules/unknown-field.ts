import { defineRule } from '../lint/rule.ts';
import { unknownFields } from '../model/fields.ts';
import { toFieldPath } from '../model/pointer.ts';
import { strayOf } from '../model/stray.ts';
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
      if (stray.kind !== 'unknown') continue;
      const meant = [...field.path.slice(0, -1), stray.nearest ?? ''];
      const meaning = policy === undefined ? undefined : meaningWithout(meant, policy);
      yield {
        path: field.path,
        message: `unknown field ${toFieldPath(field.path)} is dropped${meaning === undefined ? '' : `: ${meaning}`}`,
        help:
          stray.nearest === undefined ? `known here: ${field.known.join(', ')}` : `write ${stray.nearest}`,
      };
    }
  },
});
