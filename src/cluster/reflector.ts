import { messageOf } from '../model/thrown.ts';
import type { Backoff } from './backoff.ts';
import type { ClusterEvent } from './cluster-event.ts';
import type { Connection } from './connection.ts';
import { failing, failureFromError, isFailure, type Failure } from './failure.ts';
import type { Freshness } from './freshness.ts';
import type { KindCache } from './kind-cache.ts';
import { listPages } from './list-pages.ts';
import { pause } from './pause.ts';
import type { Tally } from './tally.ts';
import { watchStream, type WatchEvent } from './watch-stream.ts';
import type { WatchTimes } from './watch-times.ts';
import type { WatchedName } from './watched-kind.ts';

/** Everything that following one kind takes. */
export interface Reflector {
  readonly connection: Connection;
  readonly kind: WatchedName;
  /** Of the collection. */
  readonly path: string;
  readonly cache: KindCache;
  readonly freshness: Freshness;
  readonly tally: Tally;
  readonly times: WatchTimes;
  readonly signal: AbortSignal;
  readonly backoff: Backoff;
  readonly report: (event: ClusterEvent) => void;
}

/** The resource version from which a watch can go on; undefined when a list is needed. */
type Position = string | undefined;

/** One list or one watch that is over. */
interface Attempt {
  readonly during: 'list' | 'watch';
  readonly position: Position;
  /** Absent after a list that is complete. */
  readonly failure?: Failure;
}

/** Lists, then watches from there on, again and again until `signal` aborts; never runs hot. */
export async function reflect(reflector: Reflector): Promise<void> {
  const { signal, backoff, freshness } = reflector;
  const whereToGoOn = leadPastBrokenEvents();
  let position: Position;
  while (!signal.aborted) {
    const began = performance.now();
    const attempt = position === undefined ? await list(reflector) : await watch(reflector, position);
    position = whereToGoOn(attempt);
    if (attempt.failure === undefined || signal.aborted) continue;
    const retryIn = Math.round(backoff.after(attempt.failure, performance.now() - began));
    recordFailure(reflector, attempt.during, attempt.failure, retryIn);
    await pause(retryIn, signal);
  }
  freshness.failed({ reason: 'stopped', message: 'the watch was stopped' }, Date.now());
}

/**
 * The function from an attempt to where the next one goes on. An event that cannot be taken in is asked for once more;
 * when it comes a second time at the same place, a list leads past it.
 */
function leadPastBrokenEvents(): (attempt: Attempt) => Position {
  let brokenAt: Position;
  return ({ position, failure }) => {
    if (failure === undefined || !isBroken(failure)) return position;
    const next = position === brokenAt ? undefined : position;
    brokenAt = next;
    return next;
  };
}

/** Whether an event could not be taken in. */
function isBroken({ reason }: Failure): boolean {
  return reason === 'unreadable' || reason === 'defect';
}

async function list(reflector: Reflector): Promise<Attempt> {
  const { connection, path, times, signal, cache } = reflector;
  const began = performance.now();
  const intake = cache.startList();
  const patience = { answer: times.answer, silence: times.listSilence, signal };
  const listed = await listPages(connection, path, patience, guarded(intake.add));
  if (isFailure(listed)) return { during: 'list', position: undefined, failure: listed.failure };
  try {
    recordList(reflector, guarded(intake.finish)(), performance.now() - began);
  } catch (error) {
    return { during: 'list', position: undefined, failure: failureFromError(error) };
  }
  return { during: 'list', position: listed.resourceVersion };
}

function recordList(
  { cache, freshness, tally, kind, report }: Reflector,
  different: number,
  lasted: number,
): void {
  const again = tally.lists > 0;
  const missed = again ? different : 0;
  tally.listed(missed);
  freshness.confirmed();
  report({ event: 'listed', kind, objects: cache.size, again, missed, milliseconds: Math.round(lasted) });
}

async function watch(reflector: Reflector, from: string): Promise<Attempt> {
  const { connection, path, times, signal, backoff, cache, freshness, tally, kind } = reflector;
  const timeoutSeconds = Math.ceil(times.watchSeconds * (1 + Math.random() / 2));
  const patience = { answer: times.answer, silence: timeoutSeconds * 1000 + times.margin, signal };
  let position = from;
  const request = {
    path,
    resourceVersion: from,
    timeoutSeconds,
    onOpen: (): void => {
      freshness.opened();
      tally.heard();
      reflector.report({ event: 'watching', kind, failures: backoff.failures() });
    },
    onEvent: guarded((event: WatchEvent) => {
      apply(event, cache);
      position = event.resourceVersion;
      tally.heard();
      freshness.confirmed();
    }),
  };
  const failure = await watchStream(connection, request, patience);
  return { during: 'watch', position: failure.reason === 'expired' ? undefined : position, failure };
}

function apply({ type, object }: WatchEvent, cache: KindCache): void {
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
      return cache.put(object);
    case 'DELETED':
      return cache.remove(object);
    case 'BOOKMARK':
  }
}

/** Errors of our own keep their message and are told from those of the connection. */
function guarded<Arguments extends unknown[], Result>(
  take: (...values: Arguments) => Result,
): (...values: Arguments) => Result {
  return (...values) => {
    try {
      return take(...values);
    } catch (error) {
      throw error instanceof Error && isFailure(error) ? error : failing('defect', messageOf(error));
    }
  };
}

function recordFailure(
  { freshness, tally, kind, backoff, report }: Reflector,
  during: Attempt['during'],
  failure: Failure,
  retryIn: number,
): void {
  const { reason, message } = failure;
  // Of a connection that was silent nobody knows since when it has been cut off.
  freshness.failed(failure, reason === 'silent' ? tally.lastHeard : Date.now());
  if (during === 'watch') tally.restarted(reason);
  report({ event: 'interrupted', kind, during, reason, message, failures: backoff.failures(), retryIn });
}
