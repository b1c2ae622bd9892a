import { failing } from './failure.ts';

/** Ends an exchange in which nothing happens any more. */
export interface Watchdog {
  /** Something was received. */
  alive(): void;
  stop(): void;
}

/**
 * Calls `end` with a reason once nothing was received for `silence` milliseconds. It is a timer of its own, because a
 * connection whose peer is gone without a word looks healthy to the socket (client-node#596).
 */
export function startWatchdog(silence: number, end: (reason: Error) => void): Watchdog {
  const timer = setTimeout(() => {
    end(failing('silent', `nothing received for ${silence} ms`));
  }, silence);
  return { alive: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}
