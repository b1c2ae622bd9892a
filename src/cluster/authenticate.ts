import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { textAt } from '../model/json.ts';
import { messageOf } from '../model/thrown.ts';
import type { ConnectionPool } from './connection-pool.ts';
import type { Patience } from './exchange.ts';
import { failing, isFailure } from './failure.ts';
import { longestLogin } from './run-plugin.ts';
import { startWatchdog } from './watchdog.ts';

/** What a request must carry and the connections that it may go through. */
export interface Authenticated extends RequestOptions {
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What client-node makes of the credentials for one request, with our pool in place of its agent. To a proxy its agent
 * stays, which is one for all requests but keeps no connection. Throws `credentials` when a file or a plugin fails, and
 * when a plugin takes longer than a login may.
 */
export async function authenticate(
  url: URL,
  config: KubeConfig,
  pool: ConnectionPool,
  patience: Patience,
): Promise<Authenticated> {
  const options: RequestOptions = {};
  if (patience.signal.aborted) throw failing('stopped', 'stopped');
  try {
    await within(patience, config.applyToHTTPSOptions(options));
  } catch (error) {
    throw patience.signal.aborted ? failing('stopped', 'stopped') : failing('credentials', explain(error));
  }
  const { agent, auth, headers, ca, cert, key, servername, rejectUnauthorized } = options;
  const proxied = config.getCurrentCluster()?.proxyUrl !== undefined;
  return {
    headers: trimmed(headers),
    agent: proxied ? agent : pool.agentFor(url.protocol, { ca, cert, key, servername, rejectUnauthorized }),
    ...(auth === undefined ? {} : { auth }),
  };
}

/** What kept the credentials from being read or made. */
function explain(error: unknown): string {
  if (error instanceof Error && isFailure(error) && error.failure.reason === 'credentials')
    return error.message;
  const file = textAt(error, 'code') === 'ENOENT' ? textAt(error, 'path') : undefined;
  return `no credentials: ${file === undefined ? messageOf(error) : `there is no file ${file}`}`;
}

function within<T>({ login = longestLogin, signal }: Patience, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const watchdog = startWatchdog(login, reject);
    const stop = (): void => reject(failing('stopped', 'stopped'));
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => {
      watchdog.stop();
      signal.removeEventListener('abort', stop);
    });
  });
}

/** Token files may end in a newline, which a header may not. */
function trimmed(headers: RequestOptions['headers']): Record<string, string> {
  const entries = Object.entries(headers ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value).trim()]));
}
