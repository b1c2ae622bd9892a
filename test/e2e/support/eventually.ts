import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until `check` no longer throws and gives its value; after `seconds` the last error is thrown. For what another
 * process does in its own time: nothing is asserted about how long it takes.
 */
export async function eventually<T>(check: () => T | Promise<T>, seconds = 60): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(100);
    }
  }
}
