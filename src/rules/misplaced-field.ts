import { defineRule, type Draft } from '../lint/rule.ts';
import { fitsField, unknownFields } from '../model/fields.ts';
import { type Path, toFieldPath, toPlace, toPointer } from '../model/pointer.ts';
import { enumerate } from '../model/prose.ts';
import { isJsonObject, listAt, valueAt } from '../model/json.ts';
import type { PatchOperation } from '../model/patch.ts';
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
        ...moving(group, raw.value),
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
  const home = toPlace(stray.belongs.slice(0, -1));
  if (stray.kind === 'label') return `write ${others.length > 0 ? 'them' : 'it'} under ${home}`;
  if (others.length > 0) return `they belong in ${home}`;
  return otherDirection(path) ?? `it belongs at ${toPlace(stray.belongs)}`;
}

/** The fields go where they belong, if there is one such place and nothing stands there yet. */
function moving(group: Group, document: unknown): Pick<Draft, 'fix'> {
  const [{ path, stray }] = group;
  const home = stray.belongs.slice(0, -1);
  const isFree = group.every(
    ({ path: from, stray: { belongs } }) =>
      valueAt(document, ...belongs) === undefined && fitsField(belongs, valueAt(document, ...from)),
  );
  if (!isFree || home.includes('[]') || otherDirection(path) !== undefined) return {};
  const making = makingOf(home, document);
  if (making === undefined) return {};
  const moves = group.map(({ path: from, stray: { belongs } }): PatchOperation => ({
    op: 'move',
    from: toPointer(from),
    path: toPointer(belongs),
  }));
  return { fix: { safe: isAlone(path, home, document), patch: [...making, ...moves] } };
}

/** What makes a mapping of the place that has none; undefined where anything else stands. */
function makingOf(home: Path, document: unknown): readonly PatchOperation[] | undefined {
  const value = valueAt(document, ...home);
  if (isJsonObject(value)) return [];
  const isMissing = value === undefined || value === null;
  const canBeMade = isMissing && isJsonObject(valueAt(document, ...home.slice(0, -1)));
  return canBeMade ? [{ op: 'add', path: toPointer(home), value: {} }] : undefined;
}

/** Whether what is moved out of list items is moved out of the only ones there are: others would share it. */
function isAlone(path: Path, home: Path, document: unknown): boolean {
  const left = path
    .slice(0, -1)
    .flatMap((step, index) => (typeof step === 'number' && home[index] !== step ? [index] : []));
  return left.every((index) => listAt(document, ...path.slice(0, index)).length === 1);
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
