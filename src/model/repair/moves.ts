import { fitsField } from '../fields.ts';
import { isJsonObject, listAt, valueAt } from '../json.ts';
import type { PatchOperation } from '../patch.ts';
import { type Path, toPointer } from '../pointer.ts';

/** A field that stands in one place and belongs in another. */
export interface Move {
  readonly from: Path;
  readonly to: Path;
}

/**
 * The patch that moves fields of one mapping into another one, which is made where it is missing. Undefined where they do
 * not fit, where something stands there already, or where a step of the way cannot be told and is left as `[]`.
 */
export function patchOfMoves(
  moves: readonly Move[],
  document: unknown,
): readonly PatchOperation[] | undefined {
  const home = moves[0]?.to.slice(0, -1) ?? [];
  const isFree = moves.every(
    ({ from, to }) => valueAt(document, ...to) === undefined && fitsField(to, valueAt(document, ...from)),
  );
  const making = home.includes('[]') || !isFree ? undefined : makingOf(home, document);
  return making && [...making, ...moves.map(({ from, to }) => moveOf(from, to))];
}

function moveOf(from: Path, to: Path): PatchOperation {
  return { op: 'move', from: toPointer(from), path: toPointer(to) };
}

/** What makes a mapping of a place that holds none; undefined where anything else stands. */
function makingOf(home: Path, document: unknown): readonly PatchOperation[] | undefined {
  const value = valueAt(document, ...home);
  if (isJsonObject(value)) return [];
  const isMissing = value === undefined || value === null;
  const canBeMade = isMissing && isJsonObject(valueAt(document, ...home.slice(0, -1)));
  return canBeMade ? [{ op: 'add', path: toPointer(home), value: {} }] : undefined;
}

/** Whether what leaves list items leaves the only ones there are: otherwise it would be shared with others from then on. */
export function leavesOnlyItems(moves: readonly Move[], document: unknown): boolean {
  return moves.every(({ from, to }) =>
    from
      .slice(0, -1)
      .every(
        (step, index) =>
          typeof step !== 'number' ||
          to[index] === step ||
          listAt(document, ...from.slice(0, index)).length === 1,
      ),
  );
}
