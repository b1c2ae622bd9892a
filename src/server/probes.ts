import type { FastifyInstance } from 'fastify';

/** Whether calls should come here; the reason is for people. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/**
 * `/livez`: the process answers, which depends on nothing else, or one blip of the control plane would restart every
 * replica. `/readyz`: it should get calls.
 */
export function serveProbes(app: FastifyInstance, isReady: () => Readiness): void {
  app.get('/livez', { schema: { summary: 'The process is alive' } }, (_, reply) =>
    reply.type('text/plain; charset=utf-8').send('ok\n'),
  );
  app.get('/readyz', { schema: { summary: 'The server should get calls' } }, (_, reply) => {
    const readiness = isReady();
    return reply
      .code(readiness.ready ? 200 : 503)
      .type('text/plain; charset=utf-8')
      .send(readiness.ready ? 'ok\n' : `not ready: ${readiness.reason}\n`);
  });
}
