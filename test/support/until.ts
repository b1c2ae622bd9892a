import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `holds` is true; fails after ten seconds, naming what was waited for. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await pause(5);
  }
}
