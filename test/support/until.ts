import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `holds` is true; fails after a minute, which a busy machine may need, naming what was waited for. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await pause(5);
  }
}
