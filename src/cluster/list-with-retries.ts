import type { Connection } from './connection.ts';
import type { Patience } from './exchange.ts';
import { isFailure, type Failure } from './failure.ts';
import { listPages } from './list-pages.ts';
import { pause } from './pause.ts';

/** A list that needs more attempts, because its continue tokens grow too old or the server is busy, is given up. */
const attempts = 3;

/** Milliseconds to wait for a busy server, however long it asks to be left alone. */
const longestPause = 10_000;

/** Milliseconds: a person is waiting. */
export const personalPatience = { answer: 30_000, silence: 30_000 };

/**
 * Lists a collection, from its beginning again where tokens grow too old or the server is busy; `begin` is told of each
 * attempt and takes its pages.
 */
export async function listWithRetries(
  connection: Connection,
  path: string,
  patience: Patience,
  begin: () => (items: readonly unknown[]) => void,
): Promise<Failure | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const listed = await listPages(connection, path, patience, begin());
    if (!isFailure(listed)) return undefined;
    const { reason, retryAfter = 1000 } = listed.failure;
    if ((reason !== 'expired' && reason !== 'throttled') || attempt === attempts) return listed.failure;
    if (reason === 'throttled') await pause(Math.min(retryAfter, longestPause), patience.signal);
  }
}
