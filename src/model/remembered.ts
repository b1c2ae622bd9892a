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
  /** Operations, each followed by its result: so few of them are found soonest one after the other. */
  readonly #results: unknown[] = [];

  static of(object: object): unknown[] {
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
    for (let index = 0; index < notes.length; index += 2) {
      if (notes[index] === operation) return notes[index + 1] as Result;
    }
    const result = operation(value);
    notes.push(operation, result);
    return result;
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
