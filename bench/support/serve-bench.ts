import type { AddressInfo } from 'node:net';

interface Listening {
  listen(options: { readonly port: number; readonly host: string }): Promise<unknown>;
  readonly server: { address(): AddressInfo | string | null };
}

/** Listens on a free port of loopback, tells the parent which, and answers each message with the memory in use. */
export async function serveBench(app: Listening): Promise<void> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  process.on('message', () => process.send?.({ rss: process.memoryUsage().rss }));
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
}
