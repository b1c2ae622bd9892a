import type { FailureReason } from './failure.ts';

/** What has happened to one kind since the watch began. The numbers only grow. */
export interface Tally {
  /** Complete lists, the first one included. */
  readonly lists: number;
  /** Objects that lists other than the first found new, changed or gone: the watch had missed them. */
  readonly missed: number;
  /** How often a watch had to be opened again, by what ended the one before. */
  readonly restarts: ReadonlyMap<FailureReason, number>;
  /** When the server last told something or opened a watch, in milliseconds since 1970; 0 when it never has. */
  readonly lastHeard: number;
  listed(missed: number): void;
  restarted(reason: FailureReason): void;
  heard(): void;
}

/** A tally of nothing. */
export function startTally(): Tally {
  const restarts = new Map<FailureReason, number>();
  let lists = 0;
  let missed = 0;
  let lastHeard = 0;
  return {
    get lists() {
      return lists;
    },
    get missed() {
      return missed;
    },
    get lastHeard() {
      return lastHeard;
    },
    restarts,
    listed(more) {
      lists += 1;
      missed += more;
      lastHeard = Date.now();
    },
    restarted: (reason) => void restarts.set(reason, (restarts.get(reason) ?? 0) + 1),
    heard() {
      lastHeard = Date.now();
    },
  };
}
