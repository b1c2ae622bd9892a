import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { failing } from './failure.ts';
import { startWatchdog } from './watchdog.ts';

/** How patient an exchange is. */
export interface Patience {
  /** Milliseconds within which the answer must begin, connecting included. */
  readonly answer: number;
  /** Milliseconds within which there must be credentials, if not as many as a login takes. */
  readonly login?: number;
  /** Milliseconds that may pass without a byte of the body. */
  readonly silence: number;
  /** Ends the exchange; it is listened to only as long as the exchange lasts. */
  readonly signal: AbortSignal;
}

/** An answer. Its body throws when it is cut off, silent, or the exchange was ended; leaving it early ends the exchange. */
export interface Answer {
  readonly status: number;
  /** The Retry-After header, as it came. */
  readonly retryAfter: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Sends one GET; rejects when no answer comes. */
export async function exchange(url: URL, options: RequestOptions, patience: Patience): Promise<Answer> {
  const response = await send(url, options, patience);
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'],
    body: watched(response, patience.silence),
  };
}

function send(url: URL, options: RequestOptions, { answer, signal }: Patience): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(failing('stopped', 'stopped'));
    const request = (url.protocol === 'http:' ? httpRequest : httpsRequest)(url, options);
    const end = (reason: Error): void => void request.destroy(reason);
    const stop = (): void => end(failing('stopped', 'stopped'));
    const watchdog = startWatchdog(answer, end);
    signal.addEventListener('abort', stop, { once: true });
    request.on('response', (response) => {
      watchdog.stop();
      resolve(response);
    });
    request.on('error', reject);
    request.on('close', () => {
      watchdog.stop();
      signal.removeEventListener('abort', stop);
    });
    request.end();
  });
}

async function* watched(response: IncomingMessage, silence: number): AsyncGenerator<Uint8Array> {
  const watchdog = startWatchdog(silence, (reason) => response.destroy(reason));
  try {
    for await (const chunk of response) {
      watchdog.alive();
      yield chunk as Uint8Array;
    }
  } finally {
    watchdog.stop();
  }
}
