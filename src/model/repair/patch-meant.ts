import { listAt } from '../json.ts';
import type { PatchOperation } from '../patch.ts';
import { type Path, toPointer } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import type { ScatteredRequirement } from '../scattered-requirement.ts';
import { patchOfPortParts } from './port-parts.ts';
import { repairDash } from './repair-dash.ts';
import { shapeMeant } from './shape-meant.ts';
import { valueMeant } from './value-meant.ts';

/** What writes the only thing that can be meant where the API server refuses something, or what is likely meant. */
export interface MeantPatch {
  readonly safe: boolean;
  readonly patch: readonly PatchOperation[];
}

/** The patch for one problem; undefined where a person has to say what is meant. */
export function patchMeant(problem: Problem, document: unknown): MeantPatch | undefined {
  const { path } = problem;
  if (repairDash(problem, document) !== undefined) return withoutDash(path);
  const parts = patchOfPortParts(path, document);
  if (parts !== undefined) return { safe: true, patch: parts };
  const shape = shapeMeant(problem);
  const value = shape ?? valueMeant(problem);
  if (value === undefined || isEverything(value)) return undefined;
  // Of an address that somebody mistyped only its author knows which others were meant.
  const safe = shape !== undefined || !path.includes('ipBlock');
  return { safe, patch: [{ op: 'replace', path: toPointer(path), value }] };
}

/** Whoever writes an address with the length 0 has forgotten a digit, and not meant every address. */
function isEverything(value: unknown): boolean {
  return typeof value === 'string' && value.endsWith('/0');
}

/** The end of a range that stands behind a dash of its own goes to the port above. */
function withoutDash(path: Path): MeantPatch | undefined {
  const [index, field] = path.slice(-2);
  if (field !== 'endPort' || typeof index !== 'number') return undefined;
  const list = path.slice(0, -2);
  return { safe: true, patch: intoItem([...list, index], [field], [...list, index - 1]) };
}

/** The patch that makes one item of a requirement whose fields stand behind a dash each. */
export function inOneItem(
  { list, first, last }: ScatteredRequirement,
  document: unknown,
): readonly PatchOperation[] {
  const patch: (readonly PatchOperation[])[] = [];
  for (let index = last; index > first; index -= 1) {
    const fields = Object.keys(listAt(document, ...list)[index] ?? {});
    patch.push(intoItem([...list, index], fields, [...list, first]));
  }
  return patch.flat();
}

function intoItem(item: Path, fields: readonly string[], into: Path): readonly PatchOperation[] {
  return [
    ...fields.map((field): PatchOperation => ({
      op: 'move',
      from: toPointer([...item, field]),
      path: toPointer([...into, field]),
    })),
    { op: 'remove', path: toPointer(item) },
  ];
}
