import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';

/** Lets a client address send so many requests in a minute to what `app` serves; more are answered with 429. */
export async function limitRequests(app: FastifyInstance, perMinute: number): Promise<void> {
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: (_, { after }) => ({
      statusCode: 429,
      error: 'too-many-requests',
      message: `more than ${perMinute} requests in a minute, try again in ${after}`,
    }),
  });
}
