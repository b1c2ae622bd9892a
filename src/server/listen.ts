import type { CertificatePair } from '../certificates/pair.ts';
import type { Listeners } from '../config/configuration.ts';
import { messageOf } from '../model/thrown.ts';
import { buildServer, type BuiltServer, type ServerParts } from './build-server.ts';
import { groupFaces } from './group-faces.ts';

/** What all listeners have in common. */
export type ListenerParts = Omit<ServerParts, 'faces' | 'certificate'>;

/** Servers that listen. */
export interface Listening {
  /** Where the first of them, that of admission, is reached. */
  readonly origin: string;
  /** Has every encrypted one serve with another certificate. */
  readonly useCertificate: BuiltServer['useCertificate'];
  /** Resolved when the last response is out. */
  readonly close: () => Promise<void>;
}

/** Listens at every place that the settings ask for; or at none, and says why. */
export async function listen(
  parts: ListenerParts,
  listeners: Listeners,
  pair: CertificatePair,
): Promise<Listening | { readonly problem: string }> {
  const servers: BuiltServer[] = [];
  const encrypted: BuiltServer[] = [];
  const close = async (): Promise<void> => void (await Promise.all(servers.map(({ app }) => app.close())));
  for (const { address, faces, scheme } of groupFaces(listeners)) {
    const isEncrypted = scheme === 'https';
    const server = await buildServer({ ...parts, faces, certificate: isEncrypted ? pair : undefined });
    servers.push(server);
    if (isEncrypted) encrypted.push(server);
    try {
      parts.log.info({ url: await server.app.listen(address), faces }, 'listening');
    } catch (error) {
      await close();
      return { problem: whyNotListening(error, address.port) };
    }
  }
  return {
    origin: servers[0]?.app.listeningOrigin ?? '',
    useCertificate: (next) => {
      for (const { useCertificate } of encrypted) useCertificate(next);
    },
    close,
  };
}

function whyNotListening(error: unknown, port: number): string {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (isTaken) return `cannot listen: port ${port} is taken; choose another with --port`;
  return `cannot listen: ${messageOf(error)}`;
}
