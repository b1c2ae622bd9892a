/** What a drain acts on; time is handed in so that tests need not wait. */
export interface Draining {
  /** For how long to keep serving after the first signal: resolved when every API server has noticed. */
  readonly delay: () => Promise<unknown>;
  /** How long closing may take before the process gives up waiting. */
  readonly closeMilliseconds: number;
  /** Closes every listener, resolved when the last response is out. */
  readonly close: () => Promise<unknown>;
  /** Ends the process. */
  readonly exit: (status: number) => void;
}

/** Whether the process is on its way out, and the way. */
export interface Drain {
  readonly isDraining: () => boolean;
  /**
   * For each SIGTERM. The first: not ready any more, keep serving with `Connection: close` for the delay, close, exit
   * with 0. The second exits at once.
   */
  readonly onSignal: (draining: Draining) => void;
}

/** Makes a drain that nobody has asked for yet. */
export function createDrain(): Drain {
  let draining = false;
  return {
    isDraining: () => draining,
    onSignal: (given) => {
      if (draining) {
        given.exit(1);
        return;
      }
      draining = true;
      void given.delay().then(() => closeAndExit(given));
    },
  };
}

async function closeAndExit({ close, closeMilliseconds, exit }: Draining): Promise<void> {
  const giveUp = setTimeout(() => exit(1), closeMilliseconds);
  giveUp.unref();
  try {
    await close();
    exit(0);
  } catch {
    exit(1);
  }
}
