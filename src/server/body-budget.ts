import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** The bytes that a body may have: a client's is at most 3 MiB, and a review of an UPDATE holds the object twice. */
export const bodyLimit = 8 * 1024 * 1024;

/** How much may wait in memory at one face of the server. */
export interface BodyBudget {
  readonly face: 'validate' | 'lint';
  /** Bytes of all bodies that are being received or judged. */
  readonly bytes: number;
  /** What a body without a declared length counts for. */
  readonly undeclared: number;
}

/**
 * Answers 503 to what would take more memory than the budget, so that a burst of large bodies cannot end the process.
 * A call that comes alone is always taken.
 */
export function limitBodies(app: FastifyInstance, budget: BodyBudget, shed: Metrics['shed']): void {
  let taken = 0;
  app.addHook('onRequest', (request, reply, done) => {
    const declared = Number(request.headers['content-length'] ?? budget.undeclared);
    const bytes = Number.isFinite(declared) && request.method === 'POST' ? declared : 0;
    if (taken > 0 && taken + bytes > budget.bytes) {
      shed.inc({ face: budget.face, reason: 'bytes' });
      return void reply.code(503).header('retry-after', '1').send({
        error: 'overloaded',
        message: 'too many large requests at once, try again in a second',
      });
    }
    taken += bytes;
    reply.raw.once('close', () => {
      taken -= bytes;
    });
    done();
  });
}
