/** Every one of these sources has this value towards every one of these destinations; all are indexes of units. */
export interface Rectangle<Value> {
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
  readonly value: Value;
}

/** One cell of a table of units. */
export interface Cell<Value> {
  readonly source: number;
  readonly destination: number;
  readonly value: Value;
}

/**
 * The cells as few rectangles, each cell in exactly one. `keyOf` is equal for values that belong together. What is alike
 * is gathered by destination or by source, whichever takes fewer rectangles.
 */
export function rectanglesOf<Value>(
  cells: readonly Cell<Value>[],
  keyOf: (value: Value) => string | number,
): readonly Rectangle<Value>[] {
  return [...Map.groupBy(cells, ({ value }) => keyOf(value)).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const { value } = first;
    const byDestination = gather(alike.map(({ source, destination }) => [destination, source] as const));
    const bySource = gather(alike.map(({ source, destination }) => [source, destination] as const));
    return byDestination.length <= bySource.length
      ? byDestination.map(([destinations, sources]) => ({ sources, destinations, value }))
      : bySource.map(([sources, destinations]) => ({ sources, destinations, value }));
  });
}

type Gathered = readonly [near: readonly number[], far: readonly number[]];

/** Gathers the pairs of the same first, then the firsts of the same set of seconds. */
function gather(pairs: readonly (readonly [near: number, far: number])[]): readonly Gathered[] {
  const groups = new Map<string, { readonly near: number[]; readonly far: readonly number[] }>();
  for (const [near, own] of Map.groupBy(pairs, ([each]) => each)) {
    const far = own.map(([, other]) => other).sort((one, other) => one - other);
    const known = groups.get(far.join());
    if (known === undefined) groups.set(far.join(), { near: [near], far });
    else known.near.push(near);
  }
  return [...groups.values()].map(({ near, far }) => [near, far]);
}
