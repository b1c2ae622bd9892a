/** A class adds its private fields to what `super` returns: here to an object that is there already. */
const Adopted = function adopt(object: object): object {
  return object;
} as unknown as new (object: object) => object;

/**
 * What was found out about an object, in a private field of the object itself: nobody sees it, no copy has it, and it
 * goes when the object goes. A WeakMap promises the same, but the garbage collector pays for each of its keys, and the
 * objects of one request would cost more in it than most rules take.
 */
class Notes extends Adopted {
  readonly #results = new Map<unknown, unknown>();

  static of(object: object): Map<unknown, unknown> {
    const notes = #results in object ? object : new Notes(object);
    return notes.#results;
  }
}

/** A function of a value that never changes: it remembers its result for as long as the value lives. */
export function rememberedOf<A extends object, Result>(
  operation: (value: A) => Result,
): (value: A) => Result {
  return (value) => {
    const notes = Notes.of(value);
    let entry = notes.get(operation) as { readonly result: Result } | undefined;
    if (entry === undefined) notes.set(operation, (entry = { result: operation(value) }));
    return entry.result;
  };
}

/**
 * An operation on two values that never change: it remembers its results for as long as both operands live. The first
 * should be the one that goes sooner.
 */
export function remembered<A extends object, B extends object, Result>(
  operation: (first: A, second: B) => Result,
): (first: A, second: B) => Result {
  const rowOf = rememberedOf<A, WeakMap<B, { readonly result: Result }>>(() => new WeakMap());
  return (first, second) => {
    const row = rowOf(first);
    let entry = row.get(second);
    if (entry === undefined) row.set(second, (entry = { result: operation(first, second) }));
    return entry.result;
  };
}
