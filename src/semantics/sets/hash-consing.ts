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
