import type { KubeConfig } from '@kubernetes/client-node';
import { authenticate } from './authenticate.ts';
import { createConnectionPool, type ConnectionPool } from './connection-pool.ts';
import type { ConnectionSource } from './connection-source.ts';
import { keepCredentials, type Credentials } from './credentials.ts';
import { exchange, type Patience } from './exchange.ts';
import { failureFromError, isFailure, type Failure } from './failure.ts';
import { loadKubeConfig } from './kubeconfig.ts';
import { readRefusal } from './refusal.ts';

/** An API server, with credentials that are kept current and one pool of connections for all requests. */
export interface Connection {
  /** The API server's base URL. */
  readonly server: string;
  /** The namespace that the context is set to. */
  readonly namespace: string;
  /** One GET; credentials that are refused are read again and tried once more. */
  open(path: string, patience: Patience): Promise<Opened>;
  /** Ends all connections at once. */
  close(): void;
}

/** The bytes of a 2xx answer, whose reading throws what `failureFromError` explains; or why there are none. */
type Opened = { readonly body: AsyncIterable<Uint8Array> } | { readonly failure: Failure };

/** Reads address and credentials; sends nothing yet. */
export async function connect(
  source: ConnectionSource,
): Promise<{ readonly connection: Connection } | { readonly failure: Failure }> {
  const loaded = await loadKubeConfig(source);
  if (isFailure(loaded)) return loaded;
  const { config } = loaded;
  const credentials = keepCredentials(source, config);
  const pool = createConnectionPool();
  const connection: Connection = {
    server: serverOf(config),
    namespace: config.getContextObject(config.getCurrentContext())?.namespace ?? 'default',
    open: (path, patience) => open(path, patience, credentials, pool),
    close: () => pool.close(),
  };
  return { connection };
}

function serverOf(config: KubeConfig): string {
  return config.getCurrentCluster()?.server.replace(/\/+$/, '') ?? '';
}

async function open(
  path: string,
  patience: Patience,
  credentials: Credentials,
  pool: ConnectionPool,
): Promise<Opened> {
  const used = credentials.current();
  const opened = await openOnce(path, patience, used, pool);
  if (!isFailure(opened) || opened.failure.reason !== 'unauthorized') return opened;
  await credentials.renew(used);
  return await openOnce(path, patience, credentials.current(), pool);
}

async function openOnce(
  path: string,
  patience: Patience,
  config: KubeConfig,
  pool: ConnectionPool,
): Promise<Opened> {
  try {
    const url = new URL(`${serverOf(config)}${path}`);
    const options = await authenticate(url, config, pool, patience);
    const headers = { ...options.headers, accept: 'application/json', 'user-agent': 'netpol-lint' };
    const answer = await exchange(url, { ...options, headers }, patience);
    const good = answer.status >= 200 && answer.status < 300;
    return good ? { body: answer.body } : { failure: await readRefusal(answer) };
  } catch (error) {
    return { failure: failureFromError(error) };
  }
}
