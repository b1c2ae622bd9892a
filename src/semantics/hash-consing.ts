/** A table in which equal values are one object, so that equality is identity. */
export interface InternTable<T extends object> {
  /** The one object of this canonical key, made when nobody holds it. */
  of(key: string, make: (id: number) => T): T;
  /** How many objects are known; those that nobody holds leave in the garbage collector's own time. */
  readonly size: number;
}

/**
 * An intern table that does not keep its values alive: what a million requests bring is forgotten with them. Ids are
 * never used twice.
 */
export function createInternTable<T extends object>(): InternTable<T> {
  const known = new Map<string, WeakRef<T>>();
  const finalization = new FinalizationRegistry<string>((key) => {
    if (known.get(key)?.deref() === undefined) known.delete(key);
  });
  let nextId = 0;
  return {
    of(key, make) {
      const found = known.get(key)?.deref();
      if (found !== undefined) return found;
      const made = make(nextId);
      nextId += 1;
      known.set(key, new WeakRef(made));
      finalization.register(made, key);
      return made;
    },
    get size() {
      return known.size;
    },
  };
}

/** A function of an interned value that remembers its result for as long as the value lives. */
export function rememberedOf<A extends object, Result>(
  operation: (value: A) => Result,
): (value: A) => Result {
  const results = new WeakMap<A, { readonly result: Result }>();
  return (value) => {
    let entry = results.get(value);
    if (entry === undefined) results.set(value, (entry = { result: operation(value) }));
    return entry.result;
  };
}

/** An operation on two interned values that remembers its results for as long as both operands live. */
export function remembered<A extends object, B extends object, Result>(
  operation: (first: A, second: B) => Result,
): (first: A, second: B) => Result {
  const results = new WeakMap<A, WeakMap<B, { readonly result: Result }>>();
  return (first, second) => {
    let row = results.get(first);
    if (row === undefined) results.set(first, (row = new WeakMap()));
    let entry = row.get(second);
    if (entry === undefined) row.set(second, (entry = { result: operation(first, second) }));
    return entry.result;
  };
}
