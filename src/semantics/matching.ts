import type { Labels } from '../model/labels.ts';
import { remembered } from '../model/remembered.ts';
import type { Selector } from '../model/selector.ts';

interface Labelled {
  readonly labels: Labels;
}

/**
 * The objects of a list that a selector matches, in its order. Found once for both: an inventory hands out the same list
 * until one of its objects changes, and many rules ask about the same selector.
 */
export function matching<T extends Labelled>(selector: Selector, objects: readonly T[]): readonly T[] {
  return selector.isEmpty ? objects : (found(selector, objects) as readonly T[]);
}

const found = remembered((selector: Selector, objects: readonly Labelled[]): readonly Labelled[] =>
  objects.filter(({ labels }) => selector.matches(labels)),
);
