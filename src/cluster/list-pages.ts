import { textAt, valueAt } from '../model/json.ts';
import type { Connection } from './connection.ts';
import type { Patience } from './exchange.ts';
import { failing, failureFromError, isFailure, type Failure } from './failure.ts';
import { parseJson, readText } from './json-body.ts';

/** Objects in one page: pods of 3 KB make 1.5 MB of JSON, which is parsed in some 10 ms. */
const pageSize = 500;

/** Far above a page of the largest objects that etcd takes, far below the longest string of V8. */
const longestPage = 256 * 1024 * 1024;

/** The version that a complete list is of, from which a watch can go on. */
export interface Listed {
  readonly resourceVersion: string;
}

/**
 * Lists a collection page by page. No resource version is asked for, so the list is the most recent there is: with
 * `resourceVersion=0` the server may answer from an older state than one we have seen, and ignores the limit
 * (kubernetes#118394). A continue token that has become too old fails as `expired`: start again from the first page.
 * What `onPage` throws is a `defect`.
 */
export async function listPages(
  connection: Connection,
  path: string,
  patience: Patience,
  onPage: (items: readonly unknown[]) => void,
): Promise<Listed | { readonly failure: Failure }> {
  let token: string | undefined;
  try {
    for (;;) {
      const opened = await connection.open(pagePath(path, token), patience);
      if (isFailure(opened)) return opened;
      const page = readPage(parseJson(await readText(opened.body, longestPage), 'a page of the list'));
      onPage(page.items);
      if (page.token === undefined) return { resourceVersion: page.resourceVersion };
      token = page.token;
    }
  } catch (error) {
    return { failure: failureFromError(error) };
  }
}

function pagePath(path: string, token: string | undefined): string {
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (token !== undefined) query.set('continue', token);
  return `${path}?${query.toString()}`;
}

interface Page extends Listed {
  readonly items: readonly unknown[];
  /** Of the next page; undefined on the last. */
  readonly token: string | undefined;
}

function readPage(value: unknown): Page {
  const resourceVersion = textAt(value, 'metadata', 'resourceVersion');
  // An empty list of Go can be written as null.
  const items = valueAt(value, 'items') ?? [];
  if (resourceVersion === undefined || !Array.isArray(items)) {
    throw failing('unreadable', 'the answer is no list');
  }
  return {
    resourceVersion,
    items: items as readonly unknown[],
    token: textAt(value, 'metadata', 'continue'),
  };
}
