import { Agent, request } from 'node:https';
import type { ControlPlane } from './control-plane.ts';

/** What the API server said to one write. */
export interface Answer {
  readonly status: number;
  /** The object as it would be stored, or a Status. */
  readonly body: AnswerBody;
  /** Texts of the Warning headers. */
  readonly warnings: readonly string[];
}

interface AnswerBody {
  readonly message?: string;
  readonly details?: { readonly causes?: readonly { readonly reason: string; readonly field?: string }[] };
  readonly spec?: unknown;
}

/** Writes NetworkPolicies into the namespace `default` as a dry run that ignores unknown fields. */
export interface PolicyWriter {
  create(object: unknown): Promise<Answer>;
  /** Puts `previous` into etcd as it is and replaces it. */
  update(name: string, previous: object, object: unknown): Promise<Answer>;
  close(): void;
}

/** A writer with the administrator's token that keeps its connections. */
export function policyWriter(cluster: ControlPlane): PolicyWriter {
  const agent = new Agent({ ca: cluster.certificateAuthority, keepAlive: true, maxSockets: 8 });
  const collection = `${cluster.url}/apis/networking.k8s.io/v1/namespaces/default/networkpolicies`;
  const write = (method: string, path: string, body: unknown): Promise<Answer> =>
    send(`${collection}${path}?dryRun=All&fieldValidation=Ignore`, body, {
      agent,
      method,
      headers: { authorization: `Bearer ${cluster.adminToken}`, 'content-type': 'application/json' },
    });
  return {
    create: (object) => write('POST', '', object),
    async update(name, previous, object) {
      await put(cluster.etcdUrl, `/registry/networkpolicies/default/${name}`, previous);
      return write('PUT', `/${name}`, object);
    },
    close: () => agent.destroy(),
  };
}

async function put(etcdUrl: string, key: string, value: object): Promise<void> {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const body = JSON.stringify({ key: base64(key), value: base64(JSON.stringify(value)) });
  const { ok, status } = await fetch(`${etcdUrl}/v3/kv/put`, { method: 'POST', body });
  if (!ok) throw new Error(`etcd answers ${status}`);
}

function send(
  url: string,
  body: unknown,
  options: { readonly agent: Agent; readonly method: string; readonly headers: Record<string, string> },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          body: JSON.parse(text) as AnswerBody,
          warnings: warningsOf(response.headersDistinct['warning'] ?? []),
        });
      });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

/** The quoted text of `299 - "…"` (RFC 9111 5.5), one or several in a header. */
function warningsOf(headers: readonly string[]): readonly string[] {
  return headers.flatMap((header) =>
    [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
      text.replaceAll(/\\(.)/g, '$1'),
    ),
  );
}
