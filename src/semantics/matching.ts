import type { NamespacedIndex } from '../model/inventory.ts';
import type { Labels } from '../model/labels.ts';
import type { Pod } from '../model/pod.ts';
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
  if (selector.isEmpty) return objects;
  return objects.length < shortList
    ? objects.filter(({ labels }) => selector.matches(labels))
    : (found(selector, objects) as readonly T[]);
}

/** To remember what is found in a list costs as much as to look through one so short. */
const shortList = 16;

/** The pods of every namespace that a selector matches, namespace by namespace. */
export function* matchingAnywhere(
  selector: Selector,
  pods: Pick<NamespacedIndex<Pod>, 'lists'>,
): Generator<Pod> {
  for (const list of pods.lists()) yield* matching(selector, list);
}

/** The namespaces that have pods which a selector matches, ascending. */
export function namespacesWith(
  selector: Selector,
  pods: Pick<NamespacedIndex<Pod>, 'lists'>,
): readonly string[] {
  return placesIn(selector, pods.lists());
}

const placesIn = remembered((selector: Selector, lists: readonly (readonly Pod[])[]): readonly string[] =>
  lists.flatMap((list) => firstIn(selector, list)?.namespace ?? []).sort(),
);

function firstIn(selector: Selector, list: readonly Pod[]): Pod | undefined {
  return list.length < longList
    ? list.find(({ labels }) => selector.matches(labels))
    : matching(selector, list)[0];
}

const found = remembered((selector: Selector, objects: readonly Labelled[]): readonly Labelled[] =>
  candidates(selector, objects).filter(({ labels }) => selector.matches(labels)),
);

/** Lists so long are searched by one of the labels that is asked for. */
const longList = 30;

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
