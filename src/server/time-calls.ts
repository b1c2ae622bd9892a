import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.ts';

/**
 * Counts the calls to what `app` serves that are not answered yet; the function tells how many milliseconds ago the
 * headers of one of them came.
 */
export function timeCalls(
  app: FastifyInstance,
  inFlight: Metrics['inFlight'],
): (request: FastifyRequest) => number {
  const started = new WeakMap<FastifyRequest, number>();
  app.addHook('onRequest', (request, reply, done) => {
    started.set(request, performance.now());
    inFlight.inc();
    reply.raw.once('close', () => inFlight.dec());
    done();
  });
  return (request) => {
    const now = performance.now();
    return now - (started.get(request) ?? now);
  };
}
