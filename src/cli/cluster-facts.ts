import { resolve } from 'node:path';
import type { Connection } from '../cluster/connection.ts';
import type { Failure, FailureReason } from '../cluster/failure.ts';
import { oneLine } from '../model/prose.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Misuse } from './arguments.ts';
import type { ClusterChoice } from './cluster-choice.ts';
import type { Io } from './io.ts';
import type { KubernetesVersion } from '../model/kubernetes-version.ts';

/** What a live cluster holds at this moment. */
export interface ClusterFacts {
  readonly inventory: Inventory;
  /** The namespace of objects that name none. */
  readonly namespace: string;
  /** Undefined when the API server does not say. */
  readonly version: KubernetesVersion | undefined;
  /** As they are stored, where they are to be judged themselves. */
  readonly policies: readonly object[];
}

/** Whether the policies of the cluster are to be judged, too. */
export type ClusterRole = 'context' | 'judged';

/**
 * Reads the cluster once. The code for it is loaded only here: client-node alone takes longer than linting does.
 */
export async function readClusterFacts(
  choice: ClusterChoice,
  io: Io,
  role: ClusterRole = 'context',
): Promise<ClusterFacts | Misuse> {
  const { findConnectionSource } = await import('../cluster/connection-source.ts');
  const { connect } = await import('../cluster/connection.ts');
  const { context, kubeconfig } = choice;
  const found = findConnectionSource({
    environment: io.env,
    ...(kubeconfig === undefined ? {} : { kubeconfig: resolve(io.cwd, kubeconfig) }),
    ...(context === undefined ? {} : { context }),
  });
  if ('failure' in found) return unreadable('the cluster', found.failure);
  const connected = await connect(found.source);
  if ('failure' in connected) return unreadable('the cluster', connected.failure);
  const { connection } = connected;
  try {
    return await readAll(connection, choice.namespace, role, io);
  } finally {
    connection.close();
  }
}

async function readAll(
  connection: Connection,
  chosen: string | undefined,
  role: ClusterRole,
  io: Io,
): Promise<ClusterFacts | Misuse> {
  const { serverVersion } = await import('../cluster/server-version.ts');
  const { readPolicies } = await import('../cluster/read-policies.ts');
  if (io.stderr.isTTY) io.stderr.write(`reading ${connection.server} …\n`);
  const namespace = chosen ?? connection.namespace;
  const [read, version, judged] = await Promise.all([
    readKinds(connection, namespace),
    serverVersion(connection),
    role === 'judged' ? readPolicies(connection, chosen) : { policies: [] },
  ]);
  if ('failure' in read) return unreadable(connection.server, read.failure);
  if ('failure' in judged) return unreadable(connection.server, judged.failure);
  const { inventory } = read;
  const { policies } = judged;
  const isEmpty = role === 'judged' && policies.length === 0;
  if (isEmpty && chosen !== undefined && lacks(inventory, chosen))
    return { misuse: `there is no namespace ${oneLine(chosen)} in ${connection.server}` };
  return { inventory, namespace, version: 'failure' in version ? undefined : version, policies };
}

/** Nothing is found in a namespace that is misspelt, which would look like a clean one. */
function lacks({ namespaces }: Inventory, name: string): boolean {
  return namespaces.extent().state === 'complete' && namespaces.get(name) === undefined;
}

/** Who may not list across namespaces may still do so in their own. */
async function readKinds(
  connection: Connection,
  namespace: string,
): Promise<{ readonly inventory: Inventory } | { readonly failure: Failure }> {
  const { readCluster } = await import('../cluster/read-once.ts');
  const everywhere = await readCluster(connection);
  const isForbidden = 'failure' in everywhere && everywhere.failure.reason === 'forbidden';
  return isForbidden ? readCluster(connection, { namespace }) : everywhere;
}

function unreadable(what: string, failure: Failure): Misuse {
  const toDo = adviceOn(failure);
  return {
    misuse: oneLine(`cannot read ${what}: ${failure.message}${toDo === undefined ? '' : `; ${toDo}`}`),
  };
}

function adviceOn({ reason, message }: Failure): string | undefined {
  if (reason === 'forbidden' && message.includes('"system:anonymous"'))
    return 'the kubeconfig holds no credentials for it';
  return advice[reason];
}

const advice: Partial<Readonly<Record<FailureReason, string>>> = {
  unauthorized: 'log in again, or choose another context with --context',
  forbidden: 'with -n name a namespace that you may read',
  connection: 'see whether kubectl reaches it: kubectl get --raw /version',
  'not-found': 'see whether kubectl reaches it: kubectl get --raw /version',
};
