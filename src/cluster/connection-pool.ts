import { createHash } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';

/** The connections of all lists and watches; client-node would make a new one for every call. */
export interface ConnectionPool {
  /** The agent to send through. Other certificates than last time end the connections made with the old ones. */
  agentFor(protocol: string, tls: TlsSettings): HttpAgent;
  close(): void;
}

/** What a connection is made with, as client-node reads it from files anew for each request. */
type TlsSettings = Pick<AgentOptions, 'ca' | 'cert' | 'key' | 'servername' | 'rejectUnauthorized'>;

/** A pool without connections. */
export function createConnectionPool(): ConnectionPool {
  let current: { readonly identity: string; readonly agent: HttpAgent } | undefined;
  return {
    agentFor(protocol, tls) {
      const identity = identify(protocol, tls);
      if (current?.identity !== identity) {
        current?.agent.destroy();
        current = { identity, agent: createAgent(protocol, tls) };
      }
      return current.agent;
    },
    close() {
      current?.agent.destroy();
      current = undefined;
    },
  };
}

/** Keep-alive probes start after 30 s, before the idle limits of common load balancers (60 s). */
const keepAlive = { keepAlive: true, keepAliveMsecs: 30_000 };

function createAgent(protocol: string, tls: TlsSettings): HttpAgent {
  return protocol === 'http:' ? new HttpAgent(keepAlive) : new HttpsAgent({ ...tls, ...keepAlive });
}

function identify(protocol: string, { ca, cert, key, servername, rejectUnauthorized }: TlsSettings): string {
  const parts = [protocol, ca, cert, key, servername, rejectUnauthorized].map(String);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
