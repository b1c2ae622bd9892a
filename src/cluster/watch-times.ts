import type { BackoffTimes } from './backoff.ts';
import type { FreshnessLimits } from './freshness.ts';

/** How patient a watch is. Milliseconds, except where the name says seconds. */
export interface WatchTimes extends BackoffTimes, FreshnessLimits {
  /** Within which every answer must begin. */
  readonly answer: number;
  /** Without a byte, after which a list is given up. */
  readonly listSilence: number;
  /** After which the server is asked to end a watch; each one gets up to half as much again at random. */
  readonly watchSeconds: number;
  /** Beyond its own time a silent watch gets this much more before it is given up. */
  readonly margin: number;
}

/**
 * A connection whose peer is gone without a word goes unnoticed for up to five and a half minutes: short enough beside
 * the quarter of an hour after which facts are no longer used, long enough to cost the server nothing.
 */
export const defaultWatchTimes: WatchTimes = {
  first: 1000,
  longest: 30_000,
  refused: 60_000,
  steady: 10_000,
  settle: 1000,
  stale: 60_000,
  outdated: 15 * 60_000,
  answer: 60_000,
  listSilence: 60_000,
  watchSeconds: 200,
  margin: 30_000,
};
