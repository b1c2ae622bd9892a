import { hasField, isEmptyList, isJsonObject, listAt, valueAt } from './json.ts';
import { type Direction, directions, peersField } from './networkpolicy.ts';
import type { Path } from './pointer.ts';
import { rememberedOf } from './remembered.ts';

/** A part of a document as typed, of any shape, and where it stands. */
export interface TypedPart {
  readonly direction: Direction;
  readonly value: unknown;
  readonly path: Path;
}

/** Every rule of both directions of a NetworkPolicy as typed. */
export function eachTypedRule(document: unknown): readonly TypedPart[] {
  return isJsonObject(document) ? rulesIn(document) : [];
}

const rulesIn = rememberedOf((document: object): readonly TypedPart[] =>
  directions.flatMap((direction) =>
    listAt(document, 'spec', direction).map((value, index) => ({
      direction,
      value,
      path: ['spec', direction, index],
    })),
  ),
);

/** Every peer of every rule of a NetworkPolicy as typed. */
export function eachTypedPeer(document: unknown): readonly TypedPart[] {
  return eachTypedRule(document).flatMap(({ direction, value: rule, path }) => {
    const field = peersField(direction);
    return listAt(rule, field).map((value, index) => ({ direction, value, path: [...path, field, index] }));
  });
}

/** Whether a rule that opens everything was typed as a bare dash or with lists that hold nothing, not as `{}`. */
export function isTypedEmpty(document: unknown, direction: Direction, index: number): boolean {
  const rule = valueAt(document, 'spec', direction, index);
  return rule === null || [peersField(direction), 'ports'].some((field) => hasField(rule, field));
}

/**
 * The first list of a rule as typed that is written and empty, that of the peers before the ports. Undefined where a field
 * stands beside it that does not belong to rules: it may have been meant to stand in the list.
 */
export function emptyListIn(rule: unknown, direction: Direction): 'from' | 'to' | 'ports' | undefined {
  const lists = [peersField(direction), 'ports'] as const;
  if (!isJsonObject(rule) || Object.keys(rule).some((key) => !lists.some((each) => each === key))) {
    return undefined;
  }
  return lists.find((each) => isEmptyList(rule[each]));
}
