import type { Connection } from './connection.ts';
import type { Patience } from './exchange.ts';
import { failureFromError, isFailure, type Failure } from './failure.ts';
import { parseJson, readText } from './json-body.ts';

/** Larger than any object that etcd takes, escaped as JSON. */
const longestObject = 64 * 1024 * 1024;

/** Reads one JSON value from the API server. */
export async function readObject(
  connection: Connection,
  path: string,
  patience: Patience,
): Promise<{ readonly object: unknown } | { readonly failure: Failure }> {
  const opened = await connection.open(path, patience);
  if (isFailure(opened)) return opened;
  try {
    return { object: parseJson(await readText(opened.body, longestObject), 'the answer') };
  } catch (error) {
    return { failure: failureFromError(error) };
  }
}
