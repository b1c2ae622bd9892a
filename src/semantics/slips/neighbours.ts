/** The pairs that neighbouring items of a list make, from the top, each item in at most one pair. */
export function pairsOfNeighbours<Item, Pair>(
  items: readonly Item[],
  pairOf: (first: Item, second: Item, index: number) => Pair | undefined,
): readonly Pair[] {
  const pairs: Pair[] = [];
  let previous: { readonly item: Item } | undefined;
  for (const [index, item] of items.entries()) {
    const pair = previous === undefined ? undefined : pairOf(previous.item, item, index - 1);
    if (pair !== undefined) pairs.push(pair);
    previous = pair === undefined ? { item } : undefined;
  }
  return pairs;
}
