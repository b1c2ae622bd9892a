import type { Failure, FailureReason } from './failure.ts';

/** Delays in milliseconds; every one of them is spread at random so that replicas do not come together. */
export interface BackoffTimes {
  /** After the first failure; doubled for each further one. */
  readonly first: number;
  /** The longest delay of our own choice. */
  readonly longest: number;
  /**
   * The longest delay for what was refused or does not exist. The first ones are short all the same: an API server that
   * has just started refuses everyone until it has read its RBAC rules.
   */
  readonly refused: number;
  /** What lasted this long counts as having worked: the next failure is a first one again. */
  readonly steady: number;
}

/** Decides how long to wait before the next attempt. */
export interface Backoff {
  /** The delay after an attempt that failed for this reason, having lasted for `lasted` milliseconds. */
  after(failure: Failure, lasted: number): number;
  /** How many attempts have failed in a row; 0 after one that lasted and ended in order. */
  failures(): number;
}

/** Longer requests of a server to be left alone are cut to this, in milliseconds. */
const longestRetryAfter = 10 * 60_000;

/** Whether a server that could not be reached answers again, though with what it refuses while or after it starts. */
function isBack(reason: FailureReason, last: FailureReason | undefined): boolean {
  return (last === 'connection' || last === 'silent') && (reason === 'expired' || reason === 'forbidden');
}

/** Exponential delays; `random` is in [0, 1) and spreads each over 75 to 125 %. */
export function createBackoff(times: BackoffTimes, random: () => number = Math.random): Backoff {
  let failures = 0;
  let last: FailureReason | undefined;
  const spread = (delay: number): number => delay * (0.75 + random() / 2);
  return {
    after(failure, lasted) {
      const steady = lasted >= times.steady;
      if (steady || isBack(failure.reason, last)) failures = 0;
      last = failure.reason;
      if (steady && (failure.reason === 'ended' || failure.reason === 'expired')) return 0;
      failures += 1;
      const refused = failure.reason === 'forbidden' || failure.reason === 'not-found';
      const own = Math.min(times.first * 2 ** (failures - 1), refused ? times.refused : times.longest);
      const asked = Math.min(failure.retryAfter ?? 0, longestRetryAfter);
      return Math.max(spread(own), asked * (1 + random() / 4));
    },
    failures: () => failures,
  };
}
