import { textAt, valueAt } from '../model/json.ts';
import { messageOf } from '../model/thrown.ts';

/**
 * Why a request, a list or a watch came to nothing. The set is closed, because it labels a metric.
 * - `ended`: the server closed the watch in order, as it does when its time is up.
 * - `expired`: the resource version or the continue token is too old (410), or newer than the server knows.
 * - `silent`: not a byte for longer than the server could have been silent.
 * - `connection`: refused, reset, timed out, cut off in the middle, or TLS failed.
 * - `unreadable`: what came is not what the API sends.
 * - `credentials`: they could not be read or made; `unauthorized`: the server does not accept them (401).
 * - `defect`: our own code threw on an event. `stopped`: the caller wanted no more.
 */
export type FailureReason =
  | 'ended'
  | 'expired'
  | 'silent'
  | 'connection'
  | 'unreadable'
  | 'credentials'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'throttled'
  | 'server-error'
  | 'defect'
  | 'stopped';

/** A failure as a value. */
export interface Failure {
  readonly reason: FailureReason;
  /** One clause for people, without the URL. */
  readonly message: string;
  /** How long the server asks to be left alone, in milliseconds. */
  readonly retryAfter?: number;
}

/** Whether a result is a failure. */
export function isFailure(result: object): result is { readonly failure: Failure } {
  return 'failure' in result;
}

/** An error that carries a failure through code which can only throw, such as a stream. */
export function failing(reason: FailureReason, message: string): Error {
  const failure: Failure = { reason, message };
  return Object.assign(new Error(message), { failure });
}

/** The failure behind whatever sending, receiving or reading threw. */
export function failureFromError(error: unknown): Failure {
  if (error instanceof Error && isFailure(error)) return error.failure;
  return { reason: 'connection', message: messageOf(error) };
}

/** The failure that an HTTP status and a meta/v1 Status object (or anything else, where there is none) stand for. */
export function failureFromStatus(code: number, status: unknown): Failure {
  const seconds = valueAt(status, 'details', 'retryAfterSeconds');
  return {
    reason: reasonOf(code, status),
    message: textAt(status, 'message') ?? `HTTP status ${code}`,
    ...(typeof seconds === 'number' && seconds > 0 ? { retryAfter: seconds * 1000 } : {}),
  };
}

function reasonOf(code: number, status: unknown): FailureReason {
  if (code === 410 || textAt(status, 'reason') === 'Expired' || isFromTheFuture(status)) return 'expired';
  switch (code) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 429:
      return 'throttled';
    default:
      return 'server-error';
  }
}

/** After etcd was restored from a backup the server may never reach the version that we hold. */
function isFromTheFuture(status: unknown): boolean {
  const causes = valueAt(status, 'details', 'causes');
  return (
    Array.isArray(causes) && causes.some((cause) => textAt(cause, 'reason') === 'ResourceVersionTooLarge')
  );
}
