import type { Server } from 'node:http';
import type { SecureContextOptions, Server as TlsServer } from 'node:tls';
import type { CertificatePair } from '../certificates/pair.ts';

/** The TLS options of every listener: TLS 1.2 and newer. */
export function tlsOptions({ certificate, key }: CertificatePair): SecureContextOptions {
  return { cert: certificate, key, minVersion: 'TLSv1.2' };
}

/** The only protocol that is spoken: HTTP/2 would pin all calls of an API server to one replica. */
export const onlyHttp1: readonly string[] = ['http/1.1'];

/** Serves new handshakes with another pair; connections that exist keep theirs. */
export function swapCertificate(server: Server, pair: CertificatePair): void {
  (server as unknown as TlsServer).setSecureContext(tlsOptions(pair));
}
