import { defineRule } from '../lint/rule.ts';
import { unknownFields } from '../model/fields.ts';
import { toFieldPath, type Path } from '../model/pointer.ts';
import { type Stray, strayOf } from '../model/stray.ts';
import { meaningWithout, refusalWithout } from '../semantics/remainder.ts';

/** NP103: a field of NetworkPolicy where it does not belong; the API server drops it like an unknown one. */
export const misplacedField = defineRule({
  code: 'NP103',
  name: 'misplaced-field',
  severity: 'error',
  confidence: 'certain',
  admission: 'deny',
  summary: 'A field of NetworkPolicy at a place where it does not belong; the API server drops it there.',
  needs: ['raw'],
  uses: ['policy'],
  *check({ raw, policy }) {
    for (const { path, known } of unknownFields(raw.value)) {
      const stray = strayOf({ path, known }, raw.value);
      if (stray.kind === 'unknown') continue;
      const meaning =
        policy === undefined ? refusalWithout(path, raw.value) : meaningWithout(inSpec(path, stray), policy);
      const without = meaning === undefined ? '' : `: ${meaning}`;
      yield {
        path,
        message: `${stray.kind === 'label' ? 'label' : 'field'} ${toFieldPath(path)} is misplaced and dropped${without}`,
        help:
          stray.kind === 'label'
            ? `write it under ${place(stray.belongs.slice(0, -1))}`
            : (otherDirection(path) ?? `it belongs at ${place(stray.belongs)}`),
      };
    }
  },
});

/** Where in spec a field is missing: there it stands, or there it belongs. */
function inSpec(path: Path, stray: Stray): Path {
  return path[0] === 'spec' || stray.kind === 'unknown' ? path : stray.belongs;
}

/** `to` in an ingress rule, or `from` in an egress rule: the word is wrong more often than the place. */
function otherDirection(path: Path): string | undefined {
  const [, direction, , field] = path;
  if (path.length !== 4) return undefined;
  if (direction === 'ingress' && field === 'to') return 'write from, or move the rule to spec.egress';
  return direction === 'egress' && field === 'from'
    ? 'write to, or move the rule to spec.ingress'
    : undefined;
}

/** The place as a field path; list items that cannot be told apart are shown as `[]`. */
function place(path: Path): string {
  return toFieldPath(path).replaceAll('.[]', '[]');
}
