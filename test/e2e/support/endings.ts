import { rmSync } from 'node:fs';

type Ending = () => void;

const endings = new Set<Ending>();

/**
 * Runs `ending` when this process ends, whichever way but SIGKILL, so that nothing outlives a test that failed. The
 * result runs it at once and forgets it. An ending is synchronous and does no harm when it runs after all is gone.
 */
export function atTheEnd(ending: Ending): () => void {
  if (endings.size === 0) listen();
  endings.add(ending);
  return () => {
    endings.delete(ending);
    ending();
  };
}

/** Removes `directory` at the end, or when the result is called. */
export function removeAtTheEnd(directory: string): () => void {
  return atTheEnd(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  process.on('exit', () => {
    for (const ending of [...endings].toReversed()) ending();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(1));
  }
}
