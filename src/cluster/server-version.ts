import { textAt } from '../model/json.ts';
import type { KubernetesVersion } from '../model/kubernetes-version.ts';
import type { Connection } from './connection.ts';
import { isFailure, type Failure } from './failure.ts';
import { readObject } from './read-object.ts';

/** Asks the API server for its version. Providers append to the minor one, as in `36+`; that is cut off. */
export async function serverVersion(
  connection: Connection,
  signal: AbortSignal = new AbortController().signal,
): Promise<KubernetesVersion | { readonly failure: Failure }> {
  const read = await readObject(connection, '/version', { answer: 10_000, silence: 10_000, signal });
  if (isFailure(read)) return read;
  const major = Number.parseInt(textAt(read.object, 'major') ?? '', 10);
  const minor = Number.parseInt(textAt(read.object, 'minor') ?? '', 10);
  if (Number.isNaN(major) || Number.isNaN(minor)) {
    return { failure: { reason: 'unreadable', message: 'the server does not say its version' } };
  }
  return { major, minor };
}
