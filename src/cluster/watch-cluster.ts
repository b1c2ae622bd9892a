import type { Extent } from '../model/inventory.ts';
import type { Store } from '../model/store.ts';
import type { ExtentOf } from '../model/table.ts';
import { createBackoff } from './backoff.ts';
import type { ClusterEvent } from './cluster-event.ts';
import type { Connection } from './connection.ts';
import { type KindExtent, setExtents, withGaps } from './extents.ts';
import type { FailureReason } from './failure.ts';
import { trackFreshness, type Freshness, type FreshnessState } from './freshness.ts';
import { createKindCache, type KindCache } from './kind-cache.ts';
import { reflect } from './reflector.ts';
import { startTally, type Tally } from './tally.ts';
import { defaultWatchTimes, type WatchTimes } from './watch-times.ts';
import { collectionPath, ofEveryWatched, watchedKinds, type WatchedName } from './watched-kind.ts';

/** A store that is kept as the cluster is. */
export interface ClusterWatch {
  /** What to show and to measure, per kind. */
  state(): Readonly<Record<WatchedName, WatchState>>;
  /** What all extents come from, in one text: another one whenever one of them may be another. */
  extentState(): string;
  /** Resolves when nothing of it is running any more. The facts stay, and grow old. */
  stop(): Promise<void>;
}

/** How one kind stands. */
export interface WatchState {
  readonly freshness: FreshnessState;
  readonly objects: number;
  /** Objects of the server that make no sense to us; 0 where versions agree. */
  readonly unreadable: number;
  /** When the server last told something or opened a watch, in milliseconds since 1970; undefined when it never has. */
  readonly lastEvent: number | undefined;
  /** Lists after the first. */
  readonly relists: number;
  /** Objects that relists found new, changed or gone: the watch had missed them. */
  readonly missed: number;
  /** How often the watch was opened again, by what ended the one before. */
  readonly restarts: ReadonlyMap<FailureReason, number>;
}

/** Settings of a watch; times left out are the defaults. */
export interface WatchOptions {
  /** Hears of what happens; it is called between events and must neither wait nor throw. */
  readonly report?: (event: ClusterEvent) => void;
  readonly times?: Partial<WatchTimes>;
}

/**
 * Keeps the facts of `store` as they are in the cluster, each kind by itself: what is not allowed or not served leaves
 * the others alone. Staleness is part of the answer: an extent is `complete` from the first list on, also for a while
 * without a working watch, then `unknown`. (CVE-2021-43979: an engine that judged by a copy of the cluster which was not
 * complete.)
 */
export function watchCluster(
  connection: Connection,
  store: Store,
  { report = () => undefined, times: chosen = {} }: WatchOptions = {},
): ClusterWatch {
  const stopping = new AbortController();
  const times = { ...defaultWatchTimes, ...chosen };
  const following = { connection, store, times, report, signal: stopping.signal };
  const followed = ofEveryWatched((kind) => follow(kind, following));
  const all = Object.values(followed);
  setExtents(store, all);
  const ended = Promise.all(all.map((kind) => kind.ended)).then(() => undefined);
  return {
    state: () => ofEveryWatched((kind) => describe(followed[kind])),
    extentState: () => all.map(({ extent, cache }) => `${inText(extent())} ${cache.gapChanges}`).join(),
    stop() {
      stopping.abort();
      return ended;
    },
  };
}

function inText(extent: Extent): string {
  return extent.state === 'unknown' ? extent.reason : extent.state;
}

interface FollowedKind extends KindExtent {
  readonly cache: KindCache;
  readonly freshness: Freshness;
  readonly tally: Tally;
  readonly ended: Promise<void>;
}

interface Following {
  readonly connection: Connection;
  readonly store: Store;
  readonly times: WatchTimes;
  readonly signal: AbortSignal;
  readonly report: (event: ClusterEvent) => void;
}

function follow(kind: WatchedName, { store, ...following }: Following): FollowedKind {
  const { report, times } = following;
  const watched = watchedKinds[kind];
  const freshness = trackFreshness(watched.resource, times);
  const cache = createKindCache(kind, store, ({ namespace, name }) =>
    report({ event: 'unreadable', kind, namespace, name }),
  );
  const tally = startTally();
  const extent: ExtentOf = (namespace) => withGaps(freshness.extent(), cache.gaps, namespace);
  const path = collectionPath(watched);
  const backoff = createBackoff(times);
  const ended = reflect({ ...following, kind, path, cache, freshness, tally, backoff });
  return { fact: watched.fact, extent, cache, freshness, tally, ended };
}

function describe({ cache, freshness, tally }: FollowedKind): WatchState {
  return {
    freshness: freshness.state(),
    objects: cache.size,
    unreadable: cache.gaps.length,
    lastEvent: tally.lastHeard === 0 ? undefined : tally.lastHeard,
    relists: Math.max(0, tally.lists - 1),
    missed: tally.missed,
    restarts: tally.restarts,
  };
}
