import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, or until `signal` aborts: then it resolves, too, and the caller looks at the signal. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
