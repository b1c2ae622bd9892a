import type { Labels } from '../model/labels.ts';
import { remembered, rememberedOf } from '../model/remembered.ts';
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
  candidates(selector, objects).filter(({ labels }) => selector.matches(labels)),
);

/** Lists so long are searched by one of the labels that is asked for. */
const longList = 100;

function candidates({ requirements }: Selector, objects: readonly Labelled[]): readonly Labelled[] {
  if (objects.length < longList) return objects;
  for (const requirement of requirements) {
    if (requirement.operator !== 'In' || requirement.values.length !== 1) continue;
    const [value = ''] = requirement.values;
    return byLabel(objects).get(requirement.key)?.get(value) ?? [];
  }
  return objects;
}

/** The objects by the key and the value of each of their labels, in the order of the list. */
const byLabel = rememberedOf((objects: readonly Labelled[]) => {
  const index = new Map<string, Map<string, Labelled[]>>();
  for (const object of objects) {
    for (const [key, value] of object.labels) {
      const values = index.get(key) ?? new Map<string, Labelled[]>();
      const same = values.get(value);
      if (same === undefined) index.set(key, values.set(value, [object]));
      else same.push(object);
    }
  }
  return index;
});
