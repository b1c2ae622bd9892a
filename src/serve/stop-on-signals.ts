import { setTimeout as pause } from 'node:timers/promises';
import type { ServerParts } from '../server/build-server.ts';
import type { Drain } from '../server/drain.ts';

/** As much of Node's `process` as ending it takes. */
interface Process {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(status: number): unknown;
}

/** How the process goes. */
interface Stopping {
  readonly drain: Drain;
  /** How long to keep serving after SIGTERM. */
  readonly drainSeconds: number;
  readonly log: ServerParts['log'];
  /** Closes everything, resolved when the last response is out. */
  readonly close: () => Promise<unknown>;
}

/** Milliseconds that closing may take. */
const closing = 20_000;

/** Drains after SIGTERM. Ctrl-C on somebody's machine needs no drain: nobody sends calls there but they. */
export function stopOnSignals(process: Process, { drain, drainSeconds, log, close }: Stopping): void {
  const seconds = { SIGTERM: drainSeconds, SIGINT: 0 };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal, seconds: drain.isDraining() ? 0 : seconds[signal] }, 'stopping');
      drain.onSignal({
        delay: () => pause(seconds[signal] * 1000),
        closeMilliseconds: closing,
        close,
        exit: (status) => void process.exit(status),
      });
    });
  }
}
