import type { Store } from '../model/store.ts';
import { readItem, type Item } from './item.ts';
import { type WatchedKind, type WatchedName, watchedKinds } from './watched-kind.ts';

/** The objects of one kind as the server has told of them, kept in step with the store. */
export interface KindCache {
  /** Puts an object in its place, unless this version of it is there already. Throws for what is no object. */
  put(value: unknown): void;
  remove(value: unknown): void;
  /** Takes in a list page by page. */
  startList(): ListIntake;
  readonly size: number;
  /** The namespaces of objects that make no sense to us, one entry for each object: nothing there is complete. */
  readonly gaps: readonly string[];
  /** How often the gaps have changed. */
  readonly gapChanges: number;
}

/** A list that is being taken in. Until `finish` nothing goes, and what comes is newer than what it replaces. */
interface ListIntake {
  readonly add: (values: readonly unknown[]) => void;
  /** Removes what the list did not have. Returns how many objects differed from the cache: new, changed or gone. */
  readonly finish: () => number;
}

/** `onUnreadable` hears of each object that is left out. */
export function createKindCache(
  name: WatchedName,
  store: Pick<Store, 'put' | 'remove'>,
  onUnreadable: (item: Item) => void,
): KindCache {
  const watched: WatchedKind = watchedKinds[name];
  const { fact } = watched;
  const versions = new Map<string, string>();
  const unreadable = new Map<string, string>();
  let gapChanges = 0;

  function close(key: string): void {
    if (unreadable.delete(key)) gapChanges += 1;
  }

  function take(item: Item): boolean {
    const key = keyOf(item);
    if (versions.get(key) === item.resourceVersion) return false;
    const object = watched.read(item.value, item.namespace);
    if (object === undefined) {
      store.remove(fact, item.namespace, watched.keyOf(item.name));
      unreadable.set(key, item.namespace);
      gapChanges += 1;
      onUnreadable(item);
    } else {
      store.put(fact, object);
      close(key);
    }
    versions.set(key, item.resourceVersion);
    return true;
  }

  function drop(key: string): void {
    const slash = key.indexOf('/');
    store.remove(fact, key.slice(0, slash), watched.keyOf(key.slice(slash + 1)));
    close(key);
    versions.delete(key);
  }

  return {
    put: (value) => void take(readItem(value, watched)),
    remove: (value) => drop(keyOf(readItem(value, watched))),
    startList: () => startIntake(watched, versions, take, drop),
    get size() {
      return versions.size;
    },
    get gaps() {
      return [...unreadable.values()];
    },
    get gapChanges() {
      return gapChanges;
    },
  };
}

function startIntake(
  watched: WatchedKind,
  versions: ReadonlyMap<string, string>,
  take: (item: Item) => boolean,
  drop: (key: string) => void,
): ListIntake {
  const listed = new Set<string>();
  let different = 0;
  return {
    add(values) {
      for (const value of values) {
        const item = readItem(value, watched);
        listed.add(keyOf(item));
        if (take(item)) different += 1;
      }
    },
    finish() {
      for (const key of versions.keys()) {
        if (listed.has(key)) continue;
        drop(key);
        different += 1;
      }
      return different;
    },
  };
}

function keyOf({ namespace, name }: Item): string {
  return `${namespace}/${name}`;
}
