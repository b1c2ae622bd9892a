import { defineRule } from '../lint/rule.ts';
import { enumerate } from '../lint/text.ts';
import { unknownFields } from '../model/fields.ts';
import { toFieldPath, toPointer, type Path } from '../model/pointer.ts';
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
    for (const group of misplacedTogether(raw.value)) {
      const [first] = group;
      const meaning =
        policy === undefined
          ? refusalWithout(first.path, raw.value)
          : meaningWithout(inSpec(first.path, first.stray), policy);
      const without = meaning === undefined ? '' : `: ${meaning}`;
      yield {
        path: first.path,
        message: `${subjectOf(group)} misplaced and dropped${without}`,
        help: advise(group),
      };
    }
  },
});

interface Misplaced {
  readonly path: Path;
  readonly stray: Exclude<Stray, { readonly kind: 'unknown' }>;
}

type Group = readonly [Misplaced, ...Misplaced[]];

/** Fields that stand in one mapping and belong in one: whoever moves the first moves them all. */
function misplacedTogether(document: unknown): readonly Group[] {
  const groups = new Map<string, [Misplaced, ...Misplaced[]]>();
  for (const field of unknownFields(document)) {
    const stray = strayOf(field, document);
    if (stray.kind === 'unknown') continue;
    const home = toPointer(stray.belongs.slice(0, -1));
    const key = `${stray.kind} ${toPointer(field.path.slice(0, -1))} ${home}`;
    const misplaced = { path: field.path, stray };
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [misplaced]);
    else group.push(misplaced);
  }
  return [...groups.values()];
}

function subjectOf(group: Group): string {
  const [{ path, stray }, ...others] = group;
  const noun = stray.kind === 'label' ? 'label' : 'field';
  if (others.length === 0) return `${noun} ${toFieldPath(path)} is`;
  const names = enumerate(
    group.map((each) => String(each.path.at(-1))),
    4,
  );
  const parent = toFieldPath(path.slice(0, -1));
  return `${noun}s ${names}${parent === '' ? '' : ` of ${parent}`} are`;
}

function advise([{ path, stray }, ...others]: Group): string {
  const home = place(stray.belongs.slice(0, -1));
  if (stray.kind === 'label') return `write ${others.length > 0 ? 'them' : 'it'} under ${home}`;
  if (others.length > 0) return `they belong in ${home}`;
  return otherDirection(path) ?? `it belongs at ${place(stray.belongs)}`;
}

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
