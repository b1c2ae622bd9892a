import type { Extent } from '../model/inventory.ts';
import type { Failure } from './failure.ts';

/** Limits in milliseconds. */
export interface FreshnessLimits {
  /** A watch that is open without an error for so long counts as working, though nothing may have happened. */
  readonly settle: number;
  /** Without a working watch for so long, the facts are reported as stale and still used. */
  readonly stale: number;
  /** Without a working watch for so long, nothing is concluded from the facts any more. */
  readonly outdated: number;
}

/**
 * How far the facts of a kind can be trusted.
 * - `unread`: never read completely. `current`: read, and a watch keeps them so.
 * - `behind`, `stale`, `outdated`: read, but without a working watch since a moment ago, for longer, for too long.
 * - `refused`: the server does not let us read them.
 */
export type FreshnessState = 'unread' | 'current' | 'behind' | 'stale' | 'outdated' | 'refused';

/** Follows one kind from its first list on. Facts grow old by the clock alone, so nothing has to wake up for it. */
export interface Freshness {
  /** The facts are the server's: a list is complete, or the watch delivers. */
  confirmed(): void;
  /** A watch is open; whether it works shows later. */
  opened(): void;
  /** Reading or watching failed; the facts were the server's until `since`, in milliseconds since 1970. */
  failed(failure: Failure, since: number): void;
  state(): FreshnessState;
  /** `complete` while the facts can be relied upon, else `unknown` with the reason in words. */
  extent(): Extent;
}

interface Loss {
  readonly failure: Failure;
  readonly since: number;
}

/** `resource` is the name for people; `now` gives milliseconds since 1970. */
export function trackFreshness(
  resource: string,
  limits: FreshnessLimits,
  now: () => number = Date.now,
): Freshness {
  let read = false;
  let loss: Loss | undefined;
  let openSince: number | undefined;

  function state(): FreshnessState {
    const settled = openSince !== undefined && now() - openSince >= limits.settle;
    if (loss?.failure.reason === 'forbidden' && !settled) return 'refused';
    if (!read) return 'unread';
    if (loss === undefined || settled) return 'current';
    const age = now() - loss.since;
    return age >= limits.outdated ? 'outdated' : age >= limits.stale ? 'stale' : 'behind';
  }

  return {
    confirmed() {
      read = true;
      loss = undefined;
    },
    opened() {
      openSince = now();
    },
    failed(failure, since) {
      const before = state() === 'current' ? undefined : loss;
      // Rights that were taken away have not come back because the server is now away, too.
      const isRefused = before?.failure.reason === 'forbidden';
      loss = isRefused ? before : { failure, since: before?.since ?? since };
      openSince = undefined;
    },
    state,
    extent() {
      const current = state();
      const trusted = current === 'current' || current === 'behind' || current === 'stale';
      return trusted ? { state: 'complete' } : { state: 'unknown', reason: explain(resource, current, loss) };
    },
  };
}

function explain(resource: string, state: FreshnessState, loss: Loss | undefined): string {
  if (loss === undefined) return `${resource} are not yet read from the cluster`;
  // The reason reaches everybody who applies a policy; who was refused what, files and plugins are for the log.
  if (state === 'refused') return `netpol-lint is not allowed to read ${resource}`;
  const why = loss.failure.reason === 'credentials' ? 'no credentials' : loss.failure.message;
  if (state === 'unread') return `${resource} are not yet read from the cluster: ${why}`;
  const since = new Date(loss.since).toISOString().replace(/\.\d+Z$/, 'Z');
  return `${resource} have not been updated since ${since}: ${why}`;
}
