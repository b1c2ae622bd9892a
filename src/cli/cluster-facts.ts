import { resolve } from 'node:path';
import type { Connection } from '../cluster/connection.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Misuse } from './arguments.ts';
import type { Io } from './io.ts';

/** Which cluster to read, in kubectl's terms. */
export interface ClusterChoice {
  readonly kubeconfig?: string;
  readonly context?: string;
  /** What is read where not everything may be; the context's namespace when undefined. */
  readonly namespace?: string;
}

/** What a live cluster holds at this moment. */
export interface ClusterFacts {
  readonly inventory: Inventory;
  /** The namespace of objects that name none. */
  readonly namespace: string;
}

/**
 * Reads the cluster once. The code for it is loaded only here: client-node alone takes longer than linting does.
 */
export async function readClusterFacts(choice: ClusterChoice, io: Io): Promise<ClusterFacts | Misuse> {
  const { findConnectionSource } = await import('../cluster/connection-source.ts');
  const { connect } = await import('../cluster/connection.ts');
  const { context, kubeconfig } = choice;
  const found = findConnectionSource({
    environment: io.env,
    ...(kubeconfig === undefined ? {} : { kubeconfig: resolve(io.cwd, kubeconfig) }),
    ...(context === undefined ? {} : { context }),
  });
  if ('failure' in found) return unreadable(found.failure);
  const connected = await connect(found.source);
  if ('failure' in connected) return unreadable(connected.failure);
  const { connection } = connected;
  try {
    return await readAll(connection, choice.namespace ?? connection.namespace, io);
  } finally {
    connection.close();
  }
}

/** Who may not list across namespaces may still do so in their own. */
async function readAll(connection: Connection, namespace: string, io: Io): Promise<ClusterFacts | Misuse> {
  const { readCluster } = await import('../cluster/read-once.ts');
  if (io.stderr.isTTY) io.stderr.write(`reading ${connection.server} …\n`);
  const everywhere = await readCluster(connection);
  if (!('failure' in everywhere)) return { inventory: everywhere.inventory, namespace };
  if (everywhere.failure.reason !== 'forbidden') return unreadable(everywhere.failure);
  const here = await readCluster(connection, { namespace });
  return 'failure' in here ? unreadable(here.failure) : { inventory: here.inventory, namespace };
}

function unreadable({ message }: { readonly message: string }): Misuse {
  return { misuse: `cannot read the cluster: ${message}` };
}
