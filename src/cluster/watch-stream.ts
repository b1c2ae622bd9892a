import { textAt, valueAt } from '../model/json.ts';
import type { Connection } from './connection.ts';
import type { Patience } from './exchange.ts';
import { failing, failureFromError, failureFromStatus, isFailure, type Failure } from './failure.ts';
import { parseJson } from './json-body.ts';
import { readLines } from './line-reader.ts';

/** A change that the API server tells of (WatchEvent, meta/v1). A bookmark tells only how far the watch has come. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: unknown;
  /** The version up to which everything has been told with this event. */
  readonly resourceVersion: string;
}

/** Where a watch begins and who hears of it. */
export interface WatchRequest {
  readonly path: string;
  /** The watch tells what happened after this version. */
  readonly resourceVersion: string;
  /** After how many seconds the server is to end the watch. */
  readonly timeoutSeconds: number;
  onOpen(): void;
  /** Called for one event after the other; what it throws ends the watch. */
  onEvent(event: WatchEvent): void;
}

/** Watches until the stream ends, for whatever reason; that it ends in order is a reason, too. */
export async function watchStream(
  connection: Connection,
  request: WatchRequest,
  patience: Patience,
): Promise<Failure> {
  const opened = await connection.open(watchPath(request), patience);
  if (isFailure(opened)) return opened.failure;
  request.onOpen();
  try {
    for await (const line of readLines(opened.body)) {
      const event = readEvent(line);
      if (isFailure(event)) return event.failure;
      request.onEvent(event);
    }
    return { reason: 'ended', message: 'the server ended the watch' };
  } catch (error) {
    return failureFromError(error);
  }
}

function watchPath({ path, resourceVersion, timeoutSeconds }: WatchRequest): string {
  const query = new URLSearchParams({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion,
    timeoutSeconds: String(timeoutSeconds),
  });
  return `${path}?${query.toString()}`;
}

function readEvent(line: string): WatchEvent | { readonly failure: Failure } {
  const value = parseJson(line, 'an event');
  const type = valueAt(value, 'type');
  const object = valueAt(value, 'object');
  switch (type) {
    case 'ERROR': {
      const code = valueAt(object, 'code');
      return { failure: failureFromStatus(typeof code === 'number' ? code : 500, object) };
    }
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
    case 'BOOKMARK': {
      const resourceVersion = textAt(object, 'metadata', 'resourceVersion');
      if (resourceVersion === undefined) throw failing('unreadable', 'an event has no version');
      return { type, object, resourceVersion };
    }
    default:
      throw failing('unreadable', 'an event is of a type that the API does not have');
  }
}
