import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { watchedKinds } from '../../src/cluster/watched-kind.ts';
import { createCollection, statusOf, type Collection, type Stored } from './list-watch-collection.ts';

/** Answers a request itself and returns true, or leaves it to the server. */
export type Interception = (request: SeenRequest, response: ServerResponse) => boolean;

/** What a test wants to know of a request. */
interface SeenRequest {
  readonly path: string;
  readonly resource: string;
  readonly query: URLSearchParams;
  readonly isWatch: boolean;
  readonly authorization: string | undefined;
}

/** A server that lists, pages and watches as the Kubernetes API does, and fails in the ways that tests ask for. */
export interface ListWatchServer {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
  /** How many connections were ever accepted. */
  readonly connections: () => number;
  /** The objects of a resource, such as `pods`. */
  readonly collection: (resource: string) => Collection;
  readonly put: (resource: string, object: Stored) => void;
  readonly remove: (resource: string, namespace: string, name: string) => void;
  /** Asked before each request is answered; the last one set counts. */
  readonly intercept: (interception: Interception) => void;
  /** Resets every connection. */
  readonly cut: () => void;
  /** Ends the server with all its connections. */
  readonly stop: () => Promise<void>;
  /** Begins to listen again on the same port, with the same objects. */
  readonly start: () => Promise<void>;
}

const versionBody = { major: '1', minor: '36+', gitVersion: 'v1.36.3' };

/** Starts on a free port of 127.0.0.1, over TLS when given a key pair. */
export async function startListWatchServer(pair?: {
  readonly certificate: string;
  readonly key: string;
}): Promise<ListWatchServer> {
  const clock = { version: 1000 };
  const resources = Object.values(watchedKinds).map(({ resource }) => resource);
  const collections = new Map(resources.map((name) => [name, createCollection(clock)]));
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let accepted = 0;
  let interception: Interception | undefined;

  function answer(message: IncomingMessage, response: ServerResponse): void {
    const request = seen(message);
    requests.push(request);
    if (interception?.(request, response) === true) return;
    if (request.path === '/version') return sendJson(response, 200, versionBody);
    const collection = collections.get(request.resource);
    if (collection === undefined) return sendJson(response, 404, statusOf(404, 'NotFound', 'no such path'));
    const namespace = /\/namespaces\/([^/]+)\//.exec(request.path)?.[1];
    if (request.isWatch) collection.watch(request.query, response);
    else collection.list(request.query, response, namespace);
  }

  const server =
    pair === undefined
      ? createHttpServer(answer)
      : createHttpsServer({ cert: pair.certificate, key: pair.key }, answer);
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  const start = (port: number): Promise<void> =>
    new Promise((resolve) => void server.listen(port, '127.0.0.1', resolve));
  await start(0);
  const { port } = server.address() as AddressInfo;
  const collection = (resource: string): Collection => {
    const found = collections.get(resource);
    if (found === undefined) throw new Error(`no collection ${resource}`);
    return found;
  };
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `${pair === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => accepted,
    collection,
    put: (resource, object) => collection(resource).put(object),
    remove: (resource, namespace, name) => collection(resource).remove(namespace, name),
    intercept: (next) => void (interception = next),
    cut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    start: () => start(port),
  };
}

function seen(message: IncomingMessage): SeenRequest {
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://server');
  return {
    path: pathname,
    resource: pathname.slice(pathname.lastIndexOf('/') + 1),
    query: searchParams,
    isWatch: searchParams.get('watch') === 'true',
    authorization: message.headers.authorization,
  };
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  code: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Answers with a meta/v1 Status. */
export function refuse(
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  sendJson(response, code, statusOf(code, reason, message), headers);
}
