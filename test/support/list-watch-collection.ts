import type { ServerResponse } from 'node:http';

/** An object as a test writes it; the collection gives it a version. */
export interface Stored {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly resourceVersion?: string;
  };
  readonly [field: string]: unknown;
}

/** The objects of one kind, their history, and the watches that are told of it. */
export interface Collection {
  readonly put: (object: Stored) => void;
  readonly remove: (namespace: string, name: string) => void;
  readonly list: (query: URLSearchParams, response: ServerResponse, namespace?: string) => void;
  readonly watch: (query: URLSearchParams, response: ServerResponse) => void;
  /** How many watches are open. */
  readonly watches: () => number;
  /** Tells all open watches how far they are. */
  readonly bookmark: () => void;
  /** Forgets what has happened so far, and the snapshots behind continue tokens. */
  readonly compact: () => void;
  /** Whether a version that is too old is refused by HTTP status or by an event. */
  readonly refuseOldVersions: (by: 'status' | 'event') => void;
  /** Changes objects without telling any watch, as a server that loses events would. */
  readonly putSilently: (object: Stored) => void;
  /** Sends these bytes to all open watches. */
  readonly write: (bytes: string | Uint8Array) => void;
  /** Ends all open watches in order. */
  readonly endWatches: () => void;
}

/** A meta/v1 Status of a refusal. */
export function statusOf(code: number, reason: string, message: string): object {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message };
}

/** An empty collection; `clock` is shared, as all kinds of a cluster share etcd's revision. */
export function createCollection(clock: { version: number }): Collection {
  const objects = new Map<string, Stored>();
  let history: { readonly version: number; readonly line: string }[] = [];
  let oldest = clock.version;
  let refusal: 'status' | 'event' = 'event';
  const open = new Set<ServerResponse>();
  const snapshots = new Map<string, readonly Stored[]>();

  function store(object: Stored): { type: string; object: Stored } {
    clock.version += 1;
    const key = `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
    const type = objects.has(key) ? 'MODIFIED' : 'ADDED';
    const versioned = { ...object, metadata: { ...object.metadata, resourceVersion: String(clock.version) } };
    objects.set(key, versioned);
    return { type, object: versioned };
  }

  function tell(event: object): void {
    const line = `${JSON.stringify(event)}\n`;
    history.push({ version: clock.version, line });
    for (const response of open) response.write(line);
  }

  function endWatch(response: ServerResponse): void {
    open.delete(response);
    response.end();
  }

  function list(query: URLSearchParams, response: ServerResponse, namespace?: string): void {
    const token = query.get('continue');
    const limit = Number(query.get('limit') ?? Infinity);
    const [snapshot = `${clock.version}`, from = '0'] = token?.split('|') ?? [];
    const inScope = [...objects.values()].filter(
      (object) => namespace === undefined || object.metadata.namespace === namespace,
    );
    const items = token === null ? inScope : snapshots.get(snapshot);
    if (items === undefined)
      return end(response, 410, statusOf(410, 'Expired', 'the continue token is too old'));
    const next = Number(from) + limit;
    const more = next < items.length;
    if (more) snapshots.set(snapshot, items);
    end(response, 200, {
      kind: 'List',
      metadata: { resourceVersion: snapshot, ...(more ? { continue: `${snapshot}|${next}` } : {}) },
      items: items.slice(Number(from), next),
    });
  }

  function watch(query: URLSearchParams, response: ServerResponse): void {
    const from = Number(query.get('resourceVersion'));
    const expired = from < oldest ? statusOf(410, 'Expired', 'too old resource version') : undefined;
    if (expired !== undefined && refusal === 'status') return end(response, 410, expired);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (expired !== undefined) {
      response.end(`${JSON.stringify({ type: 'ERROR', object: expired })}\n`);
      return;
    }
    for (const { version, line } of history) if (version > from) response.write(line);
    open.add(response);
    const timer = setTimeout(() => endWatch(response), Number(query.get('timeoutSeconds')) * 1000);
    response.on('close', () => {
      open.delete(response);
      clearTimeout(timer);
    });
  }

  return {
    put: (object) => tell(store(object)),
    putSilently: (object) => void store(object),
    remove(namespace, name) {
      const object = objects.get(`${namespace}/${name}`);
      objects.delete(`${namespace}/${name}`);
      clock.version += 1;
      const metadata = { ...object?.metadata, resourceVersion: String(clock.version) };
      tell({ type: 'DELETED', object: { ...object, metadata } });
    },
    list,
    watch,
    watches: () => open.size,
    bookmark() {
      const object = { metadata: { resourceVersion: String(clock.version) } };
      for (const response of open) response.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
    },
    compact() {
      history = [];
      oldest = clock.version + 1;
      clock.version += 1;
      snapshots.clear();
    },
    refuseOldVersions: (by) => void (refusal = by),
    write(bytes) {
      for (const response of open) response.write(bytes);
    },
    endWatches() {
      for (const response of open) endWatch(response);
    },
  };
}

function end(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
